package dev.maestro.local.command.evaluate;

import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.evaluate.item.ItemFolder;
import dev.maestro.core.evaluate.plan.EvaluationPlan;
import dev.maestro.core.evaluate.plan.PassRule;
import dev.maestro.core.evaluate.plan.PolicyCheck;
import dev.maestro.core.evaluate.plan.PolicyChoice;
import dev.maestro.core.evaluate.report.EvaluationReport;
import dev.maestro.core.evaluate.report.LogRivals;
import dev.maestro.core.train.CheckpointStore;
import dev.maestro.local.command.option.HomeOption;
import dev.maestro.local.command.option.JsonOption;
import dev.maestro.local.command.policy.BestPolicy;
import dev.maestro.local.command.terminal.UserException;
import dev.maestro.local.flow.FlowHost;
import dev.maestro.local.flow.FlowSession;
import dev.maestro.local.flow.HostOptions;
import dev.maestro.local.flow.PolicyModel;
import dev.maestro.report.EvaluationFolder;
import dev.maestro.report.EvaluationPages;
import dev.maestro.runtime.registry.StoredCalibrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code evaluate}: runs sets of tasks through the flow and reports how good the answers were. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Runs sets of tasks through the same flow as users' questions and reports how good the answers"
                + " were. Nothing that is evaluated is learned from. A run that was stopped goes on where it was when the"
                + " same command is given again with the same --out.",
        footer = {
            "",
            "Exit codes: 0 done, and every pass rule holds; 1 a pass rule does not hold, or items were not run;",
            "2 wrong use.",
            "",
            "Examples:",
            "  ./maestro tasks generate my-tasks --n 50",
            "  ./maestro evaluate --data my-tasks --json report.json",
            "  ./maestro evaluate --data my-tasks --compare best-pair --compare random --out my-evaluation",
            "  ./maestro evaluate --data my-tasks --minimum 0.7 --not-worse-than best-pair:0.02:0.95",
            "  ./maestro evaluate --watch --data my-tasks                 in one terminal",
            "  ./maestro evaluate --send nightly-1 --data my-tasks        in another"
        })
public final class EvaluateCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Mixin
    private ItemOptions items = new ItemOptions();

    @Mixin
    private BatchOptions batch = new BatchOptions();

    @Mixin
    private GateOptions gates = new GateOptions();

    @Option(
            names = "--policy",
            paramLabel = "V",
            description = "Who decides: a policy, policy@version, or expert:skill (default: the best available).")
    private @Nullable String policy;

    @Option(
            names = "--compare",
            split = ",",
            paramLabel = "V",
            description = "Others to run on the same items, written as --policy is.")
    private List<String> compare = List.of();

    @Option(
            names = "--outcome-log",
            paramLabel = "FILE",
            description = "Outcomes of every pair on the same items (./maestro outcomes --data), to show simple"
                    + " routers, single pairs, single experts and an oracle beside the policy. With --send, a file below"
                    + " the folders that the running flow may read.")
    private @Nullable Path outcomeLog;

    @Option(
            names = "--watch",
            description = "Stay up; each evaluation-requested event starts a run over sets below the --data folders,"
                    + " and its result is an evaluation-completed event.")
    private boolean watch;

    @Option(
            names = "--send",
            paramLabel = "ID",
            description = "Ask the running flow for it with an evaluation-requested event of this id, and wait. --data"
                    + " then names sets below the folders that it may read, and --out a folder below that of its"
                    + " reports (default: the id).")
    private @Nullable String send;

    @Override
    public Integer call() throws Exception {
        if (watch) {
            if (policy != null || send != null || outcomeLog != null || !compare.isEmpty()) {
                throw new UserException("With --watch each event says what is evaluated; only --data and --home go with"
                        + " it. Ask with --send ID in another terminal.");
            }
            EvaluationWatch.allow(items.data());
            return FlowHost.run(HostOptions.of(home.home()), EvaluationWatch::watch);
        }
        List<PassRule> rules = gates.rules();
        List<PolicyChoice> policies = choices(rules);
        String id = send;
        if (id != null) {
            return FlowHost.run(
                    HostOptions.of(home.home()),
                    session -> EvaluationWatch.send(
                            session,
                            items.request(
                                            id,
                                            policy == null ? BestPolicy.of(session) : policy,
                                            compare,
                                            batch.budgetMicroUsd(),
                                            gates)
                                    .withFiles(outcomeLog == null ? null : outcomeLog.toString(), batch.out())));
        }
        if (outcomeLog != null && !Files.isReadable(outcomeLog)) {
            throw new UserException("There is no outcome log " + outcomeLog + "; make one with ./maestro outcomes.");
        }
        List<ItemFolder.Checked> folders = items.check();
        return FlowHost.run(
                HostOptions.of(home.home()), session -> run(session, new EvaluationPlan(folders, policies, rules)));
    }

    /** Without the policy that the report is about when none was named. */
    private List<PolicyChoice> choices(List<PassRule> rules) {
        Set<String> labels = new LinkedHashSet<>();
        if (policy != null) {
            labels.add(policy);
        }
        labels.addAll(compare);
        rules.forEach(rule -> {
            String rival = PassRule.rival(rule);
            if (rival != null) {
                labels.add(rival);
            }
        });
        try {
            return labels.stream().map(PolicyChoice::of).toList();
        } catch (IllegalArgumentException e) {
            throw new UserException(e.getMessage() + ".");
        }
    }

    private int run(FlowSession session, EvaluationPlan asked) throws IOException, InterruptedException {
        EvaluationPlan plan = withPolicy(session, asked);
        for (PolicyChoice choice : plan.policies()) {
            try {
                PolicyCheck.check(choice, session.registries().current(), session.objects());
                load(session, choice);
            } catch (TerminalException e) {
                throw new UserException(String.valueOf(e.getMessage()));
            }
        }
        Path folder = batch.out(session.home());
        try (EvaluationFolder opened = EvaluationFolder.open(folder)) {
            if (batch.isFresh()) {
                opened.clear();
            }
            EvaluationRun run = new EvaluationRun(session, plan, opened, folder, items.seed());
            LogRivals rivals = rivals(session);
            EvaluationReport report = run.run(batch.concurrency(), batch.budgetMicroUsd(), rivals);
            json.write(report);
            System.out.printf(
                    "Report: %s%n", folder.resolve(EvaluationPages.HTML).toAbsolutePath());
            return EvaluationRun.exitCode(report);
        } catch (EvaluationFolder.InUseException e) {
            throw new UserException(e.getMessage() + ".");
        }
    }

    /** A version that was never promoted is not loaded yet. */
    private static void load(FlowSession session, PolicyChoice choice) throws IOException {
        OptionalLong version =
                PolicyCheck.trainedVersion(choice, session.registries().current());
        if (version.isPresent()) {
            PolicyModel.load(
                    session,
                    new CheckpointStore(session.objects(), choice.policyId())
                            .checkpoint(choice.policyId(), version.getAsLong()));
        }
    }

    private EvaluationPlan withPolicy(FlowSession session, EvaluationPlan asked) {
        if (policy != null) {
            return asked;
        }
        Set<PolicyChoice> policies = new LinkedHashSet<>();
        policies.add(PolicyChoice.of(BestPolicy.of(session)));
        policies.addAll(asked.policies());
        return new EvaluationPlan(asked.folders(), List.copyOf(policies), asked.rules());
    }

    private LogRivals rivals(FlowSession session) throws IOException {
        return outcomeLog == null
                ? LogRivals.none()
                : LogRivals.read(outcomeLog, session.registries().current(), new StoredCalibrations(session.objects()));
    }
}
