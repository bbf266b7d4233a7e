package dev.maestro.local.command;

import dev.maestro.local.train.LearningBench;
import java.util.Locale;

/** {@code bench --learning}: how fast the learning side reads and decides. */
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

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
