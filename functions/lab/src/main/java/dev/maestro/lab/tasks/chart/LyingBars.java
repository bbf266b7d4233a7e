package dev.maestro.lab.tasks.chart;

import dev.maestro.lab.tasks.chart.ChartFamily.Plot;
import dev.maestro.lab.tasks.draw.Anchor;
import dev.maestro.lab.tasks.table.Figures;

/** A chart of one series whose bars grow to the right. */
record LyingBars(Plot plot, Figures figures) {

    void draw(String title) {
        double names =
                figures.items().stream().mapToDouble(plot.text()::width).max().orElse(0);
        double left = Math.max(plot.layout().left(), names + 24);
        double top = plot.layout().top();
        int ceiling = plot.ceiling(figures.largest());
        double unit = (plot.right() - left) / ceiling;
        for (int value = 0; value <= ceiling; value += plot.tick()) {
            double x = left + value * unit;
            if (plot.layout().grid()) {
                plot.canvas().line(x, top, x, plot.bottom(), 1, plot.look().rule());
            }
            plot.canvas()
                    .line(
                            x,
                            plot.bottom(),
                            x,
                            plot.bottom() + 5,
                            1.2,
                            plot.look().ink());
            plot.canvas()
                    .textAt(
                            Integer.toString(value),
                            plot.text(),
                            x,
                            plot.bottom() + plot.text().size(),
                            Anchor.MIDDLE);
        }
        double room = (plot.bottom() - top) / figures.items().size();
        double bar = room * plot.layout().share();
        for (int i = 0; i < figures.items().size(); i++) {
            double middle = top + room * (i + 0.5);
            double length = figures.value(i, 0) * unit;
            plot.canvas()
                    .box(
                            left,
                            middle - bar / 2,
                            length,
                            bar,
                            plot.look().fills().getFirst());
            plot.canvas().textAt(figures.items().get(i), plot.text(), left - 12, middle, Anchor.END);
            if (plot.labels()) {
                plot.canvas()
                        .textAt(
                                Integer.toString(figures.value(i, 0)),
                                plot.text(),
                                left + length + 6,
                                middle,
                                Anchor.START);
            }
        }
        plot.frame(left, top);
        plot.title(title, (left + plot.right()) / 2);
    }
}
