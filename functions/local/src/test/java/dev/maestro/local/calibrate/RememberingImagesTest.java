package dev.maestro.local.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.Images;
import dev.maestro.schema.wire.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RememberingImagesTest {

    private static final Image PAGE = new Image("sha256:page", new byte[0], 20, 10);
    private static final Usage WORK = new Usage(0, 0, 12.5, 0, 0);

    private final List<String> done = new ArrayList<>();

    private Images counting(Consumer<Usage> meter) {
        return new Images() {
            @Override
            public Images metered(Consumer<Usage> added) {
                return counting(added);
            }

            private Image work(String operation) {
                done.add(operation);
                meter.accept(WORK);
                return new Image("sha256:" + operation, new byte[0], 1, 1);
            }

            @Override
            public Image crop(Image source, int x, int y, int width, int height, double scale, Instant deadline) {
                return work("crop" + x);
            }

            @Override
            public Image upright(Image source, Instant deadline) {
                return work("upright");
            }

            @Override
            public Image clean(Image source, Instant deadline) {
                return work("clean");
            }

            @Override
            public Image marked(Image source, List<Mark> marks, Instant deadline) {
                return work("marked");
            }

            @Override
            public double[] statistics(Image source, Instant deadline) {
                return new double[14];
            }
        };
    }

    @Test
    void doesTheSameWorkOnceAndTellsItsUsageEachTime() {
        RememberingImages images = new RememberingImages(counting(usage -> {}));
        List<Usage> first = new ArrayList<>();
        List<Usage> second = new ArrayList<>();

        Image one = images.metered(first::add).upright(PAGE, Instant.MAX);
        Image other = images.metered(second::add).upright(PAGE, Instant.MAX);

        assertThat(done).containsExactly("upright");
        assertThat(other).isEqualTo(one);
        assertThat(first).containsExactly(WORK);
        assertThat(second).containsExactly(WORK);
    }

    @Test
    void tellsPartsAndOperationsApart() {
        RememberingImages images = new RememberingImages(counting(usage -> {}));

        images.crop(PAGE, 1, 0, 5, 5, 2, Instant.MAX);
        images.crop(PAGE, 2, 0, 5, 5, 2, Instant.MAX);
        images.clean(PAGE, Instant.MAX);

        assertThat(done).containsExactly("crop1", "crop2", "clean");
    }
}
