package dev.maestro.core.invoke.chart;

import dev.maestro.core.episode.Numerals;
import dev.maestro.core.invoke.reading.TextLine;
import dev.maestro.core.invoke.values.ReadNumber;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A linear value axis: {@code value = slope * pixel + offset}.
 *
 * @param slope in units per pixel, not 0
 * @param offset in units
 * @param step between neighbouring ticks, in units
 */
record Scale(double slope, double offset, double step) {

    private static final double FITS = 0.15;
    private static final int MIN_TICKS = 2;

    private record Tick(double pixel, double value) {}

    /**
     * The line that most ticks lie on; a tick that was misread lies off it.
     *
     * @param upright whether ticks lie one above another
     */
    static Optional<Scale> of(List<TextLine> labels, boolean upright) {
        List<Tick> ticks = new ArrayList<>();
        for (TextLine label : labels) {
            ReadNumber.parse(label.text())
                    .ifPresent(number -> ticks.add(new Tick(
                            upright ? label.box().centreY() : label.box().centreX(), number.doubleValue())));
        }
        Scale best = null;
        int most = MIN_TICKS - 1;
        for (int i = 0; i < ticks.size(); i++) {
            for (int j = i + 1; j < ticks.size(); j++) {
                Optional<Scale> scale = through(ticks.get(i), ticks.get(j), ticks, upright);
                int fitting = scale.map(line -> fitting(line, ticks)).orElse(0);
                if (fitting > most) {
                    best = scale.orElseThrow();
                    most = fitting;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    double value(double pixel) {
        return slope * pixel + offset;
    }

    /** The value as finely as an eye could tell: a hundredth of a tick's step, no finer than whole for wide steps. */
    String text(double pixel) {
        int places = step >= 10 ? 0 : step >= 1 ? 1 : 2;
        return Numerals.text(BigDecimal.valueOf(value(pixel)).setScale(places, RoundingMode.HALF_UP));
    }

    private static Optional<Scale> through(Tick a, Tick b, List<Tick> ticks, boolean upright) {
        double slope = (b.value() - a.value()) / (b.pixel() - a.pixel());
        boolean grows = upright ? slope < 0 : slope > 0;
        if (!Double.isFinite(slope) || !grows) {
            return Optional.empty();
        }
        double nearest = Double.MAX_VALUE;
        for (Tick tick : ticks) {
            double apart = Math.abs(tick.value() - a.value());
            nearest = apart > 0 ? Math.min(nearest, apart) : nearest;
        }
        return Optional.of(new Scale(slope, a.value() - slope * a.pixel(), nearest));
    }

    private static int fitting(Scale scale, List<Tick> ticks) {
        return (int) ticks.stream()
                .filter(tick -> Math.abs(scale.value(tick.pixel()) - tick.value()) <= FITS * scale.step())
                .count();
    }
}
