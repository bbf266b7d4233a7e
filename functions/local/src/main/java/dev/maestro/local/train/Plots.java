package dev.maestro.local.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;

/** A run as pictures: learning curve, pair usage, reward parts, staleness and waste; PNG files and one page. */
public final class Plots {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 420;
    private static final int PAIRS = 8;

    private final LearningCurve curve;

    public Plots(LearningCurve curve) {
        this.curve = curve;
    }

    /** Writes {@code index.html} and its pictures. */
    public void write(Path folder, TrainReport report) throws IOException {
        Files.createDirectories(folder);
        List<String> names = new ArrayList<>();
        if (!curve.points().isEmpty()) {
            save(folder, "learning", learning(), names);
            save(folder, "staleness", staleness(), names);
        }
        if (!curve.devPoints().isEmpty()) {
            save(folder, "reward", reward(), names);
            save(folder, "pairs", pairs(), names);
        }
        StringBuilder page = new StringBuilder("<!doctype html><meta charset=\"utf-8\"><title>Maestro training</title>"
                + "<style>body{font:16px sans-serif;margin:2em;max-width:60em}img{max-width:100%}</style>"
                + "<h1>Training run, seed " + report.seed() + "</h1><p>Version " + report.version() + " of "
                + report.newest() + ", weights " + report.weightsSha256() + "; " + report.trajectories()
                + " trajectories, " + report.dropped() + " dropped.</p>");
        names.forEach(name -> page.append("<img alt=\"")
                .append(name)
                .append("\" src=\"")
                .append(name)
                .append(".png\">"));
        Files.writeString(folder.resolve("index.html"), page.append('\n').toString());
    }

    private static void save(Path folder, String name, XYChart chart, List<String> names) throws IOException {
        BitmapEncoder.saveBitmap(chart, folder.resolve(name).toString(), BitmapEncoder.BitmapFormat.PNG);
        names.add(name);
    }

    private static XYChart chart(String title, String vertical) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("version")
                .yAxisTitle(vertical)
                .build();
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
        chart.getStyler().setMarkerSize(3);
        chart.getStyler().setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
        return chart;
    }

    private void line(XYChart chart, String name, ToDoubleFunction<LearningCurve.Point> value) {
        chart.addSeries(
                name,
                curve.points().stream()
                        .mapToDouble(point -> (double) point.version())
                        .toArray(),
                curve.points().stream().mapToDouble(value).toArray());
    }

    private void devLine(XYChart chart, String name, ToDoubleFunction<LearningCurve.DevPoint> value) {
        chart.addSeries(
                name,
                curve.devPoints().stream()
                        .mapToDouble(point -> (double) point.version())
                        .toArray(),
                curve.devPoints().stream().mapToDouble(value).toArray());
    }

    private XYChart learning() {
        XYChart chart = chart("Learning curve", "reward, entropy");
        line(chart, "reward of rollouts", LearningCurve.Point::reward);
        line(chart, "entropy (nats)", LearningCurve.Point::entropy);
        if (!curve.devPoints().isEmpty()) {
            devLine(chart, "reward on dev", LearningCurve.DevPoint::reward);
        }
        return chart;
    }

    private XYChart staleness() {
        XYChart chart = chart("Staleness and waste", "versions, share");
        line(chart, "staleness (versions)", LearningCurve.Point::staleness);
        line(chart, "clipped decisions (share)", LearningCurve.Point::clipped);
        line(
                chart,
                "waste (share of all so far)",
                point -> point.waste() / (double) Math.max(1, point.waste() + point.trajectories()));
        return chart;
    }

    private XYChart reward() {
        XYChart chart = chart("Reward parts on dev", "mean of a task");
        devLine(chart, "answer", LearningCurve.DevPoint::accuracy);
        devLine(chart, "cost taken off", LearningCurve.DevPoint::cost);
        devLine(chart, "total", LearningCurve.DevPoint::reward);
        return chart;
    }

    private XYChart pairs() {
        XYChart chart = chart("Pairs called on dev", "calls");
        for (String pair : curve.busiest(PAIRS)) {
            devLine(chart, pair, point -> point.pairs().getOrDefault(pair, 0));
        }
        return chart;
    }
}
