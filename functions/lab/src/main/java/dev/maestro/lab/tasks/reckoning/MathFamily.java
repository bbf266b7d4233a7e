package dev.maestro.lab.tasks.reckoning;

import dev.maestro.lab.tasks.draw.Anchor;
import dev.maestro.lab.tasks.draw.Canvas;
import dev.maestro.lab.tasks.draw.Dice;
import dev.maestro.lab.tasks.draw.Lettering;
import dev.maestro.lab.tasks.draw.Wear;
import dev.maestro.lab.tasks.family.Answer;
import dev.maestro.lab.tasks.family.Assignment;
import dev.maestro.lab.tasks.family.Draft;
import dev.maestro.lab.tasks.family.Looks;
import dev.maestro.lab.tasks.family.Looks.Look;
import dev.maestro.lab.tasks.family.Pool;
import dev.maestro.lab.tasks.family.TaskFamily;
import java.awt.Color;
import java.util.List;

/** Sums and equations, in the question itself or in a picture that must be read first. */
public final class MathFamily implements TaskFamily {

    private static final Pool<String> EXPRESSION = new Pool<>(
            "expression",
            List.of("What is {0}?", "Calculate {0}.", "What is the value of {0}?"),
            List.of("Work out {0}."),
            List.of("Evaluate {0}.", "Give the result of {0}."));

    private static final Pool<String> EQUATION = new Pool<>(
            "equation",
            List.of("Solve {0} for x.", "What is x if {0}?", "Find x: {0}."),
            List.of("For which x is {0}?"),
            List.of("Determine x from {0}.", "{0}. What must x be?"));

    private static final Pool<String> PICTURED = new Pool<>(
            "pictured",
            List.of(
                    "What is the result of the problem in the picture?",
                    "Solve what the picture shows.",
                    "What is the answer to the problem in the image?"),
            List.of("Work out the task shown in the picture."),
            List.of("Find the number that answers the pictured problem.", "Compute the solution of the picture."));

    private static final Pool<String> DIVISOR = new Pool<>(
            "divisor",
            List.of("What is the greatest common divisor of {0} and {1}?", "Calculate the gcd of {0} and {1}."),
            List.of("Find gcd({0}, {1})."),
            List.of("What is the highest common factor of {0} and {1}?"));

    private static final Pool<String> MULTIPLE = new Pool<>(
            "multiple",
            List.of("What is the least common multiple of {0} and {1}?", "Calculate the lcm of {0} and {1}."),
            List.of("Find lcm({0}, {1})."),
            List.of("What is the smallest number that both {0} and {1} divide?"));

    private static final Pool<String> PERCENT = new Pool<>(
            "percent",
            List.of("What is {0}% of {1}?", "Calculate {0} percent of {1}."),
            List.of("How much is {0}% of {1}?"),
            List.of("Taking {0} percent of {1}, what do you get?"));

    private static final Pool<Layout> LAYOUTS = new Pool<>(
            "layout",
            List.of(new Layout(560, 180, 48, 280), new Layout(480, 140, 38, 240), new Layout(640, 260, 56, 320)),
            List.of(new Layout(600, 220, 42, 230), new Layout(520, 200, 50, 290)),
            List.of(new Layout(700, 240, 52, 420), new Layout(460, 160, 34, 200), new Layout(580, 300, 44, 260)));

    @Override
    public String name() {
        return "math";
    }

    @Override
    public List<String> conditions() {
        return List.of("text", "picture", "picture-noisy", "picture-low-contrast");
    }

    @Override
    public Draft draw(Assignment assignment) {
        Dice dice = assignment.dice();
        if (assignment.is("text")) {
            return inWords(assignment);
        }
        Problem problem = dice.chance(0.5) ? Problem.expression(dice) : Problem.equation(dice);
        assignment.note("scene", problem.text());
        Layout layout = assignment.pick(LAYOUTS);
        Look look = assignment.pick(Looks.LOOKS);
        String shown = problem.text().replace("*", "×") + (problem.equation() || dice.chance(0.5) ? "" : " = ?");
        Canvas canvas = new Canvas(layout.width, layout.height, look.ground());
        Lettering text = new Lettering(assignment.typeface(), layout.size, look.ink());
        double half = Math.min(layout.middle, layout.width - layout.middle) - 20.0;
        canvas.textAt(shown, text.fitting(shown, 2 * half), layout.middle, layout.height / 2.0, Anchor.MIDDLE);
        if (assignment.is("picture-noisy")) {
            canvas = Wear.noisy(canvas, dice, dice.between(80, 120), dice.between(0.02, 0.05));
        } else if (assignment.is("picture-low-contrast")) {
            canvas = Wear.faded(canvas, new Color(150, 150, 150), dice.between(0.1, 0.2));
        }
        return new Draft(assignment.say(PICTURED), canvas, Answer.number(problem.answer()));
    }

    private static Draft inWords(Assignment assignment) {
        Dice dice = assignment.dice();
        int first = dice.between(2, 15);
        int second = dice.between(2, 15);
        int factor = dice.between(2, 9);
        int a = first * factor;
        int b = second * factor;
        String kind = dice.of(List.of("expression", "equation", "divisor", "multiple", "percent"));
        assignment.note("asked", kind);
        return switch (kind) {
            case "divisor" -> words(assignment, DIVISOR, a, b, divisor(a, b));
            case "multiple" -> words(assignment, MULTIPLE, a, b, (long) a / divisor(a, b) * b);
            case "percent" -> {
                int percent = 5 * dice.between(1, 19);
                int whole = 20 * dice.between(2, 60);
                yield words(assignment, PERCENT, percent, whole, (long) percent * whole / 100);
            }
            case "equation" -> {
                Problem problem = Problem.equation(dice);
                assignment.note("scene", problem.text());
                yield new Draft(assignment.say(EQUATION, problem.text()), List.of(), Answer.number(problem.answer()));
            }
            default -> {
                Problem problem = Problem.expression(dice);
                assignment.note("scene", problem.text());
                yield new Draft(assignment.say(EXPRESSION, problem.text()), List.of(), Answer.number(problem.answer()));
            }
        };
    }

    private static Draft words(Assignment assignment, Pool<String> wording, int a, int b, long answer) {
        assignment.note("scene", a + " " + b);
        return new Draft(
                assignment.say(wording, Integer.toString(a), Integer.toString(b)), List.of(), Answer.number(answer));
    }

    private static int divisor(int a, int b) {
        return b == 0 ? a : divisor(b, a % b);
    }

    /**
     * Where the line stands, in pixels.
     *
     * @param size of letters
     * @param middle of the line
     */
    record Layout(int width, int height, double size, int middle) {}
}
