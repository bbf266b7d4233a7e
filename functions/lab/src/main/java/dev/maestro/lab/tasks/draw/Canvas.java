package dev.maestro.lab.tasks.draw;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A picture to draw on; origin upper left, y downwards, lengths in pixels. Smooth edges, no stroke adjustment, and
 * text as outlines, all by the software renderer. Not for use by several threads.
 */
public final class Canvas {

    private final BufferedImage image;
    private final Graphics2D graphics;

    /** An even ground. */
    public Canvas(int width, int height, Color ground) {
        this.image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        this.graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        box(0, 0, width, height, ground);
    }

    /** In pixels. */
    public int width() {
        return image.getWidth();
    }

    /** In pixels. */
    public int height() {
        return image.getHeight();
    }

    /** Fills a shape. */
    public void fill(Shape shape, Color color) {
        graphics.setColor(color);
        graphics.fill(shape);
    }

    /** Draws the outline of a shape, ends and corners round. */
    public void draw(Shape shape, double stroke, Color color) {
        graphics.setStroke(new BasicStroke((float) stroke, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.setColor(color);
        graphics.draw(shape);
    }

    /** A line. */
    public void line(double x1, double y1, double x2, double y2, double stroke, Color color) {
        draw(new Line2D.Double(x1, y1, x2, y2), stroke, color);
    }

    /** A filled rectangle. */
    public void box(double x, double y, double width, double height, Color color) {
        fill(new Rectangle2D.Double(x, y, width, height), color);
    }

    /** The outline of a rectangle. */
    public void frame(double x, double y, double width, double height, double stroke, Color color) {
        draw(new Rectangle2D.Double(x, y, width, height), stroke, color);
    }

    /** A circle. */
    public static Shape circle(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    /**
     * A closed polygon.
     *
     * @param coordinates x, y, x, y, ...
     */
    public static Shape polygon(double... coordinates) {
        Path2D.Double path = new Path2D.Double();
        path.moveTo(coordinates[0], coordinates[1]);
        for (int i = 2; i < coordinates.length; i += 2) {
            path.lineTo(coordinates[i], coordinates[i + 1]);
        }
        path.closePath();
        return path;
    }

    /** A text on one line. */
    public void text(String text, Lettering lettering, double x, double baseline, Anchor anchor) {
        text(text, lettering, x, baseline, anchor, 0);
    }

    /** A text whose capitals are centred on y. */
    public void textAt(String text, Lettering lettering, double x, double y, Anchor anchor) {
        text(text, lettering, x, y + lettering.capHeight() / 2, anchor, 0);
    }

    /** A text turned about its anchor, in degrees clockwise. */
    public void text(String text, Lettering lettering, double x, double baseline, Anchor anchor, double degrees) {
        double shift =
                switch (anchor) {
                    case START -> 0;
                    case MIDDLE -> -lettering.width(text) / 2;
                    case END -> -lettering.width(text);
                };
        AffineTransform placed = turn(degrees, x, baseline);
        placed.translate(shift, 0);
        fill(placed.createTransformedShape(lettering.typeface().outline(text, lettering.size())), lettering.color());
    }

    /**
     * A turn about the origin followed by a move. Built from {@link StrictMath}, for {@link Math#sin} may differ between
     * processors in its last bit.
     */
    public static AffineTransform turn(double degrees, double x, double y) {
        double angle = StrictMath.toRadians(degrees);
        double sine = StrictMath.sin(angle);
        double cosine = StrictMath.cos(angle);
        return new AffineTransform(cosine, sine, -sine, cosine, x, y);
    }

    /** The pixels, row by row, {@code 0xRRGGBB}; writing into the array changes the picture. */
    public int[] pixels() {
        return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }

    /** The finished picture as PNG with the digest of its pixels. */
    public Picture finish() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(image);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a picture into memory", e);
        } finally {
            writer.dispose();
        }
        return new Picture(bytes.toByteArray(), width(), height(), Picture.pixelDigest(width(), height(), pixels()));
    }
}
