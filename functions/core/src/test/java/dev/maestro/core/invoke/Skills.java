package dev.maestro.core.invoke;

import dev.maestro.schema.wire.Outcome;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.Assertions;

/** Inputs and replies for tests of skills. */
public final class Skills {

    private static final Image PICTURE = new Image("sha256:picture", new byte[0], 800, 600);

    private Skills() {}

    /** A question about one picture of 800 x 600. */
    public static SkillInput ask(String question) {
        return new SkillInput(question, List.of(), List.of(PICTURE), List.of());
    }

    /** The same with options. */
    public static SkillInput ask(String question, List<String> choices) {
        return new SkillInput(question, choices, List.of(PICTURE), List.of());
    }

    /** A question without a picture, with what was found before. */
    public static SkillInput askText(String question, String... evidence) {
        return new SkillInput(question, List.of(), List.of(), List.of(evidence));
    }

    /** A reply of a reader to a picture of 800 x 600. */
    public static String reading(String... lines) {
        return "{\"width\":800,\"height\":600,\"lines\":[" + String.join(",", lines) + "]}";
    }

    /** One line of it. */
    public static String line(String text, double x, double y, double width, double height) {
        return String.format(
                Locale.ROOT,
                "{\"text\":\"%s\",\"confidence\":0.9,\"box\":[%s,%s,%s,%s]}",
                text.replace("\"", "\\\""),
                x,
                y,
                width,
                height);
    }

    /** A line 20 pixels high and 10 per letter wide. */
    public static String at(String text, double x, double y) {
        return line(text, x, y, 10.0 * text.length(), 20);
    }

    /** The outcome of a run that throws. */
    public static Outcome outcomeOf(SkillProcedure skill, SkillInput input, SkillContext context) {
        ExpertException thrown =
                Assertions.catchThrowableOfType(ExpertException.class, () -> skill.run(input, context));
        Assertions.assertThat(thrown).as("an ExpertException").isNotNull();
        return thrown.outcome();
    }
}
