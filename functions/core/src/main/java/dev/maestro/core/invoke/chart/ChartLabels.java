package dev.maestro.core.invoke.chart;

import dev.maestro.core.invoke.SkillContext;
import dev.maestro.core.invoke.SkillInput;
import dev.maestro.core.invoke.SkillProcedure;
import dev.maestro.core.invoke.question.Choices;
import dev.maestro.core.invoke.reading.Box;
import dev.maestro.core.invoke.reading.TextLine;
import dev.maestro.core.invoke.values.NamedValue;
import dev.maestro.core.invoke.values.ReadNumber;
import dev.maestro.core.invoke.values.SeriesQuestion;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads a bar chart that prints its values at the bars: a detecting expert finds the bars, the chosen reader reads
 * names and numbers, and each bar gets the number at its end.
 */
public final class ChartLabels implements SkillProcedure {

    /** How far a number may be from the end of its bar, in heights of the number. */
    private static final double REACH = 1.6;

    @Override
    public String name() {
        return "chart-labels";
    }

    @Override
    public String run(SkillInput input, SkillContext context) {
        return BarReading.of(input, context, name())
                .map(seen -> SeriesQuestion.answer(seen.question(), labelled(seen)))
                .map(found -> Choices.answer(input, found))
                .orElse("");
    }

    private static List<NamedValue> labelled(BarReading seen) {
        List<TextLine> numbers = seen.reading().lines().stream()
                .filter(line -> ReadNumber.parse(line.text()).isPresent())
                .toList();
        BarChart chart = seen.chart();
        return chart.values(seen.question(), bar -> printed(chart.upright(), bar, numbers));
    }

    private static Optional<String> printed(boolean upright, Box bar, List<TextLine> numbers) {
        return numbers.stream()
                .filter(number -> upright ? isAbove(bar, number.box()) : isBehind(bar, number.box()))
                .min(Comparator.comparingDouble(number -> upright
                        ? Math.abs(number.box().centreX() - bar.centreX())
                        : Math.abs(number.box().centreY() - bar.centreY())))
                .map(TextLine::text);
    }

    private static boolean isAbove(Box bar, Box number) {
        boolean inLine = Math.abs(number.centreX() - bar.centreX()) < Math.max(bar.width(), number.width()) / 2;
        return inLine && Math.abs(number.centreY() - bar.y()) < REACH * number.height();
    }

    private static boolean isBehind(Box bar, Box number) {
        boolean inLine = Math.abs(number.centreY() - bar.centreY()) < Math.max(bar.height(), number.height()) / 2;
        double apart = Math.max(number.x() - bar.right(), bar.right() - number.right());
        return inLine && apart < REACH * number.height();
    }
}
