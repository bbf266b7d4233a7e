package dev.maestro.core.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.NoPictures;
import dev.maestro.core.TestData;
import dev.maestro.core.episode.Transitions;
import dev.maestro.schema.event.SkillInvoked;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Invocation;
import dev.maestro.schema.wire.Usage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PictureWorkUsageTest {

    private static final Image IMAGE = new Image("sha256:0", new byte[0], 10, 10);

    /** Each operation takes 7 ms of CPU. */
    private record Tools(Consumer<Usage> meter) implements Images {

        private Image worked(Image source) {
            meter.accept(new Usage(0, 0, 7, 0, 0));
            return source;
        }

        @Override
        public Images metered(Consumer<Usage> added) {
            return new Tools(meter.andThen(added));
        }

        @Override
        public Image crop(Image source, int x, int y, int width, int height, double scale, Instant deadline) {
            return worked(source);
        }

        @Override
        public Image upright(Image source, Instant deadline) {
            return worked(source);
        }

        @Override
        public Image clean(Image source, Instant deadline) {
            return worked(source);
        }

        @Override
        public Image marked(Image source, List<Mark> marks, Instant deadline) {
            return worked(source);
        }

        @Override
        public double[] statistics(Image source, Instant deadline) {
            return new double[14];
        }
    }

    @Test
    void countsTheCpuTimeOfPictureWorkAmongTheUsageOfTheRunButNotAsACall() {
        SkillProcedure uprightThenRead = new SkillProcedure() {
            @Override
            public String name() {
                return "procedure-read";
            }

            @Override
            public String run(SkillInput input, SkillContext context) {
                Image turned = context.pictures().upright(IMAGE);
                Image cut = context.pictures().crop(turned, 0, 0, 5, 5, 2);
                return context.main(new ExpertRequest("read-text", "", List.of(cut)))
                        .text();
            }
        };
        CallRunner runner = new CallRunner(
                (expert, request, deadline) -> new ExpertReply("seen", new Usage(1, 0, 5, 1, 1)),
                new Tools(usage -> {}),
                NoPictures.OBJECTS,
                Map.of(uprightThenRead.name(), uprightThenRead),
                InstantSource.fixed(TestData.NOW));
        EpisodeState state = Transitions.decided(TestData.state(), TestData.invoke("reader/read"));

        SkillInvoked event = (SkillInvoked)
                new Invoke(runner, (s, call, run) -> run.get()).run(state, TestData.registry(), TestData.registry());

        Invocation invocation = event.state().steps().getLast().invocations().getFirst();
        assertThat(invocation.usage()).isEqualTo(new Usage(1, 0, 5 + 7 + 7, 1, 1));
    }
}
