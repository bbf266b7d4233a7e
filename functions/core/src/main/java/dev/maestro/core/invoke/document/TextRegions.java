package dev.maestro.core.invoke.document;

import dev.maestro.core.invoke.reading.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Joins boxes of text into a few parts of a page that are worth a closer look. */
final class TextRegions {

    /** How far apart two boxes of one part may lie, in heights of the lower one, across and down. */
    private static final double ACROSS = 6;

    private static final double DOWN = 2.5;
    private static final double MARGIN = 1.2;

    private TextRegions() {}

    /**
     * Parts with a margin around them, clamped to the page; those with the smallest print first.
     *
     * @param boxes of lines or words
     * @param most so many at most
     */
    static List<Box> join(List<Box> boxes, int width, int height, int most) {
        List<List<Box>> parts = new ArrayList<>();
        for (Box box : boxes) {
            List<Box> joined = new ArrayList<>(List.of(box));
            parts.removeIf(part -> {
                boolean near = part.stream().anyMatch(other -> near(other, box));
                if (near) {
                    joined.addAll(part);
                }
                return near;
            });
            parts.add(joined);
        }
        return parts.stream()
                .sorted(Comparator.comparingDouble(TextRegions::print))
                .limit(most)
                .map(part -> framed(part, width, height))
                .toList();
    }

    private static boolean near(Box a, Box b) {
        double unit = Math.min(a.height(), b.height());
        double across = Math.max(a.x(), b.x()) - Math.min(a.right(), b.right());
        double down = Math.max(a.y(), b.y()) - Math.min(a.bottom(), b.bottom());
        return across < ACROSS * unit && down < DOWN * unit;
    }

    /** Usual height of a part's boxes. */
    private static double print(List<Box> part) {
        return part.stream()
                .mapToDouble(Box::height)
                .sorted()
                .skip(part.size() / 2)
                .findFirst()
                .orElse(0);
    }

    private static Box framed(List<Box> part, int width, int height) {
        Box all = part.stream().reduce(Box::around).orElseThrow();
        double margin =
                MARGIN * part.stream().mapToDouble(Box::height).average().orElse(1);
        double x = Math.max(0, all.x() - margin);
        double y = Math.max(0, all.y() - margin);
        return new Box(x, y, Math.min(width, all.right() + margin) - x, Math.min(height, all.bottom() + margin) - y);
    }
}
