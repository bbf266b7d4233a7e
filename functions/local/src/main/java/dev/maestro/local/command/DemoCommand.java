package dev.maestro.local.command;

import dev.maestro.lab.tasks.GeneratedTask;
import dev.maestro.lab.tasks.TaskGenerator;
import dev.maestro.lab.tasks.family.Split;
import dev.maestro.local.command.option.HomeOption;
import dev.maestro.local.command.option.JsonOption;
import dev.maestro.local.command.policy.BestPolicy;
import dev.maestro.local.command.terminal.Table;
import dev.maestro.local.command.terminal.UserException;
import dev.maestro.local.demo.Demo;
import dev.maestro.local.demo.DemoReport;
import dev.maestro.local.demo.TaskResult;
import dev.maestro.local.flow.FlowClient;
import dev.maestro.local.flow.FlowHost;
import dev.maestro.local.flow.FlowSession;
import dev.maestro.local.flow.HostOptions;
import dev.maestro.runtime.kafka.LogChecker;
import dev.maestro.schema.wire.Purpose;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code demo}: answers generated questions through the whole flow. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Answers a mixed set of generated questions through broker, functions and embedded models, and"
                + " prints how good the answers were, beside simple routers.",
        footer = {
            "",
            "Examples:",
            "  ./maestro demo                       60 tasks, all baselines",
            "  ./maestro demo --tasks 200 --seed 7 --json demo.json",
            "  ./maestro demo --policy random --baselines none"
        })
public final class DemoCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(names = "--tasks", defaultValue = "60", description = "How many questions (default: ${DEFAULT-VALUE}).")
    private int tasks;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of the questions (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--policy", description = "Policy that answers (default: the best that is available).")
    private @Nullable String policy;

    @Option(
            names = "--baselines",
            split = ",",
            defaultValue = "best-pair,random,question-type,nearest-neighbour",
            description = "Simple routers to run beside it, or none (default: ${DEFAULT-VALUE}).")
    private List<String> baselines = List.of();

    @Option(names = "--in-flight", defaultValue = "4", description = "Tasks at a time (default: ${DEFAULT-VALUE}).")
    private int inFlight;

    @Override
    public Integer call() throws Exception {
        if (tasks < 1 || inFlight < 1) {
            throw new UserException("--tasks and --in-flight must be 1 or more.");
        }
        System.out.println("Starting the broker, the model server and the functions ...");
        return FlowHost.run(HostOptions.of(home.home()), this::run);
    }

    private int run(FlowSession session) throws InterruptedException, IOException {
        String answering = policy == null ? BestPolicy.of(session) : policy;
        List<GeneratedTask> generated =
                new TaskGenerator().tasks(Split.TEST, seed, tasks).toList();
        String run = "demo-" + Long.toString(System.currentTimeMillis(), 36);
        try (FlowClient client = session.client()) {
            Demo demo = new Demo(client, session.objects(), run, inFlight);
            List<TaskResult> results = demo.answer(generated, answering, Purpose.EVALUATE);
            Map<String, List<TaskResult>> rivals = new LinkedHashMap<>();
            for (String baseline : baselines) {
                if (!baseline.equals("none") && !baseline.equals(answering)) {
                    rivals.put(baseline, demo.answer(generated, baseline, Purpose.EVALUATE));
                }
            }
            int duplicated = (int)
                    new LogChecker(Map.of("bootstrap.servers", session.address().kafka()))
                            .check()
                            .doubled();
            DemoReport report = Demo.report(answering, results, rivals, duplicated);
            print(report, BestPolicy.named(session, answering));
            json.write(report);
            return report.lost() + report.duplicated() + report.broken() == 0 ? 0 : 1;
        }
    }

    private static void print(DemoReport report, String policyName) {
        Table table = new Table("family", "n", "accuracy", "95 % interval", "CPU ms", "micro-USD", "p50 ms", "p95 ms");
        for (DemoReport.Family family : report.byFamily()) {
            row(
                    table,
                    family.family(),
                    family.n(),
                    family.accuracy(),
                    family.interval95(),
                    family.cpuMillis(),
                    family.costMicroUsd(),
                    family.latencyMillis());
        }
        row(
                table,
                "all",
                report.tasks(),
                report.accuracy(),
                report.interval95(),
                report.cpuMillis(),
                report.costMicroUsd(),
                report.latencyMillis());
        System.out.printf("%nPolicy %s%n%s%n", policyName, table);
        if (!report.baselines().isEmpty()) {
            Table rivals =
                    new Table("baseline", "n", "accuracy", "95 % interval", "CPU ms", "micro-USD", "p50 ms", "p95 ms");
            for (DemoReport.Baseline rival : report.baselines()) {
                row(
                        rivals,
                        rival.name(),
                        report.tasks(),
                        rival.accuracy(),
                        rival.interval95(),
                        rival.cpuMillis(),
                        rival.costMicroUsd(),
                        rival.latencyMillis());
            }
            System.out.println(rivals);
        }
        System.out.printf(
                "%d tasks: %d answered, %d right; %d lost, %d duplicated, %d exhausted, %d broken%n",
                report.tasks(),
                report.answered(),
                report.correct(),
                report.lost(),
                report.duplicated(),
                report.exhausted(),
                report.broken());
    }

    private static void row(
            Table table,
            String name,
            int n,
            double accuracy,
            List<Double> interval,
            double cpuMillis,
            double cost,
            DemoReport.Latency latency) {
        table.row(
                name,
                n,
                percent(accuracy),
                percent(interval.getFirst()) + " – " + percent(interval.getLast()),
                number(cpuMillis),
                String.format(Locale.ROOT, "%.2f", cost),
                number(latency.p50()),
                number(latency.p95()));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }
}
