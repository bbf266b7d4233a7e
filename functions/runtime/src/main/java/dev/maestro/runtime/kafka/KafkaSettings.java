package dev.maestro.runtime.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Settings of the Kafka adapter, the same for all functions of a process. */
@ConfigMapping(prefix = "maestro.kafka")
public interface KafkaSettings {

    /** Whether lanes start with the application; else {@link KafkaAdapter#start()} does it. */
    @WithDefault("true")
    boolean autostart();

    /** Whether missing topics are made at the start. */
    @WithDefault("true")
    boolean createTopics();

    /** Partitions of a topic that is made. */
    @WithDefault("4")
    int partitions();

    /** See {@link LaneSettings}. */
    @WithDefault("256")
    int maxInFlight();

    /** See {@link LaneSettings}. */
    @WithDefault("5")
    int maxTries();

    /** See {@link LaneSettings}. */
    @WithDefault("100ms")
    Duration retryBackOff();

    /** See {@link LaneSettings}. */
    @WithDefault("4096")
    int offsetMetadataBytes();

    /** See {@link LaneSettings}. */
    @WithDefault("262144")
    int maxEventBytes();

    /** See {@link LaneSettings}. */
    @WithDefault("300ms")
    Duration idleAfter();

    /** See {@link LaneSettings}. */
    @WithDefault("1s")
    Duration restartBackOff();

    /**
     * Quiet time after which the process ends with exit code 0. Empty: it stays. For jobs that are started by the lag of
     * their topics.
     */
    Optional<Duration> exitWhenIdle();

    /** The settings of a lane. */
    default LaneSettings lane() {
        return new LaneSettings(
                maxInFlight(),
                maxTries(),
                retryBackOff(),
                offsetMetadataBytes(),
                maxEventBytes(),
                idleAfter(),
                restartBackOff());
    }
}
