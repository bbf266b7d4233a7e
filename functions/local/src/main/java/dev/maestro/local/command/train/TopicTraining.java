package dev.maestro.local.command.train;

import dev.maestro.core.train.Checkpoint;
import dev.maestro.core.train.GrpoSettings;
import dev.maestro.local.command.calibrate.CodeRevision;
import dev.maestro.local.flow.FlowSession;
import dev.maestro.local.train.TopicRun;
import java.io.IOException;
import java.util.Locale;

/** {@code train --from-topic}: learns from rewarded episodes that lie in the topic. */
final class TopicTraining {

    private final FlowSession session;
    private final TrainOutput output;

    TopicTraining(FlowSession session, TrainOutput output) {
        this.session = session;
        this.output = output;
    }

    /**
     * Learns, and checks the live versions by their manifests.
     *
     * @param since an offset, a time, or empty for the beginning
     * @return exit status: 1 when a live version did not come out the same
     */
    int run(String since, GrpoSettings settings) throws IOException {
        TopicRun.Result result = new TopicRun(session, settings, CodeRevision.of()).run(since);
        System.out.printf(
                Locale.ROOT,
                "%d rewarded episodes read in %.1f s (%.0f/s), %d learned from, %d dropped, %d records unreadable%n"
                        + "%d versions, weights %s%n",
                result.read(),
                result.seconds(),
                result.read() / Math.max(1e-9, result.seconds()),
                result.report().trajectories(),
                result.report().dropped(),
                result.unreadable(),
                result.report().newest() - Checkpoint.FIRST,
                result.report().weightsSha256());
        result.followed().forEach(System.out::println);
        output.write(session, result.checkpoint(), result.curve(), result.report());
        return result.isFaithful() ? 0 : 1;
    }
}
