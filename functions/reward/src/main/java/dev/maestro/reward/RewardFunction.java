package dev.maestro.reward;

import dev.maestro.core.reward.Rewarding;
import dev.maestro.runtime.StepFunction;
import dev.maestro.schema.event.EpisodeEnded;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.FeedbackSubmitted;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.event.Stage;
import dev.maestro.schema.event.TaskReference;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Reward: scores ended episodes and keeps the document of each. */
@ApplicationScoped
public class RewardFunction implements StepFunction {

    private final Rewarding rewarding;
    private final EpisodeRecords records;
    private final InstantSource clock;

    RewardFunction(Rewarding rewarding, EpisodeRecords records, InstantSource clock) {
        this.rewarding = rewarding;
        this.records = records;
        this.clock = clock;
    }

    @Override
    public Stage stage() {
        return Stage.REWARD;
    }

    @Override
    public List<Event> handle(Event event) throws IOException {
        return switch (event) {
            case TaskReference reference -> {
                records.keepReference(reference);
                yield List.of();
            }
            case EpisodeEnded ended -> records.keep(score(ended));
            case FeedbackSubmitted feedback -> feedback(feedback);
            default -> throw new IllegalArgumentException("reward does not consume " + event);
        };
    }

    private RewardAssigned score(EpisodeEnded ended) throws IOException {
        if (!ended.state().task().hasReference()) {
            return Rewarding.unscored(ended, clock.instant());
        }
        return rewarding.score(ended, records.reference(ended.state().task().taskId()), clock.instant());
    }

    /** Feedback scores an episode that has no reference, once; of a second one only the id is kept. */
    private List<Event> feedback(FeedbackSubmitted feedback) throws IOException {
        Optional<RewardAssigned> episode = records.episode(feedback.episodeId());
        if (episode.isEmpty()
                || !records.isFirst(feedback)
                || !episode.get().reward().status().equals("unscored")) {
            return List.of();
        }
        RewardAssigned known = episode.get();
        return records.keep(rewarding.scoreByFeedback(
                new EpisodeEnded(known.state(), known.end(), known.rewardedAt()), feedback.score(), clock.instant()));
    }
}
