package dev.maestro.lab.tasks.chart;

import dev.maestro.lab.tasks.chart.ChartFamily.Plot;
import dev.maestro.lab.tasks.draw.Anchor;
import dev.maestro.lab.tasks.draw.Lettering;
import dev.maestro.lab.tasks.table.Figures;

/** A chart of upright bars, in groups when there are several series. */
record StandingBars(Plot plot, Figures figures) {

    void draw(String title) {
        double left = plot.layout().left();
        double top = plot.layout().top()
                + (figures.series().size() > 1 && !plot.layout().below()
                        ? plot.text().size()
                        : 0);
        int ceiling = plot.ceiling(figures.largest());
        double unit = (plot.bottom() - top) / ceiling;
        for (int value = 0; value <= ceiling; value += plot.tick()) {
            double y = plot.bottom() - value * unit;
            if (plot.layout().grid()) {
                plot.canvas().line(left, y, plot.right(), y, 1, plot.look().rule());
            }
            plot.canvas().line(left - 5, y, left, y, 1.2, plot.look().ink());
            plot.canvas().textAt(Integer.toString(value), plot.text(), left - 10, y, Anchor.END);
        }
        double room = (plot.right() - left) / figures.items().size();
        for (int i = 0; i < figures.items().size(); i++) {
            group(i, left + room * i, room, unit);
        }
        plot.frame(left, top);
        plot.title(title, (left + plot.right()) / 2);
        if (figures.series().size() > 1) {
            plot.legend(figures.series(), left);
        }
    }

    private void group(int item, double start, double room, double unit) {
        int count = figures.series().size();
        double share =
                count > 1 ? Math.max(0.7, plot.layout().share()) : plot.layout().share();
        double bar = room * share / count;
        for (int j = 0; j < count; j++) {
            double x = start + room * (1 - share) / 2 + bar * j;
            double height = figures.value(item, j) * unit;
            plot.canvas()
                    .box(
                            x,
                            plot.bottom() - height,
                            bar - (count > 1 ? 2 : 0),
                            height,
                            plot.look().fills().get(count > 1 ? j : 0));
            if (plot.labels()) {
                String value = Integer.toString(figures.value(item, j));
                Lettering text = plot.text().fitting(value, count > 1 ? bar : room * 0.9);
                plot.canvas()
                        .textAt(
                                value,
                                text,
                                x + (bar - (count > 1 ? 2 : 0)) / 2,
                                plot.bottom() - height - text.size() * 0.7,
                                Anchor.MIDDLE);
            }
        }
        String name = figures.items().get(item);
        plot.canvas()
                .textAt(
                        name,
                        plot.text().fitting(name, room * 0.94),
                        start + room / 2,
                        plot.bottom() + plot.text().size() * 1.1,
                        Anchor.MIDDLE);
    }
}
