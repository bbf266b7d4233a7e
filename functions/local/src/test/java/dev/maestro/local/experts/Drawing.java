package dev.maestro.local.experts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/** A picture under the pen of a test; the font is a bundled one, so that it looks the same everywhere. */
final class Drawing {

    private static final String FONT = "com/formdev/flatlaf/fonts/roboto/Roboto-Regular.ttf";

    private final BufferedImage image;
    private final Graphics2D pen;

    private Drawing(BufferedImage image) {
        this.image = image;
        this.pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.setColor(Color.BLACK);
    }

    static Drawing white(int width, int height) {
        return new Drawing(new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR)).ground(Color.WHITE);
    }

    /** Nothing on it: every pixel can be seen through. */
    static Drawing transparent(int width, int height) {
        return new Drawing(new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB));
    }

    Drawing ground(Color colour) {
        return with(graphics -> {
            graphics.setColor(colour);
            graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
            graphics.setColor(Color.BLACK);
        });
    }

    Drawing with(Consumer<Graphics2D> strokes) {
        strokes.accept(pen);
        return this;
    }

    /** @param y of the base line */
    Drawing text(String text, int x, int y, float size) {
        return with(graphics -> {
            graphics.setFont(font(size));
            graphics.drawString(text, x, y);
        });
    }

    Drawing line(Color colour, float width, int x1, int y1, int x2, int y2) {
        return with(graphics -> {
            graphics.setColor(colour);
            graphics.setStroke(new BasicStroke(width));
            graphics.drawLine(x1, y1, x2, y2);
        });
    }

    Drawing disc(Color colour, int centreX, int centreY, int radius) {
        return with(graphics -> {
            graphics.setColor(colour);
            graphics.fillOval(centreX - radius, centreY - radius, 2 * radius, 2 * radius);
        });
    }

    Drawing circle(Color colour, float width, int centreX, int centreY, int radius) {
        return with(graphics -> {
            graphics.setColor(colour);
            graphics.setStroke(new BasicStroke(width));
            graphics.drawOval(centreX - radius, centreY - radius, 2 * radius, 2 * radius);
        });
    }

    Drawing rectangle(Color colour, float width, int x, int y, int rectangleWidth, int rectangleHeight) {
        return with(graphics -> {
            graphics.setColor(colour);
            graphics.setStroke(new BasicStroke(width));
            graphics.drawRect(x, y, rectangleWidth, rectangleHeight);
        });
    }

    Drawing filled(Color colour, int x, int y, int width, int height) {
        return with(graphics -> {
            graphics.setColor(colour);
            graphics.fillRect(x, y, width, height);
        });
    }

    /** A larger white picture with this one turned clockwise in its middle. */
    Drawing turned(double degrees) {
        double sine = Math.abs(Math.sin(Math.toRadians(degrees)));
        double cosine = Math.abs(Math.cos(Math.toRadians(degrees)));
        int width = (int) Math.ceil(image.getWidth() * cosine + image.getHeight() * sine);
        int height = (int) Math.ceil(image.getWidth() * sine + image.getHeight() * cosine);
        AffineTransform turn = new AffineTransform();
        turn.translate(width / 2.0, height / 2.0);
        turn.rotate(Math.toRadians(degrees));
        turn.translate(-image.getWidth() / 2.0, -image.getHeight() / 2.0);
        return white(width, height).with(graphics -> graphics.drawImage(image, turn, null));
    }

    /** Black and white dots. */
    Drawing dotted(double share, long seed) {
        Random random = new Random(seed);
        int dots = (int) (share * image.getWidth() * image.getHeight());
        for (int i = 0; i < dots; i++) {
            int colour = random.nextBoolean() ? 0xFFFFFF : 0;
            image.setRGB(random.nextInt(image.getWidth()), random.nextInt(image.getHeight()), colour);
        }
        return this;
    }

    /** Normally distributed grain on every pixel. */
    Drawing grained(double deviation, long seed) {
        Random random = new Random(seed);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                Color colour = new Color(image.getRGB(x, y));
                double grain = random.nextGaussian() * deviation;
                image.setRGB(
                        x,
                        y,
                        new Color(
                                        within(colour.getRed() + grain),
                                        within(colour.getGreen() + grain),
                                        within(colour.getBlue() + grain))
                                .getRGB());
            }
        }
        return this;
    }

    private static int within(double value) {
        return (int) Math.clamp(value, 0.0, 255.0);
    }

    byte[] png() {
        return encoded("png");
    }

    byte[] jpeg() {
        return encoded("jpg");
    }

    byte[] encoded(String format) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalStateException("no writer for " + format);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Font font(float size) {
        try (InputStream in = Drawing.class.getClassLoader().getResourceAsStream(FONT)) {
            if (in == null) {
                throw new IllegalStateException("no font " + FONT + " on the class path");
            }
            return Font.createFont(Font.TRUETYPE_FONT, in).deriveFont(size);
        } catch (IOException | FontFormatException e) {
            throw new IllegalStateException("cannot load " + FONT, e);
        }
    }
}
