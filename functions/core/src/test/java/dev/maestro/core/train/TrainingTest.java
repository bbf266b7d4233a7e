package dev.maestro.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.decide.Describer;
import dev.maestro.core.decide.Policy;
import dev.maestro.core.episode.Json;
import dev.maestro.schema.event.EventType;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.wire.DataSource;
import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Reward;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TrainingTest {

    private static final GrpoSettings SETTINGS = new GrpoSettings(8, 4, 2, 2e-2, 0.2, 3, 0, 0.02, 1, 4, 60_000);
    private static final List<LoggedTask> TASKS = TinyLog.tasks(12);
    private static final LoggedWorld WORLD = TinyLog.world(TASKS);
    private static final Describer DESCRIBER = TinyLog.describer(WORLD);

    private static Training untrained() {
        return new Training(SETTINGS, Checkpoint.untrained("pair-scoring", 1), "test");
    }

    private static LogEvaluation evaluation(Checkpoint checkpoint) {
        return LogEvaluation.of(WORLD, TASKS, LogTrainer.entry(checkpoint), LogTrainer.policy(checkpoint, DESCRIBER));
    }

    private static List<RewardAssigned> rollouts(Checkpoint checkpoint, int groups) {
        Policy policy = LogTrainer.policy(checkpoint, DESCRIBER);
        List<RewardAssigned> events = new ArrayList<>();
        for (int i = 0; i < groups; i++) {
            for (int rollout = 0; rollout < SETTINGS.groupSize(); rollout++) {
                LoggedTask task = TASKS.get(i % TASKS.size());
                EpisodeState start =
                        WORLD.start(task, LogTrainer.entry(checkpoint), Purpose.TRAIN, List.of(), rollout, i);
                events.add(WORLD.play(task, start, policy));
            }
        }
        return events;
    }

    private static String learn(List<RewardAssigned> events) {
        Training training = untrained();
        events.forEach(event -> training.take(event, Instant.EPOCH).ifPresent(training::learn));
        assertThat(training.checkpoint().version()).isGreaterThan(1);
        return training.checkpoint().weightsSha256();
    }

    @Test
    @Tag("C40")
    void findsTheSecondHopThatTheRouterDoesNotKnow() {
        Training training = untrained();
        LogEvaluation before = evaluation(training.checkpoint());

        new LogTrainer(WORLD, TASKS, DESCRIBER, SETTINGS, 5).train(training, 120, update -> {});

        LogEvaluation after = evaluation(training.checkpoint());
        assertThat(before.accuracy()).isEqualTo(0.5);
        assertThat(after.accuracy()).isEqualTo(1);
        assertThat(after.against(before).onlyThis()).isEqualTo(6);
    }

    @Test
    void givesTheSameWeightsFromTheSameEventsReadBackFromJson() {
        List<RewardAssigned> live = rollouts(untrained().checkpoint(), 8);
        List<RewardAssigned> replayed = live.stream()
                .map(event -> (RewardAssigned) Json.event(EventType.REWARD_ASSIGNED, Json.bytes(event)))
                .toList();

        assertThat(learn(replayed)).isEqualTo(learn(live));
    }

    @Test
    void givesTheSameWeightsWhenEpisodesAreReadOnAllCoresAndTakenUpInTheirOrder() {
        List<RewardAssigned> live = rollouts(untrained().checkpoint(), 8);
        List<byte[]> log = live.stream().map(Json::bytes).toList();
        Training training = untrained();

        List<Trajectories.Reading> readings = log.parallelStream()
                .map(bytes -> training.read((RewardAssigned) Json.event(EventType.REWARD_ASSIGNED, bytes)))
                .toList();
        readings.forEach(reading -> training.take(reading, Instant.EPOCH).ifPresent(training::learn));

        assertThat(training.checkpoint().weightsSha256()).isEqualTo(learn(live));
        assertThat(training.position()).isEqualTo(live.size());
    }

    @Test
    void withoutMemoryOnlyTheWeightsLearn() {
        Training remembering = untrained();
        Training forgetful = untrained();

        new LogTrainer(WORLD, TASKS, DESCRIBER, SETTINGS, 5).train(remembering, 2, update -> {});
        new LogTrainer(WORLD, TASKS, DESCRIBER, SETTINGS, 5, false).train(forgetful, 2, update -> {});

        assertThat(remembering.checkpoint().experience().isEmpty()).isFalse();
        assertThat(forgetful.checkpoint().experience().isEmpty()).isTrue();
        assertThat(forgetful.checkpoint().weightsSha256())
                .isNotEqualTo(untrained().checkpoint().weightsSha256());
    }

    @Test
    void withoutTheAnswersRewardNoAnswerIsWorthAnything() {
        LoggedWorld unrewarded = new LoggedWorld(TASKS, TinyLog.REGISTRY, 0.1, false);
        Checkpoint untrained = untrained().checkpoint();

        LogEvaluation evaluation = LogEvaluation.of(
                unrewarded, TASKS, LogTrainer.entry(untrained), LogTrainer.policy(untrained, DESCRIBER));

        assertThat(evaluation.rewards()).containsOnly(0.0);
        assertThat(evaluation(untrained).meanReward()).isPositive();
    }

    @Test
    void duplicatesAndUnusableEventsChangeNothingButTheCounts() {
        List<RewardAssigned> clean = rollouts(untrained().checkpoint(), 8);
        List<RewardAssigned> dirty = new ArrayList<>();
        for (RewardAssigned event : clean) {
            dirty.add(event);
            dirty.add(event);
            dirty.add(with(event, new Reward("scored", 1, 0, 0, Double.NaN, "m")));
            dirty.add(with(event, new Reward("unscored", 0, 0, 0, 0, "none")));
        }

        assertThat(learn(dirty)).isEqualTo(learn(clean));
    }

    private static RewardAssigned with(RewardAssigned event, Reward reward) {
        return new RewardAssigned(event.state(), event.end(), reward, event.rewardedAt());
    }

    @Test
    void weightsNameEverySetThatTheyEverLearnedFrom() {
        DataSource signs = new DataSource("signs", "ab".repeat(32), "MIT License");
        DataSource sums = new DataSource("sums", "cd".repeat(32), "none stated");
        List<RewardAssigned> events = rollouts(untrained().checkpoint(), 8);
        Training training = untrained();

        for (int i = 0; i < events.size(); i++) {
            RewardAssigned event = events.get(i);
            DataSource source = i < events.size() / 2 ? signs : sums;
            training.take(
                            new RewardAssigned(event.state(), event.end(), event.reward(), event.rewardedAt(), source),
                            Instant.EPOCH)
                    .ifPresent(training::learn);
        }

        assertThat(training.checkpoint().version()).isGreaterThan(2);
        assertThat(training.checkpoint().provenance())
                .containsEntry("source.signs", "MIT License, sha256 " + "ab".repeat(32))
                .containsEntry("source.sums", "none stated, sha256 " + "cd".repeat(32));
    }

    @Test
    void neverLearnsFromAnythingButTraining() {
        Checkpoint checkpoint = untrained().checkpoint();
        Policy policy = LogTrainer.policy(checkpoint, DESCRIBER);

        for (Purpose purpose : Purpose.values()) {
            EpisodeState start = WORLD.start(TASKS.getFirst(), LogTrainer.entry(checkpoint), purpose, List.of(), 0, 1);
            RewardAssigned event = WORLD.play(TASKS.getFirst(), start, policy);

            Trajectories.Reading reading = Trajectories.read(event, "pair-scoring");

            if (purpose == Purpose.TRAIN) {
                assertThat(reading).isInstanceOf(Trajectories.Usable.class);
            } else {
                assertThat(reading).isEqualTo(new Trajectories.Left(Waste.OTHER_PURPOSE));
            }
        }
    }

    @Test
    void countsDamagedFeaturesAsBroken() {
        RewardAssigned event = rollouts(untrained().checkpoint(), 1).getFirst();
        String text = new String(Json.bytes(event), java.nio.charset.StandardCharsets.UTF_8)
                .replaceAll("\"features\":\"....", "\"features\":\"AAAA");
        Training training = untrained();

        for (int rollout = 0; rollout < 8; rollout++) {
            byte[] damaged = text.replace(event.state().episodeId(), "e-" + rollout)
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8);
            training.take((RewardAssigned) Json.event(EventType.REWARD_ASSIGNED, damaged), Instant.EPOCH);
        }

        assertThat(training.book().waste()).containsEntry(Waste.BROKEN, 8);
        assertThat(training.book().closedGroups()).isZero();
    }

    @Test
    void anExhaustedEpisodeScoresNothingAndStaysInItsGroup() {
        RewardAssigned event = rollouts(untrained().checkpoint(), 1).getFirst();
        RewardAssigned exhausted = new RewardAssigned(
                event.state(),
                new EpisodeEnd.Exhausted("steps"),
                new Reward("scored", 0, 0, 0, 0, "m"),
                event.rewardedAt());

        Trajectories.Reading reading = Trajectories.read(exhausted, "pair-scoring");

        assertThat(((Trajectories.Usable) reading).trajectory().broken()).isFalse();
        assertThat(((Trajectories.Usable) reading).trajectory().reward()).isZero();
    }

    @Test
    void theManifestNamesWhatIsLearnedFrom() {
        Training training = untrained();
        List<RewardAssigned> events = rollouts(training.checkpoint(), 4);

        Training.Plan plan = events.stream()
                .flatMap(event -> training.take(event, Instant.EPOCH).stream())
                .findFirst()
                .orElseThrow();

        assertThat(plan.manifest().groups()).hasSize(4);
        assertThat(plan.manifest().groups().getFirst().episodeIds())
                .isEqualTo(events.subList(0, 8).stream()
                        .map(event -> event.state().episodeId())
                        .toList());
        assertThat(plan.manifest().version()).isEqualTo(2);
        assertThat(plan.manifest().position()).isEqualTo(32);
    }

    @Test
    void anOutcomeLogComesBackAndLosesOnlyACutOffTask() {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        TASKS.forEach(task -> out.writeBytes(OutcomeLog.bytes(task)));
        byte[] bytes = out.toByteArray();

        List<LoggedTask> whole = OutcomeLog.read("log", bytes);
        List<LoggedTask> cut = OutcomeLog.read("log", java.util.Arrays.copyOf(bytes, bytes.length - 30));

        assertThat(whole)
                .extracting(LoggedTask::id)
                .isEqualTo(TASKS.stream().map(LoggedTask::id).toList());
        assertThat(whole.getFirst().seconds()).isEqualTo(TASKS.getFirst().seconds());
        assertThat(cut).hasSize(TASKS.size() - 1);
    }
}
