package dev.maestro.local.data.picture;

import dev.maestro.core.task.AdmissionLimits;
import dev.maestro.core.task.ImageHeader;
import dev.maestro.core.task.ImageRejectedException;
import dev.maestro.local.data.row.RowProblem;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import javax.imageio.ImageIO;

/**
 * Pictures under the hash of what they hold, so that one shared by many questions is there once. GIF, BMP and TIFF
 * become PNG, which every expert reads.
 */
public final class PictureFolder implements PictureSink {

    private static final Set<String> READ_BY_ALL = Set.of("image/png", "image/jpeg", "image/webp");
    private static final int NAME_DIGITS = 32;

    private final Path folder;
    private long files;
    private long bytes;

    /** Pictures go to {@code images/} in a folder of items. */
    public PictureFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public String take(byte[] published) throws RowProblem, IOException {
        ImageHeader header = header(published);
        boolean kept = READ_BY_ALL.contains(header.mediaType());
        String type = kept ? header.mediaType().substring("image/".length()).replace("jpeg", "jpg") : "png";
        String name = "images/" + hash(published).substring(0, NAME_DIGITS) + "." + type;
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            byte[] content = kept ? published : png(published, header.mediaType());
            Files.createDirectories(folder.resolve("images"));
            Files.write(file, content);
            files++;
            bytes += content.length;
        }
        return name;
    }

    /** What a picture says of itself. */
    public static ImageHeader header(byte[] bytes) throws RowProblem {
        try {
            return ImageHeader.of(bytes, AdmissionLimits.DEFAULT);
        } catch (ImageRejectedException e) {
            throw new RowProblem("has a picture that cannot be used: " + e.getMessage());
        }
    }

    private static byte[] png(byte[] bytes, String type) throws RowProblem, IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
        if (image == null) {
            throw new RowProblem("has a picture of the type " + type + " that cannot be decoded; save it as PNG");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    public static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many pictures were written. */
    public long files() {
        return files;
    }

    /** How large they are. */
    public long bytes() {
        return bytes;
    }
}
