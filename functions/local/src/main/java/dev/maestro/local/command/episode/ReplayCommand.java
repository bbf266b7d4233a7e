package dev.maestro.local.command.episode;

import dev.maestro.core.decide.JavaScorer;
import dev.maestro.core.decide.Policies;
import dev.maestro.core.decide.Policy;
import dev.maestro.core.decide.Sampling;
import dev.maestro.core.episode.Json;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.core.train.CheckpointStore;
import dev.maestro.core.train.PairScoringOnnx;
import dev.maestro.local.calibrate.ModelPorts;
import dev.maestro.local.command.option.HomeOption;
import dev.maestro.local.command.option.JsonOption;
import dev.maestro.local.command.terminal.Table;
import dev.maestro.local.command.terminal.UserException;
import dev.maestro.local.flow.FlowHost;
import dev.maestro.local.flow.FlowSession;
import dev.maestro.local.flow.HostOptions;
import dev.maestro.runtime.registry.StoredCalibrations;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.Call;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code replay}: what another policy would have chosen at each step of an episode. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description =
                "Gives another policy, or another version, the same inputs as an episode had at each step, and shows"
                        + " what it would have chosen. Experts are not called.",
        footer = {
            "",
            "Examples:",
            "  ./maestro replay --episode e-abc --policy 12            version 12 of the pair-scoring policy",
            "  ./maestro replay --episode e-abc --policy best-pair"
        })
public final class ReplayCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(names = "--episode", required = true, paramLabel = "ID", description = "Which episode.")
    private String episode = "";

    @Option(
            names = "--policy",
            required = true,
            paramLabel = "VERSION|ID",
            description = "A version of the pair-scoring policy, or the id of a policy.")
    private String policy = "";

    @Override
    public Integer call() throws Exception {
        return FlowHost.run(HostOptions.of(home.home()), this::run);
    }

    private int run(FlowSession session) throws IOException {
        if (!episode.matches("[A-Za-z0-9._-]{1,200}")) {
            throw new UserException("'" + episode + "' is no episode id.");
        }
        byte[] stored = session.objects()
                .get("episodes/" + episode + ".json")
                .orElseThrow(() -> new UserException("There is no ended episode " + episode + " in this home."));
        RewardAssigned recorded = Json.read(RewardAssigned.class, stored, "malformed-episode");
        EpisodeState state = recorded.state();
        RegistrySnapshot registry = session.registries().snapshot(state.registryDigest());
        try (ModelPorts ports =
                ModelPorts.connect(session.address().models(), session.home().path(), session.objects())) {
            return replay(state, registry, policy(session, registry, ports));
        }
    }

    private Policy policy(FlowSession session, RegistrySnapshot registry, ModelPorts ports) throws IOException {
        StoredCalibrations calibrations = new StoredCalibrations(session.objects());
        CheckpointStore checkpoints = new CheckpointStore(session.objects(), PairScoringOnnx.MODEL);
        boolean isVersion = policy.matches("[1-9][0-9]{0,8}");
        JavaScorer scorer = checkpoints
                .checkpoint(PairScoringOnnx.MODEL, isVersion ? Long.parseLong(policy) : 1)
                .scorer();
        Policies policies = new Policies(ports.encoder(), ports.statistics(), calibrations, entry -> scorer);
        PolicyEntry entry = registry.policy(isVersion ? PairScoringOnnx.MODEL : policy)
                .orElseThrow(() -> new UserException(
                        "There is no policy '" + policy + "' in the episode's registry; see ./maestro registry list."));
        return policies.policy(entry);
    }

    private int replay(EpisodeState state, RegistrySnapshot registry, Policy other) {
        Table table = new Table("step", "it chose", "policy " + policy + " chooses", "same");
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Step step : state.steps()) {
            EpisodeState before = state.with(state.steps().subList(0, step.stepIndex()), state.usage());
            String now = word(
                    other.next(before, registry, new Sampling(0, state.seed())).action());
            String then = word(step.decision().action());
            table.row(step.stepIndex(), then, now, now.equals(then) ? "yes" : "no");
            rows.add(Map.of("step", step.stepIndex(), "recorded", then, "chosen", now));
        }
        System.out.print(table);
        json.write(Map.of("episode", episode, "policy", policy, "steps", rows));
        return 0;
    }

    private static String word(Action action) {
        return switch (action) {
            case Action.Invoke invoke ->
                String.join(
                        ", ", invoke.calls().stream().map(ReplayCommand::pair).toList());
            case Action.Answer answer -> "answer";
            case Action.Malformed malformed -> "malformed";
        };
    }

    private static String pair(Call call) {
        return call.expertId() + "/" + call.skillId();
    }
}
