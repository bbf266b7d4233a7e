package dev.maestro.lab.tasks.reading;

import dev.maestro.lab.tasks.draw.Dice;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/**
 * How a digit is written: strokes through a unit square, its origin upper left, each led by points.
 *
 * @param strokes each x, y, x, y, ...; smooth between the points
 */
record PenStrokes(List<double[]> strokes) {

    private static final double[] FOOT = {0.2, 1, 0.8, 1};

    private static final List<List<PenStrokes>> WAYS = List.of(
            List.of(
                    of(new double[] {0.55, 0, 0.1, 0, 0, 0.5, 0.08, 1, 0.5, 1.02, 0.95, 1, 1, 0.5, 0.92, 0, 0.5, 0}),
                    of(new double[] {0.8, 0.12, 0.45, -0.05, 0.05, 0.3, 0.1, 1, 0.6, 1.05, 1, 0.7, 0.9, 0.1, 0.7, 0.08
                    })),
            List.of(
                    of(new double[] {0.5, 0, 0.5, 1}),
                    of(new double[] {0.22, 0.28, 0.52, 0}, new double[] {0.52, 0, 0.5, 1}),
                    of(new double[] {0.25, 0.25, 0.5, 0}, new double[] {0.5, 0, 0.5, 1}, FOOT)),
            List.of(
                    of(
                            new double[] {0.1, 0.28, 0.15, 0, 0.85, -0.05, 0.95, 0.35, 0.5, 0.7, 0.05, 1},
                            new double[] {0.05, 1, 0.95, 0.98}),
                    of(new double[] {
                        0.12, 0.2, 0.3, -0.05, 0.9, 0, 0.85, 0.45, 0.3, 0.95, 0.1, 1.02, 0.2, 0.8, 0.6, 0.95, 0.98, 0.95
                    })),
            List.of(
                    of(
                            new double[] {0.1, 0.1, 0.5, -0.08, 1, 0.08, 0.85, 0.45, 0.4, 0.46},
                            new double[] {0.4, 0.46, 1.02, 0.48, 1, 1, 0.5, 1.06, 0.06, 0.9}),
                    of(new double[] {0.1, 0.03, 0.88, 0.02}, new double[] {0.88, 0.02, 0.45, 0.42}, new double[] {
                        0.45, 0.42, 1.02, 0.45, 1, 1.02, 0.5, 1.05, 0.06, 0.9
                    })),
            List.of(
                    of(new double[] {0.2, 0, 0.08, 0.58}, new double[] {0.08, 0.58, 0.95, 0.55}, new double[] {
                        0.72, 0.2, 0.66, 1
                    }),
                    of(new double[] {0.7, 0, 0.04, 0.66}, new double[] {0.04, 0.66, 0.98, 0.64}, new double[] {
                        0.7, 0, 0.68, 1
                    })),
            List.of(
                    of(new double[] {0.92, 0.02, 0.22, 0}, new double[] {0.22, 0, 0.16, 0.45}, new double[] {
                        0.16, 0.45, 0.6, 0.28, 1.05, 0.55, 0.9, 1, 0.45, 1.06, 0.06, 0.9
                    }),
                    of(
                            new double[] {0.2, 0.05, 0.14, 0.45, 0.7, 0.3, 1.05, 0.7, 0.8, 1.05, 0.08, 0.98},
                            new double[] {0.2, 0.04, 0.9, 0})),
            List.of(
                    of(new double[] {
                        0.75, 0, 0.3, 0.1, 0.04, 0.55, 0.08, 1, 0.55, 1.05, 1, 0.95, 0.92, 0.52, 0.5, 0.45, 0.12, 0.7
                    }),
                    of(new double[] {0.5, 0, 0.1, 0.45, 0.05, 0.9, 0.4, 1.08, 0.95, 1, 0.9, 0.6, 0.5, 0.55, 0.15, 0.8
                    })),
            List.of(
                    of(new double[] {0.08, 0.03, 0.92, 0.02}, new double[] {0.92, 0.02, 0.35, 1}),
                    of(
                            new double[] {0.08, 0.06, 0.92, 0.02},
                            new double[] {0.92, 0.02, 0.5, 0.5, 0.38, 1},
                            new double[] {0.25, 0.5, 0.8, 0.48})),
            List.of(
                    of(new double[] {
                        0.5, 0.46, 0.08, 0.38, 0.1, 0, 0.5, -0.03, 0.9, 0, 0.92, 0.38, 0.5, 0.46, 0.02, 0.6, 0.05, 1.02,
                        0.5, 1.03, 0.95, 1.02, 0.98, 0.6, 0.5, 0.46
                    }),
                    of(new double[] {
                        0.85, 0.1, 0.5, -0.08, 0.1, 0.1, 0.25, 0.4, 0.8, 0.55, 1, 0.9, 0.5, 1.08, 0, 0.92, 0.2, 0.6,
                        0.75, 0.35, 0.85, 0.1
                    })),
            List.of(
                    of(
                            new double[] {0.9, 0.2, 0.7, -0.05, 0.2, 0, 0.05, 0.4, 0.4, 0.58, 0.85, 0.4, 0.9, 0.2},
                            new double[] {0.9, 0.15, 0.85, 0.6, 0.72, 1}),
                    of(
                            new double[] {0.88, 0.12, 0.5, -0.08, 0.08, 0.1, 0.1, 0.5, 0.6, 0.52, 0.88, 0.2},
                            new double[] {0.88, 0.1, 0.9, 0.7, 0.6, 1.05, 0.2, 0.98})));

    private static PenStrokes of(double[]... strokes) {
        return new PenStrokes(List.of(strokes));
    }

    /** One of the ways to write a digit. */
    static PenStrokes random(Dice dice, int digit) {
        return dice.of(WAYS.get(digit));
    }

    /**
     * Each stroke as a path.
     *
     * @param unsteady how far a point strays, as a share of the square
     * @param slant how far the top leans to the right, as a share of the height
     * @param width of the square in pixels
     */
    List<Path2D> drawn(Dice dice, double unsteady, double slant, double left, double top, double width, double height) {
        List<Path2D> paths = new ArrayList<>();
        for (double[] stroke : strokes) {
            double[] placed = new double[stroke.length];
            for (int i = 0; i < stroke.length; i += 2) {
                double x = stroke[i] + dice.between(-unsteady, unsteady);
                double y = stroke[i + 1] + dice.between(-unsteady, unsteady);
                placed[i] = left + (x + slant * (0.5 - y)) * width;
                placed[i + 1] = top + y * height;
            }
            paths.add(smooth(placed));
        }
        return List.copyOf(paths);
    }

    /** From the first point to the last, bending towards those between. */
    private static Path2D smooth(double[] points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i + 3 < points.length; i += 2) {
            boolean last = i + 4 >= points.length;
            double x = last ? points[i + 2] : (points[i] + points[i + 2]) / 2;
            double y = last ? points[i + 3] : (points[i + 1] + points[i + 3]) / 2;
            path.quadTo(points[i], points[i + 1], x, y);
        }
        if (points.length == 4) {
            path.lineTo(points[2], points[3]);
        }
        return path;
    }
}
