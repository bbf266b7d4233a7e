package dev.maestro.report;

import dev.maestro.core.evaluate.batch.BatchRun;
import dev.maestro.core.evaluate.batch.BatchSettings;
import dev.maestro.core.evaluate.batch.EvaluationFlow;
import dev.maestro.core.evaluate.item.ItemFolder;
import dev.maestro.core.evaluate.item.Selection;
import dev.maestro.core.evaluate.plan.Begun;
import dev.maestro.core.evaluate.plan.EvaluationPlan;
import dev.maestro.core.evaluate.plan.PolicyChoice;
import dev.maestro.core.evaluate.report.EvaluationReport;
import dev.maestro.core.evaluate.report.Evaluations;
import dev.maestro.core.evaluate.report.LogRivals;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.event.TaskSubmitted;
import dev.maestro.testkit.EpisodeStates;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** A whole evaluation of the sets in a folder, 64 items at a time; every second answer is right. */
final class LargeEvaluation {

    private LargeEvaluation() {}

    /** Takes the folder of a set and that of the results; prints how many items there were, and bytes of pictures. */
    public static void main(String[] arguments) throws Exception {
        AtomicLong bytes = new AtomicLong();
        ItemFolder.Checked all = ItemFolder.at(Path.of(arguments[0])).getFirst().check(Selection.ALL);
        EvaluationPlan plan =
                new EvaluationPlan(List.of(all), List.of(PolicyChoice.of("random"), PolicyChoice.of("a:b")), List.of());
        Begun begun = new Begun("large", 1, "sha256:r", Instant.EPOCH);
        BatchSettings settings = BatchSettings.of("large", 1, 64, null);
        try (EvaluationFolder folder = EvaluationFolder.open(Path.of(arguments[1]))) {
            folder.begin(begun);
            int notRun;
            try (FileItemLog log = folder.log()) {
                notRun = new BatchRun(new HalfRight(bytes), log, settings, InstantSource.system(), result -> {})
                        .run(plan.folders(), plan.policies());
            }
            EvaluationReport report = folder.finish(Evaluations.Facts.of(
                    plan, begun, settings, Instant.EPOCH, LogRivals.none(), notRun, EvaluationFolder.ITEMS));
            System.out.printf(
                    "%d items, %.1f right, %d MB of pictures%n",
                    report.benchmarks().getFirst().n(), 100 * report.micro(), bytes.get() >> 20);
        }
    }

    private record HalfRight(AtomicLong bytes) implements EvaluationFlow {

        @Override
        public String store(byte[] picture) {
            bytes.addAndGet(picture.length);
            return "sha256:" + "0".repeat(64);
        }

        @Override
        public CompletableFuture<RewardAssigned> submit(TaskSubmitted task, Runnable onEnd) {
            double score = task.question().endsWith("0") ? 1 : 0;
            return CompletableFuture.completedFuture(
                    EpisodeStates.scored(task, score, Map.of("filler", "x".repeat(20_000))));
        }

        @Override
        public Optional<RewardAssigned> ended(String episodeId) {
            return Optional.empty();
        }
    }
}
