package dev.maestro.local.command.train;

import dev.maestro.core.train.GrpoSettings;
import dev.maestro.core.train.LoggedTask;
import dev.maestro.local.calibrate.ModelPorts;
import dev.maestro.local.command.option.JsonOption;
import dev.maestro.local.command.terminal.Table;
import dev.maestro.local.command.terminal.UserException;
import dev.maestro.local.flow.FlowSession;
import dev.maestro.local.study.Study;
import dev.maestro.local.study.StudyOptions;
import dev.maestro.local.study.StudyReport;
import dev.maestro.local.study.StudyTasks;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** {@code train --study}: what learning adds to calibration, as tables over outcome logs. */
final class StudyTraining {

    private static final int VERSIONS = 30;
    private static final long FEW = 3;

    private final FlowSession session;
    private final JsonOption json;

    StudyTraining(FlowSession session, JsonOption json) {
        this.session = session;
        this.json = json;
    }

    /**
     * Runs a study.
     *
     * @param seeds as many, from 1 on
     * @param updates versions of each run; null for as many as usual
     */
    int run(
            List<LoggedTask> logged,
            EnumSet<Study.Part> parts,
            GrpoSettings settings,
            long seeds,
            @Nullable Integer updates) {
        StudyTasks tasks = StudyTasks.of(logged);
        if (tasks.calibration().isEmpty()
                || tasks.train().isEmpty()
                || tasks.dev().isEmpty()
                || tasks.test().isEmpty()) {
            throw new UserException("A study needs tasks of four splits; the logs have "
                    + tasks.calibration().size() + " of calibration, "
                    + tasks.train().size() + " of train, "
                    + tasks.dev().size() + " of dev, "
                    + tasks.test().size()
                    + " of test. Make them with ./maestro outcomes --split calibration, and so on.");
        }
        int experts = session.registries().current().document().experts().size();
        if (parts.contains(Study.Part.NEWCOMERS) && experts < 2) {
            throw new UserException("Newcomers are studied by leaving out each expert in turn, and the registry has "
                    + experts + ". Leave that part out of --study, or use a registry with more.");
        }
        StudyOptions options = new StudyOptions(
                settings,
                updates == null ? VERSIONS : updates,
                LongStream.rangeClosed(1, seeds).boxed().toList(),
                LongStream.rangeClosed(1, Math.min(FEW, seeds)).boxed().toList());
        try (ModelPorts ports =
                ModelPorts.connect(session.address().models(), session.home().path(), session.objects())) {
            StudyReport report = new Study(
                            tasks,
                            session.registries().current(),
                            options,
                            ports.encoder(),
                            row -> System.err.println("done: " + row))
                    .run(parts);
            print(report);
            json.write(report);
        }
        return 0;
    }

    private static void print(StudyReport report) {
        System.out.printf(
                "%n%d pairs; %d tasks to calibrate on, %d to learn from, %d to choose on, %d reported on.%n%n",
                report.pairs(), report.calibration(), report.train(), report.dev(), report.test());
        Table baselines = new Table("router, no training", "right %", "95 %", "reward", "CPU ms");
        report.baselines()
                .forEach(each -> baselines.row(
                        each.name(),
                        number("%.1f", 100 * each.accuracy()),
                        interval("%.1f", each.interval95(), 100),
                        number("%.3f", each.reward()),
                        number("%.0f", each.cpuMillis())));
        System.out.printf(Locale.ROOT, "%soracle %.1f %%%n", baselines, 100 * report.oracle());
        if (!report.learning().isEmpty()) {
            Table table = new Table("what", "tasks", "router %", "policies %", "only p/r", "gain", "95 %", "p", "Holm");
            report.learning()
                    .forEach(row -> table.row(
                            row.name(),
                            row.calibrated(),
                            number("%.1f", 100 * row.router()),
                            row.seeds().stream()
                                    .map(seed -> number("%.1f", 100 * seed.accuracy()))
                                    .collect(Collectors.joining(" ")),
                            row.seeds().stream()
                                    .map(seed -> seed.onlyPolicy() + "/" + seed.onlyRouter())
                                    .collect(Collectors.joining(" ")),
                            number("%+.4f", row.gain()),
                            interval("%+.4f", row.gain95(), 1),
                            number("%.2g", row.p()),
                            number("%.2g", row.holm())));
            System.out.printf("%n%s", table);
        }
        newcomers(report);
        if (!report.ablations().isEmpty()) {
            Table table = new Table("learned from rewards alone", "right %", "reward", "points", "95 %");
            report.ablations()
                    .forEach(row -> table.row(
                            row.name(),
                            number("%.1f", 100 * row.accuracy()),
                            number("%.3f", row.reward()),
                            number("%+.1f", row.difference()),
                            interval("%+.1f", row.difference95(), 1)));
            System.out.printf("%n%s", table);
        }
    }

    private static void newcomers(StudyReport report) {
        if (report.newcomers().isEmpty()) {
            return;
        }
        Table table = new Table("expert", "kind", "without", "described", "added", "retrained");
        report.newcomers()
                .forEach(each -> table.row(
                        each.expert(),
                        each.kind(),
                        number("%.4f", each.without()),
                        number("%.4f", each.described()),
                        number("%.4f", each.added()),
                        number("%.4f", each.retrained())));
        Table pooled = new Table("kind", "experts", "added / retrained", "95 %", "described / retrained");
        report.pooled()
                .forEach(each -> pooled.row(
                        each.kind(),
                        each.experts(),
                        number("%.2f", each.recovered()),
                        interval("%.2f", each.recovered95(), 1),
                        number("%.2f", each.described())));
        System.out.printf("%n%s%n%s", table, pooled);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static String interval(String format, List<Double> ends, double scale) {
        return ends.stream().map(end -> number(format, scale * end)).collect(Collectors.joining(" to "));
    }
}
