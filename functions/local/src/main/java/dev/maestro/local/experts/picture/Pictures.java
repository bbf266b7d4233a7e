package dev.maestro.local.experts.picture;

import dev.maestro.local.experts.BadInputException;
import dev.maestro.local.experts.nativecode.NativeLibraries;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.opencv.core.Core;
import org.opencv.core.CvException;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/**
 * Decodes pictures and bounds the pixels that are decoded at the same time, whoever asks; who does not fit waits.
 * Thread-safe.
 */
public final class Pictures {

    /** Pixels that may be decoded at the same time. A larger picture is worked on alone. */
    static final int PIXELS_AT_ONCE = 16_000_000;

    private static final int PERMIT_PIXELS = 1_000;
    private static final int PERMITS = PIXELS_AT_ONCE / PERMIT_PIXELS;

    private final NativeLibraries libraries;
    private final NativeMemory memory;
    private final Semaphore permits = new Semaphore(PERMITS, true);

    public Pictures(NativeLibraries libraries, NativeMemory memory) {
        this.libraries = libraries;
        this.memory = memory;
    }

    /** The count of native objects. */
    public NativeMemory memory() {
        return memory;
    }

    /**
     * Decodes, works and frees.
     *
     * @param bytes PNG, JPEG, GIF (its first picture), WebP, BMP or TIFF, or base64 of one
     * @param work must not let native objects escape
     * @throws BadInputException {@code unreadable-image} or {@code image-too-large}
     */
    public <T> T with(byte[] bytes, Function<Picture, T> work) {
        byte[] file = file(bytes);
        PictureHeader header = PictureHeader.of(file);
        libraries.openCv();
        int needed = Math.clamp(header.pixels() / PERMIT_PIXELS, 1, PERMITS);
        permits.acquireUninterruptibly(needed);
        try (NativeMemory.Scope scope = memory.open()) {
            return work.apply(new Picture(decode(file, header, scope), scope));
        } finally {
            permits.release(needed);
        }
    }

    /** Unwraps base64. That of no picture begins as another kind of picture does. */
    static byte[] file(byte[] bytes) {
        if (bytes.length < 8 || bytes[0] < '+' || bytes[0] > 'z' || isNamedInLetters(bytes)) {
            return bytes;
        }
        try {
            return Base64.getMimeDecoder().decode(bytes);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(
                    BadInputException.UNREADABLE_IMAGE,
                    "the image is none that is read here (PNG, JPEG, GIF, WebP, BMP or TIFF), nor base64 of one");
        }
    }

    private static boolean isNamedInLetters(byte[] bytes) {
        String start = new String(bytes, 0, 4, StandardCharsets.ISO_8859_1);
        return start.equals("GIF8")
                || start.equals("RIFF")
                || start.startsWith("BM")
                || start.startsWith("II*")
                || start.startsWith("MM\0");
    }

    private static Mat decode(byte[] file, PictureHeader header, NativeMemory.Scope scope) {
        if (header.format() == PictureHeader.Format.GIF) {
            return gif(file, header, scope);
        }
        try (NativeMemory.Scope inner = scope.inner()) {
            MatOfByte encoded = inner.keep(new MatOfByte(file));
            if (!header.transparent()) {
                return whole(scope.keep(Imgcodecs.imdecode(encoded, Imgcodecs.IMREAD_COLOR)), header);
            }
            Mat stored = whole(inner.keep(Imgcodecs.imdecode(encoded, Imgcodecs.IMREAD_UNCHANGED)), header);
            return onWhite(stored, scope, inner);
        } catch (CvException e) {
            throw new BadInputException(BadInputException.UNREADABLE_IMAGE, "the image cannot be decoded");
        }
    }

    /** The first picture of a GIF on white; OpenCV reads none. It has a size of its own, which the header does not say. */
    private static Mat gif(byte[] file, PictureHeader header, NativeMemory.Scope scope) {
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try {
            reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(file)));
            if ((long) reader.getWidth(0) * reader.getHeight(0) > header.pixels()) {
                throw new IOException("its first picture is larger than its screen");
            }
            BufferedImage first = reader.read(0);
            BufferedImage onWhite =
                    new BufferedImage(first.getWidth(), first.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
            Graphics2D graphics = onWhite.createGraphics();
            graphics.drawImage(first, 0, 0, Color.WHITE, null);
            graphics.dispose();
            Mat mat = scope.keep(new Mat(onWhite.getHeight(), onWhite.getWidth(), CvType.CV_8UC3));
            mat.put(0, 0, ((DataBufferByte) onWhite.getRaster().getDataBuffer()).getData());
            return mat;
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new BadInputException(BadInputException.UNREADABLE_IMAGE, "the GIF cannot be decoded; it is damaged");
        }
    }

    private static Mat whole(Mat mat, PictureHeader header) {
        if (mat.empty()) {
            throw new BadInputException(
                    BadInputException.UNREADABLE_IMAGE, "the " + header.format() + " cannot be decoded; it is damaged");
        }
        return mat;
    }

    /** Lays a picture with an alpha channel on white. */
    private static Mat onWhite(Mat stored, NativeMemory.Scope scope, NativeMemory.Scope inner) {
        Mat bytes = stored;
        if (stored.depth() != CvType.CV_8U) {
            bytes = inner.mat();
            stored.convertTo(bytes, CvType.CV_8U, 1.0 / 257);
        }
        Mat colours = scope.mat();
        if (bytes.channels() != 4) {
            if (bytes.channels() == 1) {
                Imgproc.cvtColor(bytes, colours, Imgproc.COLOR_GRAY2BGR);
            } else {
                bytes.copyTo(colours);
            }
            return colours;
        }
        Imgproc.cvtColor(bytes, colours, Imgproc.COLOR_BGRA2BGR);
        Mat alpha = inner.mat();
        Core.extractChannel(bytes, alpha, 3);
        Mat spread = inner.mat();
        Imgproc.cvtColor(alpha, spread, Imgproc.COLOR_GRAY2BGR);
        Core.multiply(colours, spread, colours, 1.0 / 255);
        Core.bitwise_not(spread, spread);
        Core.add(colours, spread, colours);
        return colours;
    }
}
