package dev.maestro.local.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.episode.Json;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Reward;
import dev.maestro.testkit.EpisodeStates;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicReaderTest {

    private static byte[] rewarded(int second) {
        EpisodeState state = EpisodeStates.started("t", "What?", "sha256:p");
        return Json.bytes(new RewardAssigned(
                state,
                new EpisodeEnd.Exhausted("steps"),
                new Reward("scored", 0, 0, 0, 0, "m"),
                Instant.ofEpochSecond(second)));
    }

    @Test
    void takesEpisodesUpInTheirOrderAndCountsWhatIsNone() {
        List<byte[]> log = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            log.add(rewarded(i));
            if (i % 100 == 7) {
                log.add("{\"state\":".getBytes(StandardCharsets.UTF_8));
            }
        }
        List<Instant> taken = new ArrayList<>();

        int unreadable = TopicReader.deliver(log, RewardAssigned::rewardedAt, taken::add);

        assertThat(unreadable).isEqualTo(5);
        assertThat(taken).hasSize(500).isSortedAccordingTo(Comparator.naturalOrder());
    }
}
