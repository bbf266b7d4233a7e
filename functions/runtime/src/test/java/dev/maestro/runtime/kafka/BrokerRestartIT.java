package dev.maestro.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.broker.EmbeddedBroker;
import dev.maestro.runtime.HopListener;
import dev.maestro.runtime.journal.Journal;
import dev.maestro.runtime.store.FileObjectStore;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@WithTestResource(BrokerResource.class)
class BrokerRestartIT {

    private static final int EPISODES = 30;

    @Inject
    KafkaAdapter adapter;

    @Test
    void goesOnByItselfWhenTheBrokerComesBack(@TempDir Path data, @TempDir Path objects) throws Exception {
        Journal journal = new Journal(FileObjectStore.open(objects));
        CountDownLatch someEnded = new CountDownLatch(5);
        CountDownLatch allEnded = new CountDownLatch(EPISODES);
        LogChecker.Count count;
        EmbeddedBroker broker = EmbeddedBroker.start(data, 0);
        Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
        Topics.ensure(client, Topics.PARTITIONS);
        String servers = broker.bootstrapServers();
        try (OpenLane decide = adapter.open(
                        Loop.decide(state -> {
                            if (state.steps().size() == Loop.STEPS) {
                                someEnded.countDown();
                                allEnded.countDown();
                            }
                        }),
                        LaneSettings.DEFAULT,
                        journal,
                        attributes(servers, "decide"),
                        HopListener.NONE);
                OpenLane invoke = adapter.open(
                        Loop.invoke(state -> {}),
                        LaneSettings.DEFAULT,
                        journal,
                        attributes(servers, "invoke"),
                        HopListener.NONE)) {
            assertThat(decide.awaitRunning(LaneHarness.LONG)).isTrue();
            assertThat(invoke.awaitRunning(LaneHarness.LONG)).isTrue();
            try (KafkaProducer<byte[], byte[]> producer = KafkaClients.producer(client, "test")) {
                for (String id : LaneHarness.ids("restart", EPISODES)) {
                    producer.send(EventCodec.record(Loop.start(id), "task")).get();
                }
            }
            assertThat(someEnded.await(LaneHarness.LONG.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            broker.close();

            broker = EmbeddedBroker.start(data, broker.port());

            assertThat(allEnded.await(LaneHarness.LONG.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            long end = System.nanoTime() + LaneHarness.LONG.toNanos();
            count = new LogChecker(client).check();
            while (count.answered() < EPISODES && System.nanoTime() < end) {
                count = new LogChecker(client).check();
            }
        } finally {
            broker.close();
        }
        assertThat(List.of(count.answered(), count.lost(), count.doubled())).containsExactly((long) EPISODES, 0L, 0L);
    }

    private static Map<String, String> attributes(String servers, String stage) {
        return Map.of("bootstrap.servers", servers, "group.id", "restart-" + stage);
    }
}
