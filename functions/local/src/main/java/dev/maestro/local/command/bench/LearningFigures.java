package dev.maestro.local.command.bench;

import dev.maestro.local.command.option.JsonOption;
import dev.maestro.local.command.terminal.Table;
import dev.maestro.local.flow.FlowHost;
import dev.maestro.local.flow.Home;
import dev.maestro.local.flow.HostOptions;
import dev.maestro.local.train.HandOverBench;
import dev.maestro.local.train.LearningBench;
import java.nio.file.Files;
import java.util.Locale;

/** How fast the learning side reads and decides ({@code bench --learning}), and hands over ({@code bench --hand-over}). */
final class LearningFigures {

    private final JsonOption json;

    LearningFigures(JsonOption json) {
        this.json = json;
    }

    /** Replay and decisions; needs no flow. */
    int learning() {
        LearningBench.Report report = LearningBench.run();
        Table table = new Table("what", "measured", "bar");
        table.row("replay, trajectories/s", number("%.0f", report.replayPerSecond()), ">= 20000");
        table.row("CPU time of one, microseconds", number("%.1f", report.replayCpuMicros()), "<= 100 on 2 cores");
        table.row("size of one, KB", number("%.1f", report.episodeKilobytes()), "");
        table.row("a decision without memory, ms", number("%.2f", report.decisionMillis()), "<= 5");
        table.row("with " + report.remembered() + " attempts, ms", number("%.2f", report.rememberingMillis()), "<= 5");
        table.row("among 100 candidates, ms", number("%.2f", report.fewMillis()), "");
        table.row("among 10,000, ms", number("%.2f", report.manyMillis()), "");
        table.row("ratio of the two", number("%.1f", report.candidatesRatio()), "<= 10");
        table.row("among 100 with a full memory, ms", number("%.2f", report.fewRememberingMillis()), "<= 5");
        table.row("among 10,000, ms", number("%.2f", report.manyRememberingMillis()), "<= 5");
        table.row("ratio of the two", number("%.1f", report.rememberingRatio()), "<= 10");
        System.out.printf("%n%s", table);
        json.write(report);
        return 0;
    }

    /** Hand-over and roll-back in a flow with a home of its own, which is deleted afterwards. */
    int handOver(Home home) throws Exception {
        Home apart = new Home(Files.createTempDirectory(home.path(), "bench-"));
        try {
            return FlowHost.run(HostOptions.of(apart), session -> {
                HandOverBench.Report report = new HandOverBench(session).run();
                Table table = new Table("what", "measured", "bar");
                table.row(
                        "commit to a new version's first reward, ms",
                        number("%.0f", report.handOverMillis()),
                        "<= 2000");
                table.row("of it until the gate had decided, ms", number("%.0f", report.judgedMillis()), "");
                table.row("roll-back to the first reward, ms", number("%.0f", report.rollBackMillis()), "<= 2000");
                System.out.printf(
                        "%n%s%n%d episodes meanwhile, %d failed%n", table, report.episodes(), report.failed());
                json.write(report);
                return report.failed() == 0 ? 0 : 1;
            });
        } finally {
            apart.delete();
        }
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
