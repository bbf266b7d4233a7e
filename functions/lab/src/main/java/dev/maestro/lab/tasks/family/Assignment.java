package dev.maestro.lab.tasks.family;

import dev.maestro.lab.tasks.draw.Dice;
import dev.maestro.lab.tasks.draw.Typeface;
import dev.maestro.lab.tasks.draw.Typefaces;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a family is to draw: split, condition and dice. Notes what was chosen, for tests and reports. */
public final class Assignment {

    private final Split split;
    private final String condition;
    private final Dice dice;
    private final Typefaces typefaces;
    private final Map<String, String> notes = new LinkedHashMap<>();

    /**
     * One for one task.
     *
     * @param dice of this task alone
     */
    public Assignment(Split split, String condition, Dice dice, Typefaces typefaces) {
        this.split = split;
        this.condition = condition;
        this.dice = dice;
        this.typefaces = typefaces;
    }

    /** One of its family's. */
    public String condition() {
        return condition;
    }

    /** Whether the condition is called so. */
    public boolean is(String name) {
        return condition.equals(name);
    }

    /** Of this task alone; every draw moves it on. */
    public Dice dice() {
        return dice;
    }

    /** A variant this split may use. */
    public <T> T pick(Pool<T> pool) {
        T variant = dice.of(pool.of(split));
        note(pool.name(), variant.toString());
        return variant;
    }

    /** A font this split may use. */
    public Typeface typeface() {
        return typefaces.get(pick(Looks.FONTS));
    }

    /** The bold cut of a font. */
    public Typeface bold(Typeface regular) {
        return typefaces.get(regular.name() + " Bold");
    }

    /**
     * A question in a wording this split may use: outside training half the time one of training, else one that
     * training never shows.
     *
     * @param parts replace {@code {0}}, {@code {1}}, ...
     */
    public String say(Pool<String> wordings, String... parts) {
        String text = dice.chance(0.5) ? dice.of(wordings.train()) : dice.of(wordings.of(split));
        note("wording", wordings.name() + ": " + text);
        for (int i = 0; i < parts.length; i++) {
            text = text.replace("{" + i + "}", parts[i]);
        }
        return text;
    }

    /** Keeps a fact about the scene. */
    public void note(String key, String value) {
        notes.put(key, value);
    }

    /** Everything noted. */
    public Map<String, String> notes() {
        return Collections.unmodifiableMap(notes);
    }
}
