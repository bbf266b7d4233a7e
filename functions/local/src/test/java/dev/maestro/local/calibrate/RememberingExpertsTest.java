package dev.maestro.local.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.core.invoke.ExpertException;
import dev.maestro.core.invoke.ExpertReply;
import dev.maestro.core.invoke.ExpertRequest;
import dev.maestro.core.invoke.Experts;
import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.Images;
import dev.maestro.core.observe.PictureStatistics;
import dev.maestro.core.observe.TextEncoder;
import dev.maestro.core.registry.Pair;
import dev.maestro.core.registry.RegistryLoader;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.core.train.LoggedTask;
import dev.maestro.core.train.OutcomeLog;
import dev.maestro.lab.tasks.TaskGenerator;
import dev.maestro.lab.tasks.family.Split;
import dev.maestro.runtime.store.FileObjectStore;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Usage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberingExpertsTest {

    private static final RegistrySnapshot REGISTRY = RegistryLoader.snapshot(RegistryLoader.embedded());
    private static final Expert READER = REGISTRY.expert("tesseract").orElseThrow();
    private static final Expert OTHER = REGISTRY.expert("ppocr-v3").orElseThrow();
    private static final Image PAGE = new Image("sha256:page", new byte[0], 20, 10);
    private static final ExpertRequest READ = new ExpertRequest("read-text", "{}", List.of(PAGE));

    private final List<String> asked = new ArrayList<>();
    private final CallTally tally = new CallTally();

    /** Replies depend on what is asked alone; each call is noted. */
    private ExpertReply reply(Expert expert, ExpertRequest request, Instant deadline) {
        String pictures =
                String.join(" ", request.images().stream().map(Image::digest).toList());
        asked.add(expert.id() + " " + request.text() + " " + pictures);
        int said = Math.floorMod(request.hashCode(), 90) + 10;
        String line = "{\"text\":\"" + said + " + 1\",\"confidence\":0.9,\"box\":[1,1,9,9]}";
        return new ExpertReply(
                "{\"width\":800,\"height\":600,\"lines\":[" + line + "]}",
                new Usage(1, 0, said / 10.0, said / 100.0, said / 100.0));
    }

    @Test
    void asksTheSameOnceAndTellsItsUsageEachTime() {
        RememberingExperts experts = new RememberingExperts(this::reply, tally);

        ExpertReply first = experts.call(READER, READ, Instant.MAX);
        ExpertReply second = experts.call(READER, READ, Instant.EPOCH);

        assertThat(asked).hasSize(1);
        assertThat(second).isEqualTo(first);
        double millis = first.usage().cpuMillis();
        assertThat(tally.byExpert()).isEqualTo(Map.of("tesseract", new CallTally.Calls(1, 1, millis, millis)));
    }

    @Test
    void tellsExpertsPicturesAndRequestsApart() {
        RememberingExperts experts = new RememberingExperts(this::reply, tally);

        experts.call(READER, READ, Instant.MAX);
        experts.call(OTHER, READ, Instant.MAX);
        experts.call(READER, new ExpertRequest("read-text", "{\"layout\":\"line\"}", List.of(PAGE)), Instant.MAX);
        Image turned = new Image("sha256:turned", new byte[0], 20, 10);
        experts.call(READER, new ExpertRequest("read-text", "{}", List.of(turned)), Instant.MAX);

        assertThat(asked).hasSize(4);
        assertThat(tally.total().spared()).isZero();
    }

    @Test
    void asksAgainAfterAFailure() {
        List<String> tries = new ArrayList<>();
        Experts failing = (expert, request, deadline) -> {
            tries.add(expert.id());
            throw new ExpertException(new Outcome.Failed("unreachable", "no answer"));
        };
        RememberingExperts experts = new RememberingExperts(failing, tally);

        assertThatThrownBy(() -> experts.call(READER, READ, Instant.MAX)).isInstanceOf(ExpertException.class);
        assertThatThrownBy(() -> experts.call(READER, READ, Instant.MAX)).isInstanceOf(ExpertException.class);

        assertThat(tries).hasSize(2);
        assertThat(tally.total()).isEqualTo(new CallTally.Calls(0, 0, 0, 0));
    }

    @Test
    void forgetsTheReplyLongestUnused() {
        RememberingExperts experts = new RememberingExperts(this::reply, tally, 2);
        ExpertRequest second = new ExpertRequest("read-text", "{\"n\":2}", List.of(PAGE));
        ExpertRequest third = new ExpertRequest("read-text", "{\"n\":3}", List.of(PAGE));
        experts.call(READER, READ, Instant.MAX);
        experts.call(READER, second, Instant.MAX);
        experts.call(READER, READ, Instant.MAX);

        experts.call(READER, third, Instant.MAX);

        asked.clear();
        experts.call(READER, READ, Instant.MAX);
        assertThat(asked).as("used since").isEmpty();
        experts.call(READER, second, Instant.MAX);
        assertThat(asked).as("longest unused").hasSize(1);
    }

    @Test
    void leavesTheOutcomeLogAsItIsToTheByte(@TempDir Path folder) throws Exception {
        byte[] remembering = outcomes(folder.resolve("a"), new RememberingExperts(this::reply, tally));
        int spared = asked.size();
        asked.clear();

        byte[] plain = outcomes(folder.resolve("b"), this::reply);

        assertThat(remembering).isEqualTo(plain);
        assertThat(spared).isLessThan(asked.size());
    }

    private static byte[] outcomes(Path folder, Experts experts) throws IOException {
        CalibrationItem item =
                CalibrationItem.of(TaskGenerator.of(List.of("ocr-sign")).task(Split.TRAIN, 5, 0));
        InstantSource clock = InstantSource.fixed(Instant.EPOCH);
        PictureStatistics statistics = digest -> new double[PictureStatistics.DIMENSIONS];
        CalibrationEpisode episode = new CalibrationEpisode(
                item, REGISTRY, experts, noPictureWork(), FileObjectStore.open(folder), statistics, clock);
        Map<String, LoggedTask.LoggedRun> runs = new LinkedHashMap<>();
        List<LoggedTask.LoggedSecond> seconds = new ArrayList<>();
        for (Pair pair : REGISTRY.pairs(List.of("tesseract", "ppocr-v3", "symja"), List.of())) {
            LoggedTask.LoggedRun run = episode.logged(episode.first(pair));
            runs.put(pair.id(), run);
            if (Calibration.isConsumer(pair)) {
                seconds.add(
                        new LoggedTask.LoggedSecond("1 + 1", pair.id(), episode.logged(episode.second(pair, "1 + 1"))));
            }
        }
        assertThat(runs.values()).anyMatch(run -> !run.observation().isEmpty() && run.cpuMillis() > 0);
        return OutcomeLog.bytes(new LoggedTask(
                item.id(),
                "train",
                "",
                "",
                item.question(),
                true,
                new float[TextEncoder.DIMENSIONS],
                episode.statistics(),
                runs,
                seconds));
    }

    /** Pictures stay as they are. */
    private static Images noPictureWork() {
        return new Images() {
            @Override
            public Image crop(Image source, int x, int y, int width, int height, double scale, Instant deadline) {
                return source;
            }

            @Override
            public Image upright(Image source, Instant deadline) {
                return source;
            }

            @Override
            public Image clean(Image source, Instant deadline) {
                return source;
            }

            @Override
            public Image marked(Image source, List<Mark> marks, Instant deadline) {
                return source;
            }

            @Override
            public double[] statistics(Image source, Instant deadline) {
                return new double[PictureStatistics.DIMENSIONS];
            }
        };
    }
}
