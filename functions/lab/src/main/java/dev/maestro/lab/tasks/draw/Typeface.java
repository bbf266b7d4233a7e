package dev.maestro.lab.tasks.draw;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.OTFParser;
import org.apache.fontbox.ttf.OpenTypeFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * A font read from a jar on the class path, as unhinted outlines. The font system of the platform (fontconfig,
 * FreeType) is never asked, so text has the same pixels everywhere. Thread-safe.
 */
public final class Typeface {

    private record Glyph(Path2D outline, double advance) {}

    private final String name;
    private final TrueTypeFont font;
    private final CmapLookup characters;
    private final double unitsPerEm;
    private final ConcurrentMap<Integer, Glyph> glyphs = new ConcurrentHashMap<>();

    private Typeface(String name, TrueTypeFont font) throws IOException {
        this.name = name;
        this.font = font;
        this.characters = font.getUnicodeCmapLookup();
        this.unitsPerEm = font.getUnitsPerEm();
    }

    /**
     * Reads a font.
     *
     * @param resource absolute class path name of a .ttf or .otf file
     * @throws IllegalStateException when the jar that carries the font is not on the class path
     */
    static Typeface load(String name, String resource) {
        try (InputStream in = Typeface.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the font " + name + " (" + resource
                        + ") is not on the class path: add the font jars that functions/lab depends on");
            }
            RandomAccessReadBuffer bytes = new RandomAccessReadBuffer(in.readAllBytes());
            TrueTypeFont font = resource.endsWith(".otf") ? new OTFParser().parse(bytes) : new TTFParser().parse(bytes);
            return new Typeface(name, font);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the font " + resource, e);
        }
    }

    /** Name of the family, with {@code Bold} where it is. */
    public String name() {
        return name;
    }

    /** Width of a text without kerning, in pixels at this size (pixels per em). */
    public double width(String text, double size) {
        return text.codePoints().mapToDouble(code -> glyph(code).advance).sum() * size / unitsPerEm;
    }

    /** Height of the digits and capitals above the baseline, in pixels, from the outline of H. */
    public double capHeight(double size) {
        return glyph('H').outline.getBounds2D().getHeight() * size / unitsPerEm;
    }

    /**
     * The outline of a text whose baseline starts at the origin, y downwards.
     *
     * @throws IllegalArgumentException when the font lacks a character
     */
    public Path2D outline(String text, double size) {
        double scale = size / unitsPerEm;
        Path2D.Double path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        double x = 0;
        for (int code : text.codePoints().toArray()) {
            Glyph glyph = glyph(code);
            path.append(glyph.outline.getPathIterator(new AffineTransform(scale, 0, 0, -scale, x, 0)), false);
            x += glyph.advance * scale;
        }
        return path;
    }

    private Glyph glyph(int code) {
        return glyphs.computeIfAbsent(code, this::read);
    }

    private Glyph read(int code) {
        synchronized (font) {
            int id = characters.getGlyphId(code);
            if (id == 0) {
                throw new IllegalArgumentException(name + " has no glyph for " + Character.toString(code));
            }
            try {
                Path2D outline = font instanceof OpenTypeFont open && open.isPostScript()
                        ? open.getCFF().getFont().getType2CharString(id).getPath()
                        : font.getGlyph().getGlyph(id).getPath();
                return new Glyph(outline, font.getAdvanceWidth(id));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read a glyph of " + name, e);
            }
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
