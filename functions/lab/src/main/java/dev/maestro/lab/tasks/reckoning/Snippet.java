package dev.maestro.lab.tasks.reckoning;

import dev.maestro.lab.tasks.draw.Dice;
import java.util.List;

/**
 * A Python function of one argument, and what it gives for one. The value is reckoned here, not by running the code.
 *
 * @param body lines under {@code def}, indented by one step; the argument is called {@code given}
 * @param argument a Python literal
 * @param value a Python literal, as {@code repr} shows it
 */
record Snippet(String body, String argument, String value) {

    /** One kind of function. */
    interface Kind {

        Snippet write(Dice dice, List<String> words);
    }

    /** All kinds. */
    static final List<Kind> KINDS = List.of(
            NumberSnippets::kept,
            NumberSnippets::totals,
            TextSnippets::unvoiced,
            TextSnippets::mirrored,
            TextSnippets::letters,
            NumberSnippets::digitSum,
            TextSnippets::joined,
            NumberSnippets::halvings,
            NumberSnippets::pairs,
            NumberSnippets::ends);
}
