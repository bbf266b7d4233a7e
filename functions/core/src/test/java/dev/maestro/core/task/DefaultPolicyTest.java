package dev.maestro.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.NoPictures;
import dev.maestro.core.TestData;
import dev.maestro.schema.event.EpisodeEnded;
import dev.maestro.schema.event.EpisodeStarted;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.TaskSubmitted;
import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The registry of these tests has one policy: scripted. */
class DefaultPolicyTest {

    private static Event admitted(String defaultPolicy, @Nullable String asked) throws Exception {
        Settings settings = new Settings(asked, null, 1, 1L, null, List.of(), List.of(), null);
        TaskSubmitted task = new TaskSubmitted(
                "t-1", "default", Purpose.SERVE, "What?", List.of(), List.of(), null, settings, TestData.NOW);
        return new Admission(NoPictures.OBJECTS, AdmissionLimits.DEFAULT, defaultPolicy, PolicyVersions.OF_REGISTRY)
                .admit(task, TestData.registry(), TestData.NOW)
                .getFirst();
    }

    @Test
    void isTheConfiguredOneWhereTheRegistryHasIt() throws Exception {
        EpisodeStarted started = (EpisodeStarted) admitted("scripted", null);

        assertThat(started.state().policyId()).isEqualTo("scripted");
    }

    @Test
    void isTheFirstOfARegistryThatLacksTheConfiguredOne() throws Exception {
        EpisodeStarted started = (EpisodeStarted) admitted("calibrated-router", null);

        assertThat(started.state().policyId()).isEqualTo("scripted");
    }

    @Test
    void isNoExcuseForAPolicyThatWasAskedForAndIsUnknown() throws Exception {
        EpisodeEnded ended = (EpisodeEnded) admitted("scripted", "calibrated-router");

        assertThat(ended.end()).isInstanceOf(EpisodeEnd.Refused.class);
    }
}
