package dev.maestro.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Settings of a single-node KRaft broker on loopback, tuned for the latency of short transactions. */
final class BrokerSettings {

    private static final int MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

    private BrokerSettings() {}

    static Map<String, Object> of(Path dataDir, int port, int controllerPort) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.put("log.dirs", dataDir.toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("num.recovery.threads.per.data.dir", "2");
        // The controller would write a record every half second to say that nothing happened: one voter needs none.
        settings.put("metadata.max.idle.interval.ms", 0);
        settings.put("message.max.bytes", MAX_MESSAGE_BYTES);
        settings.put("replica.fetch.max.bytes", MAX_MESSAGE_BYTES);
        settings.put("log.cleaner.dedupe.buffer.size", 4 * 1024 * 1024);
        // Internal topics of one node: a replica and a few partitions are enough, and a start is faster.
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("group.min.session.timeout.ms", "1000");
        // The coordinator would gather offset commits for 5 ms; ours are one short transaction each.
        settings.put("group.coordinator.append.linger.ms", "0");
        // A transaction that follows at once on another of the same producer waits for its markers: 20 ms by default.
        settings.put("add.partitions.to.txn.retry.backoff.ms", "1");
        // Completed offsets beyond the committed one travel in the commit metadata.
        settings.put("offset.metadata.max.bytes", 64 * 1024);
        return settings;
    }
}
