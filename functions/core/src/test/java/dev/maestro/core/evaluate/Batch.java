package dev.maestro.core.evaluate;

import dev.maestro.core.TestData;
import dev.maestro.core.evaluate.batch.BatchRun;
import dev.maestro.core.evaluate.batch.BatchSettings;
import dev.maestro.core.evaluate.batch.EvaluationFlow;
import dev.maestro.core.evaluate.batch.ItemLog;
import dev.maestro.core.evaluate.item.ItemFolder;
import dev.maestro.core.evaluate.item.Selection;
import dev.maestro.core.evaluate.plan.PolicyChoice;
import dev.maestro.schema.wire.Budget;
import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.EpisodeState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs of a folder's items through a fake flow. */
final class Batch {

    static final PolicyChoice POLICY = PolicyChoice.of("scripted");

    private Batch() {}

    static BatchSettings settings(int concurrency, @Nullable Double budget) {
        return new BatchSettings(
                "evaluation-1",
                "default",
                1,
                concurrency,
                budget,
                new Budget(4, 16, 1000, 10, 60_000),
                null,
                Duration.ofSeconds(30));
    }

    /** An item without a reward is lost at once. */
    static BatchSettings impatient(int concurrency) {
        return new BatchSettings(
                "evaluation-1", "default", 1, concurrency, null, Budget.DEFAULT, null, Duration.ofMillis(1));
    }

    static ItemFolder.Checked all(Path folder) throws IOException {
        return ItemFolder.at(folder).getFirst().check(Selection.ALL);
    }

    /** The right answer to every item of {@link Items}. */
    static EpisodeEnd right(EpisodeState state) {
        return new EpisodeEnd.Answered("42");
    }

    static BatchRun of(EvaluationFlow flow, ItemLog log, BatchSettings settings) {
        return new BatchRun(flow, log, settings, () -> TestData.NOW, result -> {});
    }

    /** Runs all items of a folder under {@link #POLICY}; gives how many were not run. */
    static int run(EvaluationFlow flow, ItemLog log, Path folder, BatchSettings settings)
            throws IOException, InterruptedException {
        return of(flow, log, settings).run(List.of(all(folder)), List.of(POLICY));
    }
}
