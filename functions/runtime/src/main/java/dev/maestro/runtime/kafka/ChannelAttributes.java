package dev.maestro.runtime.kafka;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * The attributes of one channel: those that the application configures under {@code mp.messaging.incoming.NAME.*} or
 * {@code outgoing}, under a channel name of its own for each time that the channel is built.
 */
final class ChannelAttributes {

    static final String INCOMING = "incoming";
    static final String OUTGOING = "outgoing";

    private static final int ORDINAL = 500;
    private static final String BYTES = "org.apache.kafka.common.serialization.ByteArray";

    private ChannelAttributes() {}

    /** What all functions have in common; the configuration may change it. */
    private static Map<String, String> defaults(String direction) {
        Map<String, String> attributes = new HashMap<>();
        attributes.put("health-enabled", "false");
        attributes.put("tracing-enabled", "false");
        attributes.put("retry.backoff.ms", "5");
        attributes.put("reconnect.backoff.ms", "50");
        attributes.put("reconnect.backoff.max.ms", "1000");
        if (direction.equals(INCOMING)) {
            attributes.put("batch", "true");
            attributes.put("commit-strategy", "ignore");
            attributes.put("failure-strategy", "ignore");
            attributes.put("retry", "false");
            attributes.put("graceful-shutdown", "false");
            attributes.put("poll-timeout", "250");
            attributes.put("consumer-rebalance-listener.name", Lanes.NAME);
            attributes.put("key.deserializer", BYTES + "Deserializer");
            attributes.put("value.deserializer", BYTES + "Deserializer");
            attributes.put("isolation.level", "read_committed");
            attributes.put("auto.offset.reset", "earliest");
            attributes.put("allow.auto.create.topics", "false");
            attributes.put("session.timeout.ms", "6000");
            attributes.put("heartbeat.interval.ms", "1500");
            attributes.put(
                    "partition.assignment.strategy", "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
        } else {
            attributes.put("key.serializer", BYTES + "Serializer");
            attributes.put("value.serializer", BYTES + "Serializer");
            attributes.put("acks", "all");
            attributes.put("enable.idempotence", "true");
            attributes.put("linger.ms", "0");
            attributes.put("transaction.timeout.ms", "10000");
            attributes.put("max.request.size", "4194304");
            attributes.put("max.block.ms", "10000");
            attributes.put("request.timeout.ms", "5000");
            attributes.put("delivery.timeout.ms", "9000");
            attributes.put("close-timeout", "500");
        }
        return attributes;
    }

    /**
     * Collects them.
     *
     * @param application all configuration
     * @param direction {@link #INCOMING} or {@link #OUTGOING}
     * @param channel its name in the configuration
     * @param instance its name at the connector
     * @param overrides attributes that win over the configured ones
     */
    static Config of(
            Config application, String direction, String channel, String instance, Map<String, String> overrides) {
        String prefix = "mp.messaging." + direction + "." + channel + ".";
        Map<String, String> configured = new HashMap<>();
        for (String name : application.getPropertyNames()) {
            if (name.startsWith(prefix)) {
                Optional<String> value = application.getOptionalValue(name, String.class);
                value.ifPresent(text -> configured.put(name.substring(prefix.length()), text));
            }
        }
        if (configured.isEmpty()) {
            throw new IllegalStateException("nothing is configured under " + prefix
                    + "*: the function's META-INF/microprofile-config.properties is not on the class path");
        }
        Map<String, String> attributes = defaults(direction);
        attributes.putAll(configured);
        attributes.putAll(overrides);
        attributes.put("channel-name", instance);
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(attributes, instance, ORDINAL))
                .build();
    }
}
