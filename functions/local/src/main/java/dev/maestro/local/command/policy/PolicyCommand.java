package dev.maestro.local.command.policy;

import dev.maestro.core.promote.Serving;
import dev.maestro.core.promote.ServingStore;
import dev.maestro.core.train.Checkpoint;
import dev.maestro.core.train.CheckpointStore;
import dev.maestro.core.train.PairScoringOnnx;
import dev.maestro.local.command.option.HomeOption;
import dev.maestro.local.command.option.JsonOption;
import dev.maestro.local.command.terminal.Table;
import dev.maestro.local.command.terminal.UserException;
import dev.maestro.local.flow.FlowClient;
import dev.maestro.local.flow.FlowHost;
import dev.maestro.local.flow.FlowSession;
import dev.maestro.local.flow.HostOptions;
import dev.maestro.local.flow.PolicyModel;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.PolicyPromoted;
import dev.maestro.schema.event.PolicyRolledBack;
import dev.maestro.schema.event.PolicyTrained;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code policy}: the trained versions, and which one decides. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        description =
                "Lists and shows trained versions of the pair-scoring policy, lets one decide, or the one before.",
        footer = {
            "",
            "Examples:",
            "  ./maestro policy list",
            "  ./maestro policy show 12",
            "  ./maestro policy promote 12",
            "  ./maestro policy rollback",
            "  ./maestro policy diff 1 12"
        },
        subcommands = {
            PolicyCommand.ListVersions.class,
            PolicyCommand.Show.class,
            PolicyCommand.Promote.class,
            PolicyCommand.RollBack.class,
            PolicyCommand.Difference.class
        })
public final class PolicyCommand {

    private static final String POLICY = PairScoringOnnx.MODEL;

    private PolicyCommand() {}

    /** What the subcommands have in common. */
    abstract static class OnVersions implements java.util.concurrent.Callable<Integer> {

        @Mixin
        private HomeOption home = new HomeOption();

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public Integer call() throws Exception {
            return FlowHost.run(HostOptions.of(home.home()), this::run);
        }

        final void report(Object value) {
            json.write(value);
        }

        abstract int run(FlowSession session) throws IOException;
    }

    private static CheckpointStore checkpoints(FlowSession session) {
        return new CheckpointStore(session.objects(), POLICY);
    }

    private static Serving serving(FlowSession session) throws IOException {
        return new ServingStore(session.objects()).of(POLICY, Checkpoint.FIRST);
    }

