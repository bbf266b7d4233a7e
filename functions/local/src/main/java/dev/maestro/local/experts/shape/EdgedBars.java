package dev.maestro.local.experts.shape;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Rect;

/** Bars as pairs of upright edges of equal height with one colour between them. */
final class EdgedBars {

    private EdgedBars() {}

    /**
     * Bars from left to right; of those that overlap the largest.
     *
     * @param lines edges of any direction
     */
    static List<Detector.Found> in(Scene scene, List<Segment> lines) {
        List<Segment> upright = lines.stream().filter(line -> line.slope() > 86).toList();
        List<Detector.Found> bars = new ArrayList<>();
        for (Segment left : upright) {
            for (Segment right : upright) {
                bar(scene, left, right).ifPresent(bar -> addBar(bars, bar));
            }
        }
        bars.sort(Comparator.comparingInt((Detector.Found bar) -> bar.box().x).thenComparingInt(bar -> bar.box().y));
        return bars;
    }

    /** The space between two upright edges of equal height, if it is filled with one colour. */
    private static Optional<Detector.Found> bar(Scene scene, Segment left, Segment right) {
        double top = Math.min(left.y1(), left.y2());
        double height = Math.max(left.y1(), left.y2()) - top;
        double width = right.x1() - left.x1();
        boolean pair = width >= 6
                && width < scene.width() * 0.9
                && Math.abs(Math.min(right.y1(), right.y2()) - top) <= 4
                && Math.abs(Math.max(right.y1(), right.y2()) - top - height) <= 4;
        if (!pair) {
            return Optional.empty();
        }
        int colour = scene.colour((int) (left.x1() + width / 2), (int) (top + height / 2));
        int hits = 0;
        int samples = 0;
        for (double x = 0.1; x < 1; x += 0.1) {
            for (double y = 0.1; y < 1; y += 0.1) {
                samples++;
                hits += scene.colour((int) (left.x1() + x * width), (int) (top + y * height)) == colour ? 1 : 0;
            }
        }
        return colour < 0 || hits < 0.95 * samples
                ? Optional.empty()
                : Optional.of(new Detector.Found(
                        "rectangle",
                        scene.name(colour),
                        new Rect((int) left.x1(), (int) top, (int) width + 1, (int) height + 1)));
    }

    private static void addBar(List<Detector.Found> bars, Detector.Found bar) {
        for (int i = 0; i < bars.size(); i++) {
            if (ContourDetector.overlap(bars.get(i).box(), bar.box()) > 0.4) {
                if (bars.get(i).box().area() < bar.box().area()) {
                    bars.set(i, bar);
                }
                return;
            }
        }
        bars.add(bar);
    }
}
