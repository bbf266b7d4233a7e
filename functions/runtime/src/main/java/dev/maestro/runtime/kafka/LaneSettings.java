package dev.maestro.runtime.kafka;

import java.time.Duration;

/**
 * How a lane works.
 *
 * @param maxInFlight records taken up and not committed yet, at least 1; beyond it the consumer is paused
 * @param maxTries tries of one event, those that killed the process included, before it is a dead letter
 * @param retryBackOff before the second try; three times as long before each further one, with jitter
 * @param offsetMetadataBytes what the broker takes as metadata of an offset commit ({@code offset.metadata.max.bytes})
 * @param maxEventBytes a larger event is a dead letter
 * @param idleAfter quiet time after which offsets are committed past the transaction markers; a record without outputs
 *     waits as long at most for its commit
 * @param restartBackOff before a failed lane is built again; doubles up to half a minute
 */
public record LaneSettings(
        int maxInFlight,
        int maxTries,
        Duration retryBackOff,
        int offsetMetadataBytes,
        int maxEventBytes,
        Duration idleAfter,
        Duration restartBackOff) {

    /** For a broker with Kafka's defaults. */
    public static final LaneSettings DEFAULT = new LaneSettings(
            256, 5, Duration.ofMillis(100), 4096, 256 * 1024, Duration.ofMillis(300), Duration.ofSeconds(1));

    /** So many records without outputs are committed without waiting for one that has some: a quarter of those in flight. */
    int mostWaiting() {
        return Math.max(1, maxInFlight / 4);
    }

    public LaneSettings {
        if (maxInFlight < 1 || maxTries < 1) {
            throw new IllegalArgumentException(
                    "max-in-flight and max-tries must be 1 or more, were " + maxInFlight + " and " + maxTries);
        }
        int fitting = (offsetMetadataBytes - OffsetMetadata.BYTES_OF_FRAME) / OffsetMetadata.BYTES_PER_ENTRY;
        if (maxInFlight > fitting) {
            throw new IllegalArgumentException("max-in-flight " + maxInFlight + " does not fit in "
                    + offsetMetadataBytes + " bytes of offset metadata: lower it to " + fitting
                    + " or raise maestro.kafka.offset-metadata-bytes and the broker's offset.metadata.max.bytes");
        }
    }
}
