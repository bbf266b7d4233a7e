package dev.maestro.local.experts.shape;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opencv.core.Point;
import org.opencv.core.Rect;

/** Where the axes of a bar chart meet. */
final class Axis {

    private static final int SAME = 3;

    private Axis() {}

    /**
     * The base line is where most bars end; the other axis the longest line of ink beside them.
     *
     * @param bars in pixels of the scene
     */
    static Optional<Point> of(Scene scene, List<Rect> bars) {
        if (bars.size() < 2) {
            return Optional.empty();
        }
        int bottom = commonest(bars.stream().map(bar -> bar.y + bar.height).toList());
        int left = commonest(bars.stream().map(bar -> bar.x).toList());
        long onBottom = bars.stream()
                .filter(bar -> Math.abs(bar.y + bar.height - bottom) <= SAME)
                .count();
        long onLeft =
                bars.stream().filter(bar -> Math.abs(bar.x - left) <= SAME).count();
        Ink ink = scene.ink();
        if (onBottom >= onLeft) {
            int first = bars.stream().mapToInt(bar -> bar.x).min().orElse(0);
            return Optional.of(new Point(longestColumn(ink, first, bottom), bottom));
        }
        int lowest = bars.stream().mapToInt(bar -> bar.y + bar.height).max().orElse(0);
        return Optional.of(new Point(left, longestRow(ink, left, lowest)));
    }

    private static int commonest(List<Integer> places) {
        Map<Integer, Integer> votes = new HashMap<>();
        int best = places.getFirst();
        for (int place : places) {
            int count = 0;
            for (int other : places) {
                count += Math.abs(other - place) <= SAME ? 1 : 0;
            }
            votes.put(place, count);
            best = count > votes.getOrDefault(best, 0) ? place : best;
        }
        return best;
    }

    /** Column left of the bars with the longest upright run of ink; the bars' own edge when there is none. */
    private static int longestColumn(Ink ink, int first, int bottom) {
        int best = first;
        int longest = bottom / 4;
        for (int x = 0; x < first; x++) {
            int run = 0;
            for (int y = 0; y <= Math.min(bottom, ink.height() - 1); y++) {
                run = ink.at(x, y) ? run + 1 : 0;
                if (run > longest) {
                    longest = run;
                    best = x;
                }
            }
        }
        return best;
    }

    private static int longestRow(Ink ink, int left, int lowest) {
        int best = lowest;
        int longest = (ink.width() - left) / 4;
        for (int y = lowest; y < ink.height(); y++) {
            int run = 0;
            for (int x = left; x < ink.width(); x++) {
                run = ink.at(x, y) ? run + 1 : 0;
                if (run > longest) {
                    longest = run;
                    best = y;
                }
            }
        }
        return best;
    }
}
