package dev.maestro.lab.tasks.chart;

import dev.maestro.lab.tasks.draw.Anchor;
import dev.maestro.lab.tasks.draw.Canvas;
import dev.maestro.lab.tasks.draw.Lettering;
import dev.maestro.lab.tasks.draw.Typeface;
import dev.maestro.lab.tasks.family.Assignment;
import dev.maestro.lab.tasks.family.Draft;
import dev.maestro.lab.tasks.family.Looks;
import dev.maestro.lab.tasks.family.Looks.Look;
import dev.maestro.lab.tasks.family.Pool;
import dev.maestro.lab.tasks.family.TaskFamily;
import dev.maestro.lab.tasks.table.Figures;
import java.util.List;

/**
 * Bar charts. The number stands above its bar, must be read off the axis, or the bars lie down or stand in groups.
 * Values without a label lie on half a tick, so they can be read exactly.
 */
public final class ChartFamily implements TaskFamily {

    private static final Pool<Layout> LAYOUTS = new Pool<>(
            "layout",
            List.of(
                    new Layout(760, 520, 90, 30, 60, 70, true, true, false, 0.62, 17),
                    new Layout(640, 480, 80, 40, 56, 60, true, false, false, 0.5, 16),
                    new Layout(900, 560, 120, 150, 60, 80, false, true, false, 0.7, 19),
                    new Layout(700, 620, 100, 30, 100, 104, true, true, true, 0.55, 18)),
            List.of(
                    new Layout(820, 500, 150, 60, 80, 64, true, false, false, 0.42, 17),
                    new Layout(680, 560, 70, 120, 60, 100, false, true, true, 0.6, 16)),
            List.of(
                    new Layout(980, 600, 190, 50, 90, 110, true, true, false, 0.48, 20),
                    new Layout(620, 540, 66, 60, 90, 86, false, true, true, 0.75, 15),
                    new Layout(840, 640, 110, 190, 70, 104, true, false, true, 0.35, 18)));

    @Override
    public String name() {
        return "chart";
    }

    @Override
    public List<String> conditions() {
        return List.of("labels", "axis-only", "horizontal", "grouped");
    }

    @Override
    public Draft draw(Assignment assignment) {
        Layout layout = assignment.pick(LAYOUTS);
        Look look = assignment.pick(Looks.LOOKS);
        Typeface typeface = assignment.typeface();
        boolean grouped = assignment.is("grouped");
        boolean labels = !assignment.is("axis-only")
                && (assignment.is("labels") || assignment.dice().chance(0.6));
        int tick = assignment.dice().of(List.of(5, 10, 20, 50, 100));
        int largest = tick * assignment.dice().between(4, 6);
        int items =
                grouped ? assignment.dice().between(3, 4) : assignment.dice().between(4, 6);
        int step = labels ? 1 : Math.max(1, tick / 2);
        if (tick == 5 && !labels) {
            step = 5;
            largest = 60;
            tick = 10;
        }
        Figures figures =
                Figures.random(assignment, items, grouped ? assignment.dice().between(2, 3) : 1, step, largest);
        assignment.note("printed values", Boolean.toString(labels));
        Canvas canvas = new Canvas(layout.width, layout.height, look.ground());
        Plot plot = new Plot(canvas, layout, look, new Lettering(typeface, layout.size, look.ink()), tick, labels);
        String title = grouped
                ? assignment.dice().of(List.of("Overview", "Comparison", "Results", "Key figures"))
                : figures.series().getFirst();
        if (assignment.is("horizontal")) {
            new LyingBars(plot, figures).draw(title);
        } else {
            new StandingBars(plot, figures).draw(title);
        }
        Figures.Query query = figures.ask(assignment);
        return new Draft(query.question(), canvas, query.answer());
    }

    /**
     * Where things stand, in pixels.
     *
     * @param framed whether the plot has a frame
     * @param below whether title and legend stand below the plot instead of above
     * @param share of the room of a group that its bars fill
     * @param size of letters
     */
    record Layout(
            int width,
            int height,
            int left,
            int right,
            int top,
            int bottom,
            boolean grid,
            boolean framed,
            boolean below,
            double share,
            double size) {}

    /** What both kinds of chart draw with. */
    record Plot(Canvas canvas, Layout layout, Look look, Lettering text, int tick, boolean labels) {

        int right() {
            return layout.width - layout.right;
        }

        int bottom() {
            return layout.height - layout.bottom;
        }

        /** Highest number of the axis: room for a label above the largest bar. */
        int ceiling(int largest) {
            return (largest + 2 * tick / 5) / tick * tick + tick;
        }

        void title(String title, double middle) {
            double y = layout.below ? layout.height - layout.size * 0.9 : layout.size * 1.3;
            canvas.textAt(title, text.sized(layout.size * 1.25), middle, y, Anchor.MIDDLE);
        }

        /** Patches and names of the series in one row, above or below the title's place. */
        void legend(List<String> series, double left) {
            double x = left;
            double y = layout.below ? layout.height - layout.size * 2.4 : layout.size * 2.9;
            for (int j = 0; j < series.size(); j++) {
                canvas.box(
                        x,
                        y - layout.size / 2,
                        layout.size,
                        layout.size,
                        look.fills().get(j));
                canvas.textAt(series.get(j), text, x + layout.size * 1.4, y, Anchor.START);
                x += layout.size * 2.6 + text.width(series.get(j));
            }
        }

        void frame(double left, double top) {
            canvas.line(left, bottom(), right(), bottom(), 1.5, look.ink());
            canvas.line(left, top, left, bottom(), 1.5, look.ink());
            if (layout.framed) {
                canvas.frame(left, top, right() - left, bottom() - top, 1, look.rule());
            }
        }
    }
}
