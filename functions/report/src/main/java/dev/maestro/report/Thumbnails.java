package dev.maestro.report;

import dev.maestro.core.task.AdmissionLimits;
import dev.maestro.core.task.ImageHeader;
import dev.maestro.core.task.ImageRejectedException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;

/** Pictures of items, small enough to stand in a page twenty at a time. */
final class Thumbnails {

    private static final int LONGEST_SIDE = 560;

    /** Formats that browsers draw and the JDK does not read. */
    private static final Set<String> LEFT_TO_BROWSERS = Set.of("image/webp");

    /** What such a picture may add to a page, in bytes: a page shows eighty pictures at most. */
    private static final int LARGEST_AS_IT_IS = 200_000;

    private Thumbnails() {}

    /** The picture as a data URL; empty when it is gone, cannot be drawn, or is a large one that cannot be made smaller. */
    static Optional<String> of(String path) {
        try {
            byte[] bytes = Files.readAllBytes(Path.of(path));
            String mediaType = ImageHeader.of(bytes, AdmissionLimits.DEFAULT).mediaType();
            if (LEFT_TO_BROWSERS.contains(mediaType)) {
                return bytes.length > LARGEST_AS_IT_IS ? Optional.empty() : Optional.of(dataUrl(mediaType, bytes));
            }
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
            return image == null ? Optional.empty() : Optional.of(small(image));
        } catch (IOException | InvalidPathException | ImageRejectedException e) {
            // The page says that the picture is not shown; the report does not fail for it.
            return Optional.empty();
        }
    }

    private static String small(BufferedImage image) throws IOException {
        double scale = Math.min(1, LONGEST_SIDE / (double) Math.max(image.getWidth(), image.getHeight()));
        int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = small.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(image, 0, 0, width, height, Color.WHITE, null);
        graphics.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(small, "png", png);
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(small, "jpg", jpeg);
        boolean drawn = png.size() <= jpeg.size();
        return drawn ? dataUrl("image/png", png.toByteArray()) : dataUrl("image/jpeg", jpeg.toByteArray());
    }

    private static String dataUrl(String mediaType, byte[] content) {
        return "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(content);
    }
}
