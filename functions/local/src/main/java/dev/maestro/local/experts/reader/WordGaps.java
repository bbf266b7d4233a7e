package dev.maestro.local.experts.reader;

import java.util.Arrays;
import java.util.List;
import org.opencv.core.Mat;

/**
 * Puts spaces between words. The recogniser was taught mostly Chinese and drops them; the picture shows them as columns
 * without ink.
 */
final class WordGaps {

    private static final double BLANK = 0.25;
    private static final double NARROWEST = 0.15;
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

    private static boolean[] blankColumns(Mat line) {
        int columns = line.cols();
        int[] lowest = new int[columns];
        int[] highest = new int[columns];
        Arrays.fill(lowest, 255);
        byte[] row = new byte[columns * 3];
        int margin = line.rows() / 10;
        for (int y = margin; y < line.rows() - margin; y++) {
            line.get(y, 0, row);
            for (int x = 0; x < columns; x++) {
                int grey = ((row[3 * x] & 0xFF) + 2 * (row[3 * x + 1] & 0xFF) + (row[3 * x + 2] & 0xFF)) / 4;
                lowest[x] = Math.min(lowest[x], grey);
                highest[x] = Math.max(highest[x], grey);
            }
        }
        int contrast = 1;
        for (int x = 0; x < columns; x++) {
            contrast = Math.max(contrast, highest[x] - lowest[x]);
        }
        boolean[] blank = new boolean[columns];
        for (int x = 0; x < columns; x++) {
            blank[x] = highest[x] - lowest[x] < BLANK * contrast;
        }
        return blank;
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
