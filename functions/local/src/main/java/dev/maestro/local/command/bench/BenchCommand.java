package dev.maestro.local.command.bench;

import dev.maestro.local.bench.EventFlowBench;
import dev.maestro.local.bench.Percentiles;
import dev.maestro.local.bench.startup.PackagedFunction;
import dev.maestro.local.bench.startup.StartupBench;
import dev.maestro.local.calibrate.ModelPorts;
import dev.maestro.local.command.option.HomeOption;
import dev.maestro.local.command.option.JsonOption;
import dev.maestro.local.command.terminal.Table;
import dev.maestro.local.command.terminal.UserException;
import dev.maestro.local.flow.FlowHost;
import dev.maestro.local.flow.FlowSession;
import dev.maestro.local.flow.Home;
import dev.maestro.local.flow.HostOptions;
import dev.maestro.runtime.kafka.KafkaAdapter;
import dev.maestro.schema.event.Stage;
import io.quarkus.arc.Arc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench}: the numbers of the event flow. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures the event flow with stub policy and experts: a step against the same two hops written"
                + " by hand, throughput, latency under load, and what slow calls do to their neighbours. Ratios are"
                + " taken within one run; the machine should be idle otherwise. With --startup: what packaged functions"
                + " use from the start of their process until their first event is handled, without and with an AOT"
                + " cache.",
        footer = {
            "",
            "Examples:",
            "  ./maestro bench --json bench.json",
            "  ./maestro bench --startup --functions decide,invoke --rounds 5"
        })
public final class BenchCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(names = "--learning", description = "Measure replay and decisions of the learning side instead.")
    private boolean learning;

    @Option(names = "--hand-over", description = "Measure how soon a new version decides, and the one before again.")
    private boolean handOver;

    @Option(names = "--startup", description = "Measure the start of packaged functions instead.")
    private boolean startup;

    @Option(
            names = "--functions",
            split = ",",
            paramLabel = "NAME",
            description = "Which functions to start, with commas (default: all).")
    private List<Stage> functions = List.of(Stage.values());

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "Starts of each kind behind a median (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Override
    public Integer call() throws Exception {
        if (rounds < 1) {
            throw new UserException("--rounds must be 1 or more, was " + rounds + ".");
        }
        home.home().create();
        if (learning) {
            return new LearningFigures(json).learning();
        }
        if (handOver) {
            return new LearningFigures(json).handOver(home.home());
        }
        return startup ? startups() : flow();
    }

    private int startups() throws Exception {
        Path packaged = PackagedFunction.functionsOfCheckout();
        StartupBench.Report report = FunctionStarts.in(home.home(), bench -> bench.run(packaged, functions, rounds));
        Table table = new Table("function", "CPU s", "with cache", "RSS MB", "with cache", "cache MB", "bar, CPU s");
        for (StartupBench.Row row : report.startup()) {
            table.row(
                    row.function(),
                    number(row.plainCpuSeconds()),
                    number(row.aotCpuSeconds()),
                    number(row.plainRssMegabytes()),
                    number(row.aotRssMegabytes()),
                    number(row.aotCacheMegabytes()),
                    "<= 0.60");
        }
        System.out.printf("%n%smedians of %d starts each%n", table, rounds);
        json.write(report);
        return 0;
    }

    private int flow() throws Exception {
        Home apart = new Home(Files.createTempDirectory(home.home().path(), "bench-"));
        try {
            return FlowHost.run(HostOptions.of(apart), this::run);
        } finally {
            apart.delete();
        }
    }

    private int run(FlowSession session) throws Exception {
        try (ModelPorts ports =
                ModelPorts.connect(session.address().models(), session.home().path(), session.objects())) {
            Runnable modelCall = () -> ports.client().ready(session.address().models(), ModelPorts.PATIENCE);
            EventFlowBench bench = new EventFlowBench(
                    Arc.container().instance(KafkaAdapter.class).get());
            EventFlowBench.Report report =
                    bench.run(EventFlowBench.Options.standard(session.home().path(), modelCall, System.err::println));
            print(report);
            json.write(report);
            return report.lost() + report.duplicated() + report.broken() == 0 ? 0 : 1;
        }
    }

    private static void print(EventFlowBench.Report report) {
        Table table = new Table("what", "measured", "bar");
        table.row("step, 1 in flight", percentiles(report.stepMillis()), "");
        table.row("the same two hops by hand", percentiles(report.handWrittenStepMillis()), "");
        table.row("ratio of the medians", number(report.ratioP50()), "<= 1.30");
        table.row("one hop by hand, ms", number(report.handWrittenHopMillis()), "");
        table.row("journal write, ms", number(report.journalMillis()), "");
        table.row("model server call, ms", number(report.rpcMillis()), "");
        table.row("throughput, steps/s", number(report.throughputStepsPerSecond()), ">= 2000");
        table.row("p95 at 600 steps/s, ms", number(report.p95At600Millis()), "< 25");
        table.row("p95 beside slow calls / without", number(report.slowNeighbourRatio()), "<= 1.50");
        System.out.printf(
                "%n%s%n%d lost, %d duplicated, %d exhausted, %d broken%n",
                table, report.lost(), report.duplicated(), report.exhausted(), report.broken());
    }

    private static String percentiles(Percentiles millis) {
        return String.format(Locale.ROOT, "p50 %.2f, p95 %.2f, p99 %.2f ms", millis.p50(), millis.p95(), millis.p99());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
