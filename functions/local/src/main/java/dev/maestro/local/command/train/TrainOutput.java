package dev.maestro.local.command.train;

import dev.maestro.core.train.Checkpoint;
import dev.maestro.local.command.option.JsonOption;
import dev.maestro.local.command.terminal.Table;
import dev.maestro.local.flow.FlowSession;
import dev.maestro.local.train.LearningCurve;
import dev.maestro.local.train.Plots;
import dev.maestro.local.train.TrainReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The folder of a training run: weights, plots and report; and the table that a run from a log ends with. */
final class TrainOutput {

    private final @Nullable Path wanted;
    private final JsonOption json;

    /**
     * Makes one.
     *
     * @param wanted the run folder; null for a new one in the home
     */
    TrainOutput(@Nullable Path wanted, JsonOption json) {
        this.wanted = wanted;
        this.json = json;
    }

    /**
     * Writes what a run gave.
     *
     * @param checkpoint the weights; null when the flow has them already
     * @return the page with the plots
     */
    Path write(FlowSession session, @Nullable Checkpoint checkpoint, LearningCurve curve, TrainReport report)
            throws IOException {
        Path folder = folder(session);
        if (checkpoint != null) {
            Files.write(folder.resolve("pair-scoring.checkpoint"), checkpoint.bytes());
        }
        new Plots(curve).write(folder, report);
        json.write(report);
        return folder.resolve("index.html");
    }

    private Path folder(FlowSession session) throws IOException {
        Path folder = wanted == null
                ? session.home()
                        .path()
                        .resolve("runs")
                        .resolve("train-" + Long.toString(System.currentTimeMillis(), 36))
                : wanted;
        return Files.createDirectories(folder);
    }

    /** Prints how the chosen version did on the test tasks, beside simple routers. */
    static void print(TrainReport report) {
        Table table = new Table("on test", "right %", "95 %", "CPU ms", "reward");
        TrainReport.Measured test = report.test();
        if (test != null) {
            row(
                    table,
                    "version " + report.version(),
                    test.accuracy(),
                    test.interval95(),
                    test.cpuMillis(),
                    test.reward());
        }
        report.baselines()
                .forEach(rival -> row(
                        table, rival.name(), rival.accuracy(), rival.interval95(), rival.cpuMillis(), rival.reward()));
        System.out.println();
        System.out.print(table);
        Double oracle = report.oracle();
        if (test != null && oracle != null) {
            System.out.printf(
                    Locale.ROOT,
                    "oracle %.1f %%. Against the router: right only by the policy %d, only by the router %d of %d"
                            + " (p = %.3f); reward %+.4f %s%n",
                    100 * oracle,
                    test.onlyPolicy(),
                    test.onlyRouter(),
                    test.n(),
                    test.p(),
                    test.gain(),
                    test.gain95());
        }
        System.out.printf(
                Locale.ROOT,
                "%d trajectories in %.1f s, %d dropped; weights %s%n",
                report.trajectories(),
                report.seconds(),
                report.dropped(),
                report.weightsSha256());
        Double near = report.secondsTo95();
        if (near != null) {
            System.out.printf(Locale.ROOT, "95 %% of the last version's dev accuracy after %.1f s%n", near);
        }
    }

    private static void row(
            Table table, String name, double accuracy, List<Double> interval, double cpuMillis, double reward) {
        table.row(
                name,
                String.format(Locale.ROOT, "%.1f", 100 * accuracy),
                String.format(Locale.ROOT, "%.1f-%.1f", 100 * interval.get(0), 100 * interval.get(1)),
                String.format(Locale.ROOT, "%.0f", cpuMillis),
                String.format(Locale.ROOT, "%.3f", reward));
    }
}
