package dev.maestro.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.registry.RegistryLoader;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.runtime.registry.StoredRegistries;
import dev.maestro.runtime.store.FileObjectStore;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.RegistryChanged;
import dev.maestro.schema.event.RegistryExtended;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.registry.RegistryDocument;
import dev.maestro.schema.registry.Skill;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryChangesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    private Path folder;

    private StoredRegistries registries;
    private RegistrySnapshot before;
    private RegistryChanges changes;

    @BeforeEach
    void publish() throws IOException {
        registries = new StoredRegistries(FileObjectStore.open(folder));
        before = registries.publish(RegistryLoader.embedded());
        changes = new RegistryChanges(registries, () -> NOW);
    }

    private static RegistryExtended event(String id, List<Expert> experts, List<Skill> skills) {
        return new RegistryExtended(id, new RegistryDocument("an overlay", experts, skills, List.of(), List.of()), NOW);
    }

    private Expert expert(String id) {
        Expert reader = before.document().experts().getFirst();
        return new Expert(
                id,
                List.of(),
                reader.capabilities(),
                reader.endpoint(),
                reader.secretRef(),
                reader.chatTemplate(),
                reader.description(),
                reader.chooseWhen(),
                reader.price(),
                reader.latencyPriorMillis(),
                reader.limits(),
                reader.licence());
    }

    @Test
    void theNextEpisodeSeesAnExpertThatAnEventBrought() throws IOException {
        List<Event> events = changes.extend(event("c1", List.of(expert("my-reader")), List.of()));

        RegistrySnapshot after = registries.current();
        assertThat(events).containsExactly(new RegistryChanged("c1", after.digest(), before.digest(), NOW));
        assertThat(after.document().experts()).extracting(Expert::id).contains("my-reader");
        assertThat(after.document().experts())
                .hasSize(before.document().experts().size() + 1);
        assertThat(after.document().name()).isEqualTo(before.document().name());
    }

    @Test
    void anEpisodeThatRunsKeepsTheRegistryThatItBeganWith() throws IOException {
        changes.extend(event("c1", List.of(expert("my-reader")), List.of()));

        assertThat(registries.snapshot(before.digest()).document()).isEqualTo(before.document());
    }

    @Test
    void saysNothingWhenNothingChanged() throws IOException {
        changes.extend(event("c1", List.of(expert("my-reader")), List.of()));

        assertThat(changes.extend(event("c2", List.of(expert("my-reader")), List.of())))
                .isEmpty();
    }

    @Test
    void leavesTheRegistryAsItIsWhenTheWholeWouldHaveAnError() {
        Skill orphan = new Skill(
                "orphan",
                List.of(),
                2,
                "no-such-parent",
                "d",
                "w",
                List.of("generate"),
                List.of(),
                "answer-direct",
                1,
                1);

        assertThatExceptionOfType(TerminalException.class)
                .isThrownBy(() -> changes.extend(event("c1", List.of(), List.of(orphan))))
                .withMessageContaining("not changed")
                .withMessageContaining("no-such-parent")
                .withMessageContaining("event c1");
        assertThat(registries.current().digest()).isEqualTo(before.digest());
    }
}
