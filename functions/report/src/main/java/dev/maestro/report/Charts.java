package dev.maestro.report;

import dev.maestro.report.Findings.CalibrationBin;
import dev.maestro.report.Findings.FrontierPoint;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Plots as pictures inside a page, sharp on paper: drawn at twice their size. */
final class Charts {

    private static final int WIDTH = 860;
    private static final int HEIGHT = 440;
    private static final int SCALE = 2;

    /** Told apart by people who see colours differently (Okabe and Ito 2008). */
    private static final Color[] COLOURS = {
        new Color(0x0072B2),
        new Color(0xD55E00),
        new Color(0x009E73),
        new Color(0xCC79A7),
        new Color(0xE69F00),
        new Color(0x56B4E9),
        new Color(0x555555)
    };

    private static final Marker[] MARKERS = {
        SeriesMarkers.CIRCLE, SeriesMarkers.DIAMOND, SeriesMarkers.SQUARE, SeriesMarkers.TRIANGLE_UP
    };

    /** Parts of the plot's width and height: dots this near share a label, which stands so far above them. */
    private static final double NEAR = 0.02;

    private static final double ABOVE = 0.04;

    private Charts() {}

    /** Accuracy by cost, each dot one way to choose; a line joins those that nothing beats at their price. */
    static String frontier(List<FrontierPoint> points) {
        boolean priced = points.stream().anyMatch(point -> point.costMicroUsd() > 0);
        ToDoubleFunction<FrontierPoint> cost = priced ? FrontierPoint::costMicroUsd : FrontierPoint::cpuMillis;
        XYChart chart = chart(priced ? "cost of an item (micro-USD)" : "CPU time of an item (ms)", "accuracy");
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
        chart.getStyler().setXAxisMin(0.0).setYAxisMin(0.0).setYAxisMax(1.0);
        chart.getStyler().setXAxisDecimalPattern("#,##0.##");
        List<FrontierPoint> best = points.stream()
                .filter(FrontierPoint::best)
                .sorted(Comparator.comparingDouble(cost))
                .toList();
        if (best.size() > 1) {
            XYSeries line = chart.addSeries("not beaten at its price", xs(best, cost), ys(best));
            line.setMarker(SeriesMarkers.NONE).setLineColor(new Color(0xBBBBBB));
            line.setLineStyle(new BasicStroke(1.5f));
        }
        int number = 0;
        for (FrontierPoint point : points) {
            XYSeries dot = chart.addSeries(
                    (number + 1) + " " + point.name() + (point.ran() ? "" : " *"),
                    xs(List.of(point), cost),
                    ys(List.of(point)));
            dot.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
            dot.setMarkerColor(COLOURS[number % COLOURS.length]);
            dot.setMarker(MARKERS[number / COLOURS.length % MARKERS.length]);
            number++;
        }
        labels(points, cost)
                .forEach(
                        label -> chart.addAnnotation(new AnnotationText(label.numbers(), label.x(), label.y(), false)));
        return picture(chart);
    }

    /** Numbers of dots as in the legend, and where they stand. */
    record Label(String numbers, double x, double y) {}

    /** One for each dot; dots that hide each other share one. */
    static List<Label> labels(List<FrontierPoint> points, ToDoubleFunction<FrontierPoint> cost) {
        double widest = points.stream().mapToDouble(cost).max().orElse(1);
        List<Label> labels = new ArrayList<>();
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            left.add(i);
        }
        while (!left.isEmpty()) {
            FrontierPoint first = points.get(left.getFirst());
            List<Integer> together = left.stream()
                    .filter(i -> isNear(points.get(i).accuracy(), first.accuracy(), 1)
                            && isNear(cost.applyAsDouble(points.get(i)), cost.applyAsDouble(first), widest))
                    .toList();
            double highest = together.stream()
                    .mapToDouble(i -> points.get(i).accuracy())
                    .max()
                    .orElse(0);
            labels.add(new Label(
                    together.stream().map(i -> String.valueOf(i + 1)).collect(Collectors.joining(", ")),
                    cost.applyAsDouble(first),
                    highest > 1 - 2 * ABOVE ? highest - ABOVE : highest + ABOVE));
            left.removeAll(together);
        }
        return labels;
    }

    private static boolean isNear(double one, double other, double range) {
        return Math.abs(one - other) <= NEAR * range;
    }

    /** Predicted against realised success, with 95 % intervals; the diagonal is perfect. */
    static String calibration(List<CalibrationBin> bins) {
        XYChart chart = chart("predicted success", "realised score");
        chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0).setYAxisMin(0.0).setYAxisMax(1.0);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
        XYSeries perfect = chart.addSeries("perfect", new double[] {0, 1}, new double[] {0, 1});
        perfect.setMarker(SeriesMarkers.NONE).setLineColor(new Color(0xBBBBBB));
        double[] low = bins.stream().mapToDouble(CalibrationBin::low).toArray();
        double[] high = bins.stream().mapToDouble(CalibrationBin::high).toArray();
        double[] predicted =
                bins.stream().mapToDouble(CalibrationBin::predicted).toArray();
        for (int i = 0; i < predicted.length; i++) {
            XYSeries range = chart.addSeries(
                    "95 % " + i, new double[] {predicted[i], predicted[i]}, new double[] {low[i], high[i]});
            range.setMarker(SeriesMarkers.NONE).setLineColor(COLOURS[5]).setShowInLegend(false);
        }
        XYSeries line = chart.addSeries(
                "items, 95 % interval",
                predicted, bins.stream().mapToDouble(CalibrationBin::realised).toArray());
        line.setLineColor(COLOURS[0]);
        line.setMarkerColor(COLOURS[0]);
        line.setMarker(SeriesMarkers.CIRCLE);
        return picture(chart);
    }

    private static double[] xs(List<FrontierPoint> points, ToDoubleFunction<FrontierPoint> cost) {
        return points.stream().mapToDouble(cost).toArray();
    }

    private static double[] ys(List<FrontierPoint> points) {
        return points.stream().mapToDouble(FrontierPoint::accuracy).toArray();
    }

    private static XYChart chart(String horizontal, String vertical) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle(horizontal)
                .yAxisTitle(vertical)
                .build();
        chart.getStyler()
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setLegendBorderColor(Color.WHITE)
                .setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        chart.getStyler()
                .setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13))
                .setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12))
                .setPlotGridLinesColor(new Color(0xE6E6E6));
        chart.getStyler().setMarkerSize(9);
        return chart;
    }

    private static String picture(XYChart chart) {
        BufferedImage image = new BufferedImage(WIDTH * SCALE, HEIGHT * SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(SCALE, SCALE);
        chart.paint(graphics, WIDTH, HEIGHT);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(out.toByteArray());
    }
}
