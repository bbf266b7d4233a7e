package dev.maestro.local.experts.reader;

import java.util.Arrays;
import java.util.List;
import org.opencv.core.Mat;

/**
 * Puts spaces between words. The recogniser was taught mostly Chinese and drops them; the picture shows them as columns
 * without ink.
 */
final class WordGaps {

    private static final double INK = 0.4;
    private static final double STRONG = 0.97;
    private static final double NARROWEST = 0.19;
    private static final double BETWEEN_DIGITS = 0.35;
    private static final double AGAINST_LETTERS = 1.8;

    private WordGaps() {}

    /**
     * A character and where the network saw it.
     *
     * @param x in pixels of the line
     */
    record Placed(String character, int x) {}

    /** @param line 8-bit, 3 channels */
    static String joined(List<Placed> characters, Mat line) {
        if (characters.size() < 2) {
            return characters.isEmpty() ? "" : characters.getFirst().character();
        }
        boolean[] blank = blankColumns(line);
        int[] gaps = new int[characters.size() - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = longestRun(
                    blank, characters.get(i).x(), characters.get(i + 1).x());
        }
        int[] sorted = gaps.clone();
        Arrays.sort(sorted);
        double usual = sorted[sorted.length / 3];
        double wide = Math.max(NARROWEST * line.rows(), AGAINST_LETTERS * usual + 1);
        StringBuilder text = new StringBuilder(characters.getFirst().character());
        for (int i = 0; i < gaps.length; i++) {
            String before = characters.get(i).character();
            String after = characters.get(i + 1).character();
            boolean digits = digit(characters.get(i)) && digit(characters.get(i + 1));
            double needed = digits ? Math.max(wide, BETWEEN_DIGITS * line.rows()) : wide;
            if (gaps[i] >= needed && mayPart(before, after) && !insideNumber(characters, i)) {
                text.append(' ');
            }
            text.append(after);
        }
        return text.toString();
    }

    private static boolean mayPart(String before, String after) {
        return !before.isBlank() && !after.isBlank() && !",.:;!?)%'".contains(after) && !"('".contains(before);
    }

    /** True beside a mark with digits on both sides. */
    private static boolean insideNumber(List<Placed> characters, int gap) {
        for (int i = gap; i <= gap + 1; i++) {
            boolean mark = ".,:/".contains(characters.get(i).character());
            if (mark
                    && i > 0
                    && i + 1 < characters.size()
                    && digit(characters.get(i - 1))
                    && digit(characters.get(i + 1))) {
                return true;
            }
        }
        return false;
    }

    private static boolean digit(Placed placed) {
        return Character.isDigit(placed.character().codePointAt(0));
    }

    /** Columns in which hardly a pixel is unlike the ground; single specks of noise do not count. */
    private static boolean[] blankColumns(Mat line) {
        int columns = line.cols();
        int rows = line.rows();
        byte[] pixels = new byte[columns * rows * 3];
        line.get(0, 0, pixels);
        int[] grey = new int[columns * rows];
        int[] histogram = new int[256];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = ((pixels[3 * i] & 0xFF) + 2 * (pixels[3 * i + 1] & 0xFF) + (pixels[3 * i + 2] & 0xFF)) / 4;
            histogram[grey[i]]++;
        }
        int ground = rank(histogram, grey.length / 2);
        int[] contrasts = new int[256];
        for (int value = 0; value < 256; value++) {
            contrasts[Math.abs(value - ground)] += histogram[value];
        }
        double inked = INK * Math.max(1, rank(contrasts, (int) (STRONG * grey.length)));
        int margin = rows / 10;
        int specks = Math.max(1, rows / 24);
        boolean[] blank = new boolean[columns];
        for (int x = 0; x < columns; x++) {
            int ink = 0;
            for (int y = margin; y < rows - margin; y++) {
                ink += Math.abs(grey[y * columns + x] - ground) > inked ? 1 : 0;
            }
            blank[x] = ink <= specks;
        }
        return blank;
    }

    /** The value that so many are not above. */
    private static int rank(int[] histogram, int count) {
        int seen = 0;
        int value = 0;
        while (value < 255 && seen + histogram[value] <= count) {
            seen += histogram[value];
            value++;
        }
        return value;
    }

    private static int longestRun(boolean[] blank, int from, int to) {
        int longest = 0;
        int run = 0;
        for (int x = Math.max(0, from); x < Math.min(to, blank.length); x++) {
            run = blank[x] ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
