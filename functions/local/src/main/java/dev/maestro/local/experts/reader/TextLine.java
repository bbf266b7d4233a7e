package dev.maestro.local.experts.reader;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A piece of text and where it stands.
 *
 * @param text as read, never blank
 * @param confidence 0 to 1
 * @param x left edge, in pixels of the picture
 * @param y upper edge
 * @param width in pixels
 * @param height in pixels
 */
record TextLine(String text, double confidence, int x, int y, int width, int height) {

    /** Rows from top to bottom, each from left to right. Two pieces are in one row when their middles nearly agree. */
    static List<TextLine> inReadingOrder(List<TextLine> lines) {
        List<TextLine> byMiddle = new ArrayList<>(lines);
        byMiddle.sort(Comparator.comparingDouble(TextLine::middle).thenComparingInt(TextLine::x));
        List<TextLine> ordered = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= byMiddle.size(); i++) {
            if (i == byMiddle.size() || !sameRow(byMiddle.get(start), byMiddle.get(i))) {
                List<TextLine> row = new ArrayList<>(byMiddle.subList(start, i));
                row.sort(Comparator.comparingInt(TextLine::x));
                ordered.addAll(row);
                start = i;
            }
        }
        return ordered;
    }

    private static boolean sameRow(TextLine first, TextLine next) {
        return next.middle() - first.middle() < 0.5 * Math.min(first.height, next.height);
    }

    private double middle() {
        return y + height / 2.0;
    }
}
