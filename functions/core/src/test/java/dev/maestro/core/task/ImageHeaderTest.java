package dev.maestro.core.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.maestro.core.task.ImageRejectedException.Reason;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageHeaderTest {

    private static final AdmissionLimits LIMITS = AdmissionLimits.DEFAULT;

    @ParameterizedTest
    @CsvSource({"png, image/png", "jpg, image/jpeg", "gif, image/gif", "bmp, image/bmp", "tiff, image/tiff"})
    void readsTypeAndSizeOfWhatImageIoWrites(String format, String mediaType) {
        byte[] image = encoded(format, 61, 37);

        ImageHeader header = ImageHeader.of(image, LIMITS);

        assertThat(header).isEqualTo(new ImageHeader(mediaType, 61, 37));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA",
                "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==",
                "UklGRkoAAABXRUJQVlA4WAoAAAAQAAAAAAAAAAAAQUxQSAwAAAARBxAR/Q9ERP8DAABWUDggGAAAABQBAJ0BKgEAAQAAAP4AAA3AAP7mtQAAAA=="
            })
    void readsLossyLosslessAndExtendedWebp(String base64) {
        byte[] image = Base64.getDecoder().decode(base64);

        ImageHeader header = ImageHeader.of(image, LIMITS);

        assertThat(header).isEqualTo(new ImageHeader("image/webp", 1, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff"})
    void saysThatAFileIsTruncatedWhereverItWasCut(String format) {
        byte[] image = encoded(format, 61, 37);

        for (int length = 9; length < image.length - 20; length++) {
            byte[] cut = Arrays.copyOf(image, length);

            Throwable thrown = catchThrowable(() -> ImageHeader.of(cut, LIMITS));

            assertThat(thrown)
                    .as("%s cut to %d of %d bytes", format, length, image.length)
                    .isInstanceOf(ImageRejectedException.class)
                    .hasMessageContaining("send the whole file");
        }
    }

    @Test
    void refusesABombOfAHundredMegapixelsWithoutDecodingIt() {
        byte[] bomb = encoded("png", 61, 37);
        ByteBuffer.wrap(bomb).putInt(16, 10_000).putInt(20, 10_000);

        assertThatThrownBy(() -> ImageHeader.of(bomb, LIMITS))
                .isInstanceOf(ImageRejectedException.class)
                .hasMessageContaining("10,000 x 10,000 pixels, at most 64,000,000")
                .extracting(e -> ((ImageRejectedException) e).reason())
                .isEqualTo(Reason.TOO_MANY_PIXELS);
    }

    @Test
    void refusesSizesWhoseProductOverflows() {
        byte[] bomb = encoded("png", 61, 37);
        ByteBuffer.wrap(bomb).putInt(16, -1).putInt(20, -1);

        assertThatThrownBy(() -> ImageHeader.of(bomb, LIMITS))
                .extracting(e -> ((ImageRejectedException) e).reason())
                .isEqualTo(Reason.TOO_MANY_PIXELS);
    }

    @Test
    void refusesAnImageOfNoPixels() {
        byte[] flat = encoded("png", 61, 37);
        ByteBuffer.wrap(flat).putInt(16, 0);

        assertThatThrownBy(() -> ImageHeader.of(flat, LIMITS))
                .extracting(e -> ((ImageRejectedException) e).reason())
                .isEqualTo(Reason.MALFORMED);
    }

    @Test
    void refusesMoreBytesThanTheLimit() {
        byte[] image = encoded("bmp", 61, 37);

        assertThatThrownBy(() -> ImageHeader.of(image, new AdmissionLimits(16, 64_000_000, 1_000, 32_000)))
                .hasMessageContaining("at most 1,000 are accepted")
                .extracting(e -> ((ImageRejectedException) e).reason())
                .isEqualTo(Reason.TOO_MANY_BYTES);
    }

    @Test
    void namesTheFirstBytesOfAFileThatIsNoImage() {
        byte[] text = "hello, world".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> ImageHeader.of(text, LIMITS))
                .hasMessageContaining("68 65 6c 6c 6f 2c 20 77")
                .extracting(e -> ((ImageRejectedException) e).reason())
                .isEqualTo(Reason.UNKNOWN);
    }

    @Test
    void refusesNothing() {
        assertThatThrownBy(() -> ImageHeader.of(new byte[0], LIMITS))
                .extracting(e -> ((ImageRejectedException) e).reason())
                .isEqualTo(Reason.EMPTY);
    }

    @Test
    void throwsNothingButTheTypedErrorOnRandomBytes() {
        Random random = new Random(20261122);
        List<byte[]> starts = List.of(
                new byte[0],
                latin("\u0089PNG\r\n\u001a\n"),
                latin("\u00ff\u00d8\u00ff"),
                latin("GIF89a"),
                latin("RIFF\0\0\0\0WEBPVP8 "),
                latin("RIFF\0\0\0\0WEBPVP8X"),
                latin("RIFF\0\0\0\0WEBPVP8L"),
                latin("BM"),
                latin("II*\0\u0008\0\0\0"),
                latin("MM\0*\0\0\0\u0008"));

        for (int round = 0; round < 40_000; round++) {
            byte[] start = starts.get(round % starts.size());
            byte[] bytes = new byte[start.length + random.nextInt(200)];
            random.nextBytes(bytes);
            System.arraycopy(start, 0, bytes, 0, start.length);

            assertOnlyTypedError(bytes, "round " + round);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff"})
    void throwsNothingButTheTypedErrorOnDamagedImages(String format) {
        Random random = new Random(format.hashCode());
        byte[] image = encoded(format, 61, 37);

        for (int round = 0; round < 10_000; round++) {
            byte[] damaged = Arrays.copyOf(image, 1 + random.nextInt(image.length));
            for (int i = 0; i < 1 + random.nextInt(4); i++) {
                damaged[random.nextInt(Math.min(damaged.length, 200))] = (byte) random.nextInt(256);
            }

            assertOnlyTypedError(damaged, format + " round " + round);
        }
    }

    @ParameterizedTest
    @CsvSource({"a/b.PNG, image/png", "scan.JPeG, image/jpeg", "x.tif, image/tiff", "notes.txt,", "png,image/png"})
    void knowsWhatAFileNamePromises(String fileName, String mediaType) {
        assertThat(ImageHeader.promisedBy(fileName).orElse(null)).isEqualTo(mediaType);
    }

    private static void assertOnlyTypedError(byte[] bytes, String description) {
        Throwable thrown = catchThrowable(() -> {
            ImageHeader header = ImageHeader.of(bytes, LIMITS);
            assertThat((long) header.width() * header.height()).isBetween(1L, LIMITS.maxPixels());
        });
        if (thrown != null) {
            assertThat(thrown).as(description).isInstanceOf(ImageRejectedException.class);
        }
    }

    private static byte[] encoded(String format, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(7);
        for (int i = 0; i < width * height / 2; i++) {
            image.setRGB(random.nextInt(width), random.nextInt(height), random.nextInt());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            assertThat(ImageIO.write(image, format, out)).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
