package dev.maestro.core.invoke.question;

import dev.maestro.core.episode.Answers;
import dev.maestro.core.episode.Options;
import dev.maestro.core.invoke.SkillInput;

/** Brings what was found into the form that the task wants: the letter of an option where there are options. */
public final class Choices {

    private Choices() {}

    /** The letter of the option that says the same; what was found, normalised, when there is none. */
    public static String answer(SkillInput input, String found) {
        return answer(input, found, 0);
    }

    /**
     * The same, for a value that was measured.
     *
     * @param tolerance how far the nearest option may be off, as a share of the value; 0 for equal numbers only
     */
    public static String answer(SkillInput input, String found, double tolerance) {
        String normal = Answers.normalise(found);
        return normal.isEmpty()
                ? normal
                : Options.letter(normal, input.choices(), tolerance).orElse(normal);
    }
}
