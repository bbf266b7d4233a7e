package dev.maestro.core.invoke.chart;

import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.SkillContext;
import dev.maestro.core.invoke.SkillInput;
import dev.maestro.core.invoke.SkillProcedure;
import dev.maestro.core.invoke.call.Calls;
import dev.maestro.core.invoke.question.Choices;
import dev.maestro.core.invoke.question.Question;
import dev.maestro.core.invoke.reading.Box;
import dev.maestro.core.invoke.reading.Layout;
import dev.maestro.core.invoke.reading.Reader;
import dev.maestro.core.invoke.reading.Reading;
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
        Image image = Calls.image(input, name());
        List<Box> boxes = Bars.find(context, image);
        if (boxes.isEmpty()) {
            return "";
        }
        Reading reading = Reader.read(context, image, Layout.SPARSE);
        Question question = Question.of(input.query());
        return BarChart.of(boxes, reading)
                .map(chart -> SeriesQuestion.answer(question, measured(question, chart, reading)))
                .map(found -> Choices.answer(input, found, NEAREST_OPTION))
                .orElse("");
    }

    private static List<NamedValue> measured(Question question, BarChart chart, Reading reading) {
        Box area = chart.area();
        List<TextLine> beside = reading.lines().stream()
                .filter(line -> chart.upright()
                        ? line.box().centreX() < area.x() || line.box().centreX() > area.right()
                        : line.box().centreY() > area.bottom() || line.box().centreY() < area.y())
                .toList();
        return Scale.of(beside, chart.upright())
                .map(scale ->
                        chart.values(question, bar -> Optional.of(scale.text(chart.upright() ? bar.y() : bar.right()))))
                .orElse(List.of());
    }
}
