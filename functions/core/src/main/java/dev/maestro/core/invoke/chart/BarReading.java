package dev.maestro.core.invoke.chart;

import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.SkillContext;
import dev.maestro.core.invoke.SkillInput;
import dev.maestro.core.invoke.call.Calls;
import dev.maestro.core.invoke.question.Question;
import dev.maestro.core.invoke.reading.Box;
import dev.maestro.core.invoke.reading.Layout;
import dev.maestro.core.invoke.reading.Reader;
import dev.maestro.core.invoke.reading.Reading;
import java.util.List;
import java.util.Optional;

/**
 * A bar chart with what is asked of it: a detecting expert finds the bars, the chosen reader reads names and numbers.
 *
 * @param reading all that is written on the picture
 */
record BarReading(Question question, Reading reading, BarChart chart) {

    /**
     * The chart on the picture of an input; empty where there are no bars, which is not read then.
     *
     * @param skill the skill that wants the picture
     */
    static Optional<BarReading> of(SkillInput input, SkillContext context, String skill) {
        Image image = Calls.image(input, skill);
        List<Box> boxes = Bars.find(context, image);
        if (boxes.isEmpty()) {
            return Optional.empty();
        }
        Reading reading = Reader.read(context, image, Layout.SPARSE);
        Question question = Question.of(input.query());
        return BarChart.of(boxes, reading).map(chart -> new BarReading(question, reading, chart));
    }
}
