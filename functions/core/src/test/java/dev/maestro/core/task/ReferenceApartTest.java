package dev.maestro.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.NoPictures;
import dev.maestro.core.TestData;
import dev.maestro.core.episode.Json;
import dev.maestro.schema.event.EpisodeStarted;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.TaskReference;
import dev.maestro.schema.event.TaskSubmitted;
import dev.maestro.schema.wire.DataSource;
import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Reference;
import dev.maestro.schema.wire.Settings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The right answer of a task. */
class ReferenceApartTest {

    private static final String RIGHT = "the-right-answer";
    private static final String SET = "the-set-it-is-of";

    private static List<Event> admitted(Purpose purpose) throws Exception {
        Settings settings = new Settings(null, null, 2, 1L, null, List.of(), List.of(), null);
        Reference reference =
                new Reference(RIGHT, "text", "exact", null).of(new DataSource(SET, "ab".repeat(32), "MIT License"));
        TaskSubmitted task = new TaskSubmitted(
                "t-1", "default", purpose, "What?", List.of(), List.of(), reference, settings, TestData.NOW);
        return new Admission(NoPictures.OBJECTS, AdmissionLimits.DEFAULT, "scripted", PolicyVersions.OF_REGISTRY)
                .admit(task, TestData.registry(), TestData.NOW);
    }

    private static String text(Event event) {
        return new String(Json.bytes(event), StandardCharsets.UTF_8);
    }

    @Test
    @Tag("C46")
    void standsInNoEventThatAPolicyOrASkillGets() throws Exception {
        List<Event> events = admitted(Purpose.EVALUATE);

        assertThat(events)
                .filteredOn(EpisodeStarted.class::isInstance)
                .hasSize(2)
                .allSatisfy(event -> assertThat(text(event)).doesNotContain(RIGHT, SET));
        assertThat(events)
                .filteredOn(TaskReference.class::isInstance)
                .singleElement()
                .satisfies(event -> assertThat(text(event)).contains(RIGHT, SET));
    }
}
