package dev.maestro.local.command.evaluate;

import dev.maestro.local.flow.Home;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a batch is run, and where its results go. */
final class BatchOptions {

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Folder for item log and report (default: one in the home folder).")
    private @Nullable Path out;

    @Option(names = "--fresh", description = "Forget what an earlier run left in the --out folder.")
    private boolean fresh;

    @Option(names = "--concurrency", description = "Items at a time (default: twice the processors).")
    private @Nullable Integer concurrency;

    @Option(
            names = "--budget-micro-usd",
            paramLabel = "N",
            description = "What the whole batch may spend, in millionths of a US dollar (default: no limit).")
    private @Nullable Double budget;

    /** The folder of the results. */
    Path out(Home home) {
        return out == null ? home.path().resolve("evaluations").resolve(EvaluationRun.newId()) : out;
    }

    /** The folder as it was written; null for the default. */
    @Nullable
    String out() {
        return out == null ? null : out.toString();
    }

    boolean isFresh() {
        return fresh;
    }

    @Nullable
    Integer concurrency() {
        return concurrency;
    }

    @Nullable
    Double budgetMicroUsd() {
        return budget;
    }
}
