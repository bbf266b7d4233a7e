package dev.maestro.local.modelserver;

import dev.maestro.runtime.models.kserve.InferBatchStatistics;
import dev.maestro.runtime.models.kserve.InferStatistics;
import dev.maestro.runtime.models.kserve.ModelStatistics;
import dev.maestro.runtime.models.kserve.StatisticDuration;

/** Counts the inferences of one model version and where their time went. Thread-safe. */
final class InferenceCounter {

    private long lastInferenceMillis;
    private final Sum success = new Sum();
    private final Sum fail = new Sum();
    private final Sum queue = new Sum();
    private final Sum input = new Sum();
    private final Sum infer = new Sum();
    private final Sum output = new Sum();

    /** Times of one inference, in nanoseconds of wall time. */
    record Times(long queue, long input, long infer, long output) {

        long total() {
            return queue + input + infer + output;
        }
    }

    synchronized void succeeded(Times times, long nowMillis) {
        lastInferenceMillis = nowMillis;
        success.add(times.total());
        queue.add(times.queue());
        input.add(times.input());
        infer.add(times.infer());
        output.add(times.output());
    }

    synchronized void failed(long nanos) {
        fail.add(nanos);
    }

    synchronized ModelStatistics of(String name, String version) {
        ModelStatistics.Builder statistics = ModelStatistics.newBuilder()
                .setName(name)
                .setVersion(version)
                .setLastInference(lastInferenceMillis)
                .setInferenceCount(success.count)
                .setExecutionCount(success.count)
                .setInferenceStats(InferStatistics.newBuilder()
                        .setSuccess(success.duration())
                        .setFail(fail.duration())
                        .setQueue(queue.duration())
                        .setComputeInput(input.duration())
                        .setComputeInfer(infer.duration())
                        .setComputeOutput(output.duration()));
        if (success.count > 0) {
            statistics.addBatchStats(InferBatchStatistics.newBuilder()
                    .setBatchSize(1)
                    .setComputeInput(input.duration())
                    .setComputeInfer(infer.duration())
                    .setComputeOutput(output.duration()));
        }
        return statistics.build();
    }

    private static final class Sum {
        private long count;
        private long nanos;

        void add(long more) {
            count++;
            nanos += Math.max(0, more);
        }

        StatisticDuration duration() {
            return StatisticDuration.newBuilder().setCount(count).setNs(nanos).build();
        }
    }
}
