package dev.maestro.local.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.decide.Policy;
import dev.maestro.core.episode.Json;
import dev.maestro.core.observe.CalibrationData;
import dev.maestro.core.observe.History;
import dev.maestro.core.registry.RegistryLoader;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.core.train.Checkpoint;
import dev.maestro.core.train.GrpoSettings;
import dev.maestro.core.train.LogTrainer;
import dev.maestro.core.train.LoggedTask;
import dev.maestro.core.train.LoggedWorld;
import dev.maestro.core.train.Training;
import dev.maestro.core.train.Trajectories;
import dev.maestro.schema.event.EventType;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.Call;
import dev.maestro.schema.wire.CandidateScore;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Invocation;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Reward;
import dev.maestro.schema.wire.Step;
import dev.maestro.schema.wire.Usage;
import dev.maestro.testkit.EpisodeStates;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicReaderTest {

    private static byte[] rewarded(int second) {
        EpisodeState state = EpisodeStates.started("t", "What?", "sha256:p");
        return Json.bytes(new RewardAssigned(
                state,
                new EpisodeEnd.Exhausted("steps"),
                new Reward("scored", 0, 0, 0, 0, "m"),
                Instant.ofEpochSecond(second)));
    }

    @Test
    void takesEpisodesUpInTheirOrderAndCountsWhatIsNone() {
        List<byte[]> log = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            log.add(rewarded(i));
            if (i % 100 == 7) {
                log.add("{\"state\":".getBytes(StandardCharsets.UTF_8));
            }
        }
        List<Instant> taken = new ArrayList<>();

        int unreadable = TopicReader.deliver(log, RewardAssigned::rewardedAt, taken::add);

        assertThat(unreadable).isEqualTo(5);
        assertThat(taken).hasSize(500).isSortedAccordingTo(Comparator.naturalOrder());
    }

    @Test
    void whatALearnerSeesOfAnEpisodeIsTheSameAsIfAllOfItWereRead() {
        RegistrySnapshot registry = RegistryLoader.snapshot(RegistryLoader.embedded());
        List<LoggedTask> tasks = MadeUpLog.tasks(registry, "train", 6, 2);
        LoggedWorld world = new LoggedWorld(tasks, registry, 0.1);
        CalibrationData data = MadeUpLog.calibration(registry, 5, 1);
        Checkpoint start = Checkpoint.untrained("pair-scoring", 1);
        Policy policy = LogTrainer.policy(start, world.policies(any -> data).describer(2));
        List<byte[]> log = new ArrayList<>();
        for (LoggedTask task : tasks) {
            for (int rollout = 0; rollout < 3; rollout++) {
                EpisodeState state = world.start(task, LogTrainer.entry(start), Purpose.TRAIN, List.of(), rollout, 4);
                log.add(Json.bytes(world.play(task, state, policy)));
            }
        }
        Training training = new Training(GrpoSettings.DEFAULT, start, "test");
        List<Object> lean = new ArrayList<>();

        TopicReader.deliver(log, training::read, lean::add);

        List<Object> whole = new ArrayList<>();
        log.forEach(bytes -> whole.add(training.read((RewardAssigned) Json.event(EventType.REWARD_ASSIGNED, bytes))));
        assertThat(whole).hasOnlyElementsOfType(Trajectories.Usable.class);
        assertThat(lean).usingRecursiveComparison().isEqualTo(whole);
    }

    @Test
    void theScoresOfParallelCallsAreRead() {
        Decision decision = new Decision(
                new Action.Invoke(List.of(new Call(0, "a", "read", "What?"), new Call(1, "b", "read", "What?"))),
                "pair-scoring",
                "1",
                0,
                List.of(new CandidateScore("b", "read", 2), new CandidateScore("a", "read", 1)),
                0,
                0,
                Usage.NONE,
                Map.of());
        List<Invocation> invocations = ((Action.Invoke) decision.action())
                .calls().stream()
                        .map(call -> new Invocation(call, new Outcome.Answered("of " + call.expertId()), 1, Usage.NONE))
                        .toList();
        EpisodeState state = EpisodeStates.started("t", "What?", "sha256:p")
                .with(List.of(new Step(0, decision, invocations)), Usage.NONE);
        List<String> seen = new ArrayList<>();

        TopicReader.deliver(
                List.of(Json.bytes(new RewardAssigned(
                        state, new EpisodeEnd.Answered("of b"), new Reward("scored", 1, 0, 0, 1, "m"), Instant.EPOCH))),
                event -> History.of(event.state()).texts(),
                seen::addAll);

        assertThat(seen).containsExactly("of b");
    }
}
