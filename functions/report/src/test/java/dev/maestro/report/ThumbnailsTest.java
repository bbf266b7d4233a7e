package dev.maestro.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThumbnailsTest {

    /** A WebP picture of one pixel. */
    private static final byte[] WEBP =
            Base64.getDecoder().decode("UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAgA0JaQAA3AA/vv9UAA=");

    @TempDir
    private Path folder;

    @Test
    void aLargePictureIsMadeSmaller() throws IOException {
        Path picture = folder.resolve("large.png");
        ImageIO.write(new BufferedImage(2240, 1120, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
        String url = Thumbnails.of(picture.toString()).orElseThrow();
        byte[] small = Base64.getDecoder().decode(url.substring(url.indexOf(',') + 1));
        BufferedImage drawn = ImageIO.read(new ByteArrayInputStream(small));
        assertThat(drawn.getWidth()).isEqualTo(560);
        assertThat(drawn.getHeight()).isEqualTo(280);
    }

    @Test
    void whatOnlyBrowsersDrawIsLeftToThem() throws IOException {
        assertThat(Thumbnails.of(Files.write(folder.resolve("a.webp"), WEBP).toString()))
                .hasValue("data:image/webp;base64," + Base64.getEncoder().encodeToString(WEBP));
    }

    @Test
    void butNotWhenItIsLarge() throws IOException {
        byte[] large = Arrays.copyOf(WEBP, 200_001);
        assertThat(Thumbnails.of(Files.write(folder.resolve("b.webp"), large).toString()))
                .isEmpty();
    }

    @Test
    void whatIsGoneOrBrokenIsNotShown() throws IOException {
        assertThat(Thumbnails.of(folder.resolve("gone.png").toString())).isEmpty();
        Path broken = Files.write(folder.resolve("broken.png"), new byte[] {1, 2, 3});
        assertThat(Thumbnails.of(broken.toString())).isEmpty();
    }
}
