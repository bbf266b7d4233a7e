package dev.maestro.promote;

import dev.maestro.core.promote.ServingStore;
import dev.maestro.core.statistics.Interval;
import dev.maestro.core.train.Checkpoint;
import dev.maestro.core.train.CheckpointStore;
import dev.maestro.core.train.LogEvaluation;
import dev.maestro.runtime.models.publish.ModelPublisher;
import dev.maestro.runtime.store.FileObjectStore;
import dev.maestro.schema.event.PolicyTrained;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What promote works on: versions, a model server that may fail, and what the outcome log says. */
final class PromoteWorld {

    static final String POLICY = "pair-scoring";
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    final FileObjectStore objects;
    final ServingStore serving;
    final CheckpointStore checkpoints;
    final List<Long> published = new ArrayList<>();
    final List<Long> expected = new ArrayList<>();
    boolean modelServerFails;
    /** 0 for no outcome log. */
    double gain = 0.05;

    int every = 1;

    PromoteWorld(Path folder) throws IOException {
        objects = FileObjectStore.open(folder);
        serving = new ServingStore(objects);
        checkpoints = new CheckpointStore(objects, POLICY);
    }

    PromoteFunction function(double canary) {
        return new PromoteFunction(objects, new Comparison(), new RecordingPublisher(), config(canary), () -> NOW);
    }

    private final class Comparison implements VersionComparison {

        @Override
        public Optional<LogEvaluation.Comparison> of(Checkpoint candidate, Checkpoint current) {
            return gain == 0
                    ? Optional.empty()
                    : Optional.of(
                            new LogEvaluation.Comparison(100, 8, 2, 0.1, gain, new Interval(gain - 0.01, gain + 0.01)));
        }

        @Override
        public void expect(Checkpoint current) throws IOException {
            if (gain == 0) {
                throw new IOException("the outcome log is away");
            }
            expected.add(current.version());
        }
    }

    private final class RecordingPublisher implements ModelPublisher {

        @Override
        public void publish(String model, long version, byte[] onnx, String configuration) throws IOException {
            if (modelServerFails) {
                throw new IOException("the model server is away");
            }
            published.add(version);
        }

        @Override
        public boolean isEnabled() {
            return true;
        }
    }

    private PromoteConfig config(double canary) {
        return new PromoteConfig() {
            @Override
            public int every() {
                return every;
            }

            @Override
            public int minimumTasks() {
                return 30;
            }

            @Override
            public double significance() {
                return 0.05;
            }

            @Override
            public double canary() {
                return canary;
            }

            @Override
            public int canaryEpisodes() {
                return 5;
            }

            @Override
            public double costWeight() {
                return 0.1;
            }
        };
    }

    /** A version that was trained and waits. */
    PolicyTrained trained(long version) throws IOException {
        Checkpoint base = Checkpoint.untrained(POLICY, version);
        Checkpoint checkpoint = new Checkpoint(POLICY, version, base.learner(), base.experience(), 0, Map.of());
        return checkpoints.commit(new PolicyTrained(
                POLICY, version, checkpoints.put(checkpoint), checkpoint.weightsSha256(), 8, 0.5, 1, 0, 0, NOW));
    }
}
