package dev.maestro.core.observe;

import java.util.regex.Pattern;

/**
 * Makes text of others harmless before it enters a prompt: experts, users, pictures and registry entries may write
 * anything, but none of it may open or close a block of the policy's grammar or a turn of a chat.
 *
 * <p>All methods take time linear in the length of the text and change nothing when they are applied again.
 */
public final class Neutral {

    /** Control and format characters, which could hide a tag from us and show it to a tokenizer. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\n\\t]]");

    private static final Pattern OPENING = Pattern.compile(
            "<(?=[\\s/\\\\]*+(?:think|search|answer|information|tool_?call|tool_?response|image|video)|\\s*+\\|)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern UNPAIRED =
            Pattern.compile("(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]|[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])");

    private Neutral() {}

    /**
     * The text without anything that reads as a tag of the grammar or a token of a chat template. What looked like one
     * stays readable: its {@code <} becomes {@code ‹}.
     */
    public static String text(String text) {
        String visible = INVISIBLE.matcher(wellFormed(text)).replaceAll("");
        return OPENING.matcher(visible).replaceAll("‹");
    }

    /** The text with unpaired surrogates replaced, so that it can be written as UTF-8. */
    public static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return UNPAIRED.matcher(text).replaceAll("\uFFFD");
            }
        }
        return text;
    }
}
