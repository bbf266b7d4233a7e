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
        Image image = Calls.image(input, name());
        List<Box> boxes = Bars.find(context, image);
        if (boxes.isEmpty()) {
            return "";
        }
        Reading reading = Reader.read(context, image, Layout.SPARSE);
        Question question = Question.of(input.query());
        List<TextLine> numbers = reading.lines().stream()
                .filter(line -> ReadNumber.parse(line.text()).isPresent())
                .toList();
        return BarChart.of(boxes, reading)
                .map(chart -> chart.values(question, bar -> printed(chart.upright(), bar, numbers)))
                .map(values -> Choices.answer(input, SeriesQuestion.answer(question, values)))
                .orElse("");
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
