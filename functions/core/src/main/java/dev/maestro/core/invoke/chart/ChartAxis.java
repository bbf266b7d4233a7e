package dev.maestro.core.invoke.chart;

import dev.maestro.core.invoke.SkillContext;
import dev.maestro.core.invoke.SkillInput;
import dev.maestro.core.invoke.SkillProcedure;
import dev.maestro.core.invoke.question.Choices;
import dev.maestro.core.invoke.reading.Box;
import dev.maestro.core.invoke.reading.TextLine;
import dev.maestro.core.invoke.values.NamedValue;
import dev.maestro.core.invoke.values.SeriesQuestion;
import java.util.List;
import java.util.Optional;

/**
 * Measures a bar chart that prints no values: a detecting expert finds the bars, the chosen reader reads names and
 * ticks, and the end of each bar is put on the line through the ticks.
 */
public final class ChartAxis implements SkillProcedure {

    private static final double NEAREST_OPTION = 0.1;

    @Override
    public String name() {
        return "chart-axis";
    }

    @Override
    public String run(SkillInput input, SkillContext context) {
        return BarReading.of(input, context, name())
                .map(seen -> SeriesQuestion.answer(seen.question(), measured(seen)))
                .map(found -> Choices.answer(input, found, NEAREST_OPTION))
                .orElse("");
    }

    private static List<NamedValue> measured(BarReading seen) {
        BarChart chart = seen.chart();
        Box area = chart.area();
        List<TextLine> beside = seen.reading().lines().stream()
                .filter(line -> chart.upright()
                        ? line.box().centreX() < area.x() || line.box().centreX() > area.right()
                        : line.box().centreY() > area.bottom() || line.box().centreY() < area.y())
                .toList();
        return Scale.of(beside, chart.upright())
                .map(scale -> chart.values(
                        seen.question(), bar -> Optional.of(scale.text(chart.upright() ? bar.y() : bar.right()))))
                .orElse(List.of());
    }
}
