package dev.maestro.lab.tasks.reckoning;

import dev.maestro.lab.tasks.draw.Dice;
import dev.maestro.lab.tasks.family.Answer;
import dev.maestro.lab.tasks.family.Assignment;
import dev.maestro.lab.tasks.family.Draft;
import dev.maestro.lab.tasks.family.Pool;
import dev.maestro.lab.tasks.family.TaskFamily;
import java.util.List;

/** Python code in the question: what a call returns, what a method returns, what a program prints. */
public final class CodeFamily implements TaskFamily {

    private static final Pool<String> RETURNED = new Pool<>(
            "returned",
            List.of(
                    "What does {0} return?",
                    "What is the value of {0}? Give a Python literal.", "Which value does the call {0} give back?"),
            List.of("What comes back from {0}? Answer as Python would write it."),
            List.of("State the return value of {0}.", "If you evaluate {0}, what is the result?"));

    private static final Pool<String> PRINTED = new Pool<>(
            "printed",
            List.of("What does this program print?", "What is printed by the code?"),
            List.of("What is the output of this script?"),
            List.of("Which line does the following Python program print?", "Give the output of the code."));

    private static final Pool<String> NAMES = new Pool<>(
            "name",
            List.of("f", "work", "solve", "change"),
            List.of("run", "apply_rule"),
            List.of("g", "compute", "process_one"));

    private static final Pool<List<String>> WORDS = new Pool<>(
            "words",
            List.of(
                    List.of("banana", "cherry", "orange", "melon", "apricot", "fig", "lemon"),
                    List.of("tiger", "zebra", "rabbit", "otter", "cat", "giraffe", "ant")),
            List.of(List.of("copper", "silver", "iron", "nickel", "zinc", "tin", "cobalt")),
            List.of(
                    List.of("guitar", "violin", "piano", "trumpet", "cello", "drum", "oboe"),
                    List.of("river", "valley", "island", "forest", "bay", "canyon", "delta")));

    private static final Pool<Layout> LAYOUTS = new Pool<>(
            "layout",
            List.of(new Layout("python", false), new Layout("", false), new Layout("python", true)),
            List.of(new Layout("py", false)),
            List.of(new Layout("Python", true), new Layout("py", true)));

    @Override
    public String name() {
        return "code";
    }

    @Override
    public List<String> conditions() {
        return List.of("function", "method", "program");
    }

    @Override
    public Draft draw(Assignment assignment) {
        Dice dice = assignment.dice();
        Layout layout = assignment.pick(LAYOUTS);
        String name = assignment.pick(NAMES);
        Snippet snippet = dice.of(Snippet.KINDS).write(dice, assignment.pick(WORDS));
        assignment.note("scene", snippet.toString());
        String function = "def " + name + "(given):\n" + snippet.body();
        if (assignment.is("program")) {
            String code = function + "\nprint(" + name + "(" + snippet.argument() + "))\n";
            return draft(layout.around(code, assignment.say(PRINTED)), printed(snippet.value()));
        }
        if (assignment.is("method")) {
            String code = "class Box:\n    def __init__(self, given):\n        self.given = given\n\n    def " + name
                    + "(self):\n        given = self.given\n" + snippet.body().indent(4);
            String call = "Box(" + snippet.argument() + ")." + name + "()";
            return draft(layout.around(code, assignment.say(RETURNED, call)), snippet.value());
        }
        String call = name + "(" + snippet.argument() + ")";
        return draft(layout.around(function, assignment.say(RETURNED, call)), snippet.value());
    }

    private static Draft draft(String question, String answer) {
        return new Draft(question, List.of(), Answer.text(answer));
    }

    /** As {@code print} shows it: texts without quotes. */
    private static String printed(String literal) {
        return literal.startsWith("'") ? literal.substring(1, literal.length() - 1) : literal;
    }

    /**
     * Where the code stands.
     *
     * @param language after the fence
     * @param first whether before the question
     */
    record Layout(String language, boolean first) {

        String around(String code, String question) {
            String fenced = "```" + language + "\n" + code + "```";
            return first ? fenced + "\n" + question : question + "\n" + fenced;
        }
    }
}