    private static void publish(FlowSession session, Event event) {
        try (FlowClient client = session.client()) {
            client.publish(List.of(event));
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the versions.")
    static final class ListVersions extends OnVersions {

        @Override
        int run(FlowSession session) throws IOException {
            Serving serving = serving(session);
            Table table = new Table(
                    "version", "decides", "rollouts", "reward", "entropy", "staleness", "trained", "weights", "from");
            Checkpoint first = checkpoints(session).first(POLICY);
            List<Map<String, Object>> rows = new ArrayList<>();
            row(
                    table,
                    rows,
                    serving,
                    Checkpoint.FIRST,
                    "",
                    "",
                    "",
                    "",
                    "",
                    first.weightsSha256(),
                    BestPolicy.origin(first));
            for (PolicyTrained trained : checkpoints(session).versions()) {
                row(
                        table,
                        rows,
                        serving,
                        trained.version(),
                        Integer.toString(trained.trajectories()),
                        String.format(Locale.ROOT, "%.3f", trained.meanReward()),
                        String.format(Locale.ROOT, "%.2f", trained.entropy()),
                        String.format(Locale.ROOT, "%.1f", trained.meanStaleness()),
                        trained.trainedAt().toString(),
                        trained.weightsSha256(),
                        "trained here");
            }
            System.out.print(table);
            report(Map.of("serving", serving, "versions", rows));
            return 0;
        }

        private static void row(
                Table table,
                List<Map<String, Object>> rows,
                Serving serving,
                long version,
                String rollouts,
                String reward,
                String entropy,
                String staleness,
                String trained,
                String weights,
                String from) {
            Long canary = serving.candidate();
            String decides = version == serving.version()
                    ? "yes"
                    : canary != null && version == canary ? "canary " + serving.share() : "";
            table.row(version, decides, rollouts, reward, entropy, staleness, trained, weights.substring(0, 12), from);
            rows.add(Map.of("version", version, "decides", decides, "weightsSha256", weights, "from", from));
        }
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows where a version comes from.")
    static final class Show extends OnVersions {

        @Parameters(paramLabel = "VERSION", description = "Which version.")
        private long version;

        @Override
        int run(FlowSession session) throws IOException {
            Checkpoint checkpoint = checkpoints(session).checkpoint(POLICY, version);
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("version", checkpoint.version());
            facts.put("weightsSha256", checkpoint.weightsSha256());
            facts.put("from", BestPolicy.origin(checkpoint));
            facts.put("attempts", checkpoint.experience().attempts().size());
            facts.put("position", checkpoint.position());
            facts.put("provenance", checkpoint.provenance());
            checkpoints(session).manifest(version).ifPresent(manifest -> {
                facts.put("baseVersion", manifest.baseVersion());
                facts.put("groups", manifest.groups().size());
                facts.put("waste", manifest.waste());
                facts.put("settings", manifest.settings());
            });
            facts.forEach((key, value) -> System.out.printf("%-14s %s%n", key, value));
            report(facts);
            return 0;
        }
    }

    @Command(name = "promote", mixinStandardHelpOptions = true, description = "Lets a version decide from now on.")
    static final class Promote extends OnVersions {

        @Parameters(paramLabel = "VERSION", description = "Which version.")
        private long version;

        @Override
        int run(FlowSession session) throws IOException {
            long start = System.nanoTime();
            Checkpoint checkpoint = checkpoints(session).checkpoint(POLICY, version);
            PolicyModel.load(session, checkpoint);
            Serving before = serving(session);
            new ServingStore(session.objects()).put(before.promoted(version));
            publish(
                    session,
                    new PolicyPromoted(POLICY, version, before.version(), 1, "by command", 0, 0, 1, Instant.now()));
            System.out.printf(
                    Locale.ROOT,
                    "version %d decides now; before it was %d (%.0f ms)%n",
                    version,
                    before.version(),
                    (System.nanoTime() - start) / 1e6);
            report(Map.of("version", version, "previous", before.version()));
            return 0;
        }
    }

    @Command(name = "rollback", mixinStandardHelpOptions = true, description = "Lets the version before decide again.")
    static final class RollBack extends OnVersions {

        @Override
        int run(FlowSession session) throws IOException {
            Serving before = serving(session);
            Serving after;
            try {
                after = before.rolledBack();
            } catch (IllegalStateException e) {
                throw new UserException(e.getMessage() + ".");
            }
            new ServingStore(session.objects()).put(after);
            publish(
                    session,
                    new PolicyRolledBack(POLICY, before.newest(), after.version(), "by command", Instant.now()));
            System.out.printf("version %d decides again; %d no longer does%n", after.version(), before.newest());
            report(Map.of("version", after.version(), "rolledBack", before.newest()));
            return 0;
        }
    }

    @Command(name = "diff", mixinStandardHelpOptions = true, description = "Says how two versions differ.")
    static final class Difference extends OnVersions {

        @Parameters(index = "0", paramLabel = "V1", description = "One version.")
        private long one;

        @Parameters(index = "1", paramLabel = "V2", description = "The other.")
        private long other;

        @Override
        int run(FlowSession session) throws IOException {
            Checkpoint left = checkpoints(session).checkpoint(POLICY, one);
            Checkpoint right = checkpoints(session).checkpoint(POLICY, other);
            double[] a = left.learner().parameters();
            double[] b = right.learner().parameters();
            double squares = 0;
            double largest = 0;
            for (int i = 0; i < a.length; i++) {
                squares += (a[i] - b[i]) * (a[i] - b[i]);
                largest = Math.max(largest, Math.abs(a[i] - b[i]));
            }
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("distance", Math.sqrt(squares));
            facts.put("largestChange", largest);
            facts.put("sameWeights", left.weightsSha256().equals(right.weightsSha256()));
            left.provenance().forEach((key, value) -> {
                String there = right.provenance().getOrDefault(key, "");
                if (!there.equals(value)) {
                    facts.put(key, value + " -> " + there);
                }
            });
            facts.forEach((key, value) -> System.out.printf("%-14s %s%n", key, value));
            report(facts);
            return 0;
        }
    }
}
