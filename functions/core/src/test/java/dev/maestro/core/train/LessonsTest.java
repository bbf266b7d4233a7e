package dev.maestro.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.maestro.core.decide.Describer;
import dev.maestro.core.decide.Policies;
import dev.maestro.core.decide.Policy;
import dev.maestro.core.decide.RecordedFeatures;
import dev.maestro.core.episode.Json;
import dev.maestro.core.estimate.Penalty;
import dev.maestro.core.experience.Attempt;
import dev.maestro.core.experience.Experience;
import dev.maestro.schema.event.EventType;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Purpose;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LessonsTest {

    private static final List<LoggedTask> TASKS = TinyLog.tasks(4);
    private static final LoggedWorld WORLD = TinyLog.world(TASKS);
    private static final Describer DESCRIBER = TinyLog.describer(WORLD);
    private static final Checkpoint FIRST = Checkpoint.untrained("pair-scoring", 1);

    /** Plays the reader, then the solver, then answers; the forced choices are marked. */
    private static RewardAssigned played(Purpose purpose, Boolean... forced) {
        Policy script = Policies.scripted(LogTrainer.entry(FIRST), List.of("reader/read", "solver/compute"));
        Policy recording = LogTrainer.policy(FIRST, DESCRIBER);
        Policy policy = (state, registry, sampling) -> {
            Decision chosen = script.next(state, registry, sampling);
            Map<String, Object> extra =
                    new HashMap<>(recording.next(state, registry, sampling).extra());
            if (!extra.isEmpty()) {
                extra.put(RecordedFeatures.FORCED, forced[state.steps().size()]);
            }
            return new Decision(
                    chosen.action(),
                    chosen.policyId(),
                    chosen.policyVersion(),
                    -1,
                    chosen.scores(),
                    0,
                    0,
                    chosen.usage(),
                    extra);
        };
        LoggedTask task = TASKS.getFirst();
        return WORLD.play(task, WORLD.start(task, LogTrainer.entry(FIRST), purpose, List.of(), 0, 1), policy);
    }

    @Test
    void everyChoiceTeachesWhatTheAnswerScoredLessTheCallsAfterIt() {
        List<Attempt> attempts = Lessons.of(played(Purpose.TRAIN, false, false, false));

        assertThat(attempts).extracting(Attempt::pair).containsExactly(Attempt.ANSWER, "solver/compute", "reader/read");
        assertThat(attempts.get(0).situation().last()).isEqualTo("solver/compute");
        assertThat(attempts.get(1).situation().last()).isEqualTo("reader/read");
        assertThat(attempts.get(2).situation().last()).isEmpty();
        assertThat(attempts.get(0).outcome()).isEqualTo(1);
        assertThat(attempts.get(1).outcome()).isEqualTo(1);
        double solver = Math.exp(attempts.get(1).logCost());
        assertThat(solver).isBetween(4.0, 8.0);
        assertThat(attempts.get(2).outcome()).isCloseTo((float) (1 - Penalty.of(0.1, solver)), within(1e-6f));
    }

    @Test
    void aChoiceBeforeAForcedOneTeachesNothing() {
        assertThat(Lessons.of(played(Purpose.TRAIN, false, true, false)))
                .extracting(Attempt::pair)
                .containsExactly(Attempt.ANSWER, "solver/compute");
        assertThat(Lessons.of(played(Purpose.TRAIN, true, false, false))).hasSize(3);
    }

    /** The same event, features and all, under another purpose. */
    private static RewardAssigned as(Purpose purpose, RewardAssigned event) {
        String text = new String(Json.bytes(event), StandardCharsets.UTF_8)
                .replace("\"purpose\":\"train\"", "\"purpose\":\"" + purpose.word() + "\"");
        return (RewardAssigned) Json.event(EventType.REWARD_ASSIGNED, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void nothingButRolloutsToLearnFromEntersTheExperience() {
        Policy policy = LogTrainer.policy(FIRST, DESCRIBER);
        LoggedTask task = TASKS.getFirst();
        for (Purpose purpose : Purpose.values()) {
            Training training =
                    new Training(new GrpoSettings(2, 1, 1, 1e-3, 0.2, 3, 0, 0.02, 1, 4, 60_000), FIRST, "test");
            for (int rollout = 0; rollout < 2; rollout++) {
                EpisodeState start = WORLD.start(task, LogTrainer.entry(FIRST), Purpose.TRAIN, List.of(), rollout, 1);
                RewardAssigned event = as(purpose, WORLD.play(task, start, policy));
                assertThat(event.purpose()).isEqualTo(purpose);
                training.take(event, Instant.EPOCH).ifPresent(training::learn);
            }

            Experience experience = training.checkpoint().experience();

            assertThat(experience.isEmpty()).isEqualTo(purpose != Purpose.TRAIN);
        }
    }
}
