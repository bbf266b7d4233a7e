package dev.maestro.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.runtime.EventPublisher;
import dev.maestro.runtime.HopListener;
import dev.maestro.runtime.StepFunction;
import dev.maestro.runtime.store.FileObjectStore;
import dev.maestro.runtime.store.Journal;
import dev.maestro.schema.event.EpisodeEnded;
import dev.maestro.schema.event.Event;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@WithTestResource(BrokerResource.class)
class KafkaAdapterIT {

    private static final Duration READY = Duration.ofSeconds(60);

    @TempDir
    Path objects;

    @Inject
    KafkaAdapter adapter;

    @Inject
    KafkaClients clients;

    @Inject
    EventPublisher publisher;

    @Inject
    EpisodeEnds ends;

    private final List<OpenLane> open = new ArrayList<>();
    private LaneSettings settings = LaneSettings.DEFAULT;

    @BeforeEach
    void makeTopics() {
        Topics.ensure(clients.settings(), Topics.PARTITIONS);
    }

    @AfterEach
    void closeLanes() {
        open.forEach(OpenLane::close);
    }

    @Test
    void takesAnEpisodeThroughItsStepsToItsEnd() throws Exception {
        run(Loop.decide(state -> {}), Loop.invoke(state -> {}));
        LogChecker.Count before = new LogChecker(clients.settings()).check();

        List<EpisodeEnded> ended = episodes("plain", 20);

        LogChecker.Count after = new LogChecker(clients.settings()).check();
        assertThat(ended).hasSize(20).allSatisfy(end -> assertThat(end.state().steps())
                .hasSize(Loop.STEPS));
        assertThat(after.answered() - before.answered()).isEqualTo(20);
        assertThat(after.lost() - before.lost()).isZero();
        assertThat(after.doubled() - before.doubled()).isZero();
    }

    private void run(StepFunction... functions) throws Exception {
        Journal journal = new Journal(FileObjectStore.open(objects));
        for (StepFunction function : functions) {
            open.add(adapter.open(function, settings, journal, Map.of(), HopListener.NONE));
        }
        for (OpenLane lane : open) {
            assertThat(lane.awaitRunning(READY)).isTrue();
        }
    }

    private List<EpisodeEnded> episodes(String name, int count) throws Exception {
        List<CompletableFuture<EpisodeEnded>> waiting = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = name + "-" + i;
            waiting.add(ends.await(id));
            events.add(Loop.start(id));
        }
        publisher.publish(events);
        List<EpisodeEnded> ended = new ArrayList<>();
        for (CompletableFuture<EpisodeEnded> end : waiting) {
            ended.add(end.get(READY.toSeconds(), TimeUnit.SECONDS));
        }
        return ended;
    }
}
