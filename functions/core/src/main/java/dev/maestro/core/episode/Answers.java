package dev.maestro.core.episode;

import java.util.Locale;
import java.util.regex.Pattern;

/** The one form of answers, before they are shown or compared. */
public final class Answers {

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cc}&&[^\\s]]");
    private static final Pattern SPACE = Pattern.compile("[\\s\\u00A0\\u2007\\u202F]+");
    private static final Pattern MINUS = Pattern.compile("[\\u2212\\u2012\\u2013](?=\\d)");

    private Answers() {}

    /**
     * Trims, makes one space of every run of white space, drops invisible characters, and writes a typographic minus
     * before a digit as {@code -}. Case, quotes and punctuation stay, for some answers are made of them.
     */
    public static String normalise(String text) {
        String visible = INVISIBLE.matcher(text).replaceAll("");
        String spaced = SPACE.matcher(visible).replaceAll(" ").strip();
        return MINUS.matcher(spaced).replaceAll("-");
    }

    /** {@link #normalise}, in lower case: two texts count as equal when this is. */
    public static String folded(String text) {
        return normalise(text).toLowerCase(Locale.ROOT);
    }
}
