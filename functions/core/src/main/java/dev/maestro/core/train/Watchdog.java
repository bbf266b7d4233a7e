package dev.maestro.core.train;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Says who waits for whom when training does not move. Immutable; thread-safe. */
public record Watchdog(Duration patience) {

    /**
     * How far training is.
     *
     * @param submitted rollouts that were asked for; -1 when that is not known
     * @param accepted trajectories taken up
     * @param open groups that gather
     * @param closed groups that wait for an update
     * @param needed groups of an update
     * @param version of the learner
     * @param movedAt when any of these last changed
     */
    public record Progress(
            long submitted, long accepted, int open, int closed, int needed, long version, Instant movedAt) {}

    /** The alarm; empty while something moves, or nothing is under way. */
    public Optional<String> alarm(Progress progress, Instant now) {
        Duration still = Duration.between(progress.movedAt(), now);
        if (still.compareTo(patience) < 0) {
            return Optional.empty();
        }
        String since = "Training stands still for " + still.toSeconds() + " s at version " + progress.version() + ": ";
        if (progress.closed() >= progress.needed()) {
            return Optional.of(since + "the learner has " + progress.closed()
                    + " groups and makes no version; look for its failures in the log.");
        }
        if (progress.submitted() > progress.accepted()) {
            return Optional.of(since + "the learner waits for rewards, " + progress.accepted() + " of "
                    + progress.submitted() + " rollouts came; look at dead letters, and whether decide, invoke and"
                    + " reward run.");
        }
        if (progress.open() > 0) {
            return Optional.of(since + "the learner waits for the other rollouts of " + progress.open()
                    + " groups; they close at their deadline with half, or are dropped.");
        }
        if (progress.submitted() >= 0 || progress.closed() > 0) {
            return Optional.of(since + "the learner waits for rollouts, and nobody asks for any; it has "
                    + progress.closed() + " of " + progress.needed() + " groups of the next version.");
        }
        return Optional.empty();
    }
}
