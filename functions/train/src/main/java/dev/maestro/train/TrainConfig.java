package dev.maestro.train;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the train function. */
@ConfigMapping(prefix = "maestro.train")
public interface TrainConfig {

    /** Id of the policy that learns. */
    @WithDefault("pair-scoring")
    String policy();

    /** G: rollouts of one task. */
    @WithDefault("8")
    int groupSize();

    /** Closed groups of one update. */
    @WithDefault("32")
    int batchGroups();

    /** Learning rate of Adam. */
    @WithDefault("3e-3")
    double learningRate();

    /** Versions that a rollout may be older than the learner. */
    @WithDefault("4")
    int maxStaleness();

    /** How long a group waits for its rollouts. */
    @WithDefault("120s")
    Duration groupDeadline();

    /** How long nothing may move before the watchdog says who waits for what. */
    @WithDefault("60s")
    Duration alarmAfter();

    /** Revision of the code, for manifests. */
    @WithDefault("unknown")
    String codeRevision();
}
