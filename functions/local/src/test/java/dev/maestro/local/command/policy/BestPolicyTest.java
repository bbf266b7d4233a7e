package dev.maestro.local.command.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.promote.Serving;
import dev.maestro.core.promote.ServingStore;
import dev.maestro.core.registry.RegistryLoader;
import dev.maestro.core.train.Checkpoint;
import dev.maestro.core.train.CheckpointStore;
import dev.maestro.core.train.Learner;
import dev.maestro.core.train.PairScoringOnnx;
import dev.maestro.local.flow.FlowSession;
import dev.maestro.local.flow.Home;
import dev.maestro.local.flow.RunFile;
import dev.maestro.runtime.registry.StoredRegistries;
import dev.maestro.runtime.store.FileObjectStore;
import dev.maestro.schema.event.PolicyTrained;
import dev.maestro.schema.registry.RegistryDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BestPolicyTest {

    private static final String POLICY = PairScoringOnnx.MODEL;

    @TempDir
    private Path folder;

    private FlowSession session;
    private CheckpointStore checkpoints;

    @BeforeEach
    void open() throws IOException {
        FileObjectStore objects = FileObjectStore.open(folder.resolve("objects"));
        StoredRegistries registries = new StoredRegistries(objects);
        registries.publishShipped(RegistryLoader.embedded());
        session = new FlowSession(new Home(folder), new RunFile(1, "", "", "", null), true, objects, registries);
        checkpoints = new CheckpointStore(objects, POLICY);
    }

    private static Checkpoint trained(long version) {
        Checkpoint untrained = Checkpoint.untrained(POLICY, 2);
        Learner.State state = untrained.learner();
        return new Checkpoint(
                POLICY,
                version,
                new Learner.State(state.parameters(), state.first(), state.second(), 5),
                untrained.experience(),
                0,
                Map.of("gate", "better beyond chance"));
    }

    @Test
    void isTheRouterWhileNothingTrainedDecides() throws IOException {
        checkpoints.giveFirst(Checkpoint.untrained(POLICY, 1));

        assertThat(BestPolicy.of(session)).isEqualTo("calibrated-router");
        assertThat(BestPolicy.named(session, POLICY)).contains("untrained");
    }

    @Test
    void isTheShippedVersionAndSaysWhy() throws IOException {
        checkpoints.giveFirst(trained(1));

        assertThat(BestPolicy.of(session)).isEqualTo(POLICY);
        assertThat(BestPolicy.named(session, POLICY))
                .isEqualTo("pair-scoring, version 1: shipped; better beyond chance");
        assertThat(BestPolicy.named(session, "random")).isEqualTo("random");
    }

    @Test
    void isAVersionThatWasPromotedHere() throws IOException {
        checkpoints.giveFirst(Checkpoint.untrained(POLICY, 1));
        Checkpoint second = trained(2);
        checkpoints.commit(new PolicyTrained(
                POLICY, 2, checkpoints.put(second), second.weightsSha256(), 1, 0, 0, 0, 0, Instant.EPOCH));
        new ServingStore(session.objects()).put(Serving.only(POLICY, 2));

        assertThat(BestPolicy.of(session)).isEqualTo(POLICY);
        assertThat(BestPolicy.named(session, POLICY)).isEqualTo("pair-scoring, version 2: trained here");
    }

    @Test
    void isTheRouterWhereTheRegistryHasNoPolicyWithVersions() throws IOException {
        checkpoints.giveFirst(trained(1));
        RegistryDocument all = RegistryLoader.embedded();
        session.registries()
                .publish(new RegistryDocument(
                        "without",
                        all.experts(),
                        all.skills(),
                        all.policies().stream()
                                .filter(policy -> !policy.id().equals(POLICY))
                                .toList(),
                        all.rules()));

        assertThat(BestPolicy.of(session)).isEqualTo("calibrated-router");
    }
}
