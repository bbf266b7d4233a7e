package dev.maestro.core.reward.formula;

import dev.maestro.core.episode.Answers;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes off what does not change a formula's meaning: LaTeX dress, degree signs, units, a name before {@code =}. */
final class FormulaText {

    private static final Map<String, String> PLAIN = Map.ofEntries(
            Map.entry("\\left", ""),
            Map.entry("\\right", ""),
            Map.entry("\\displaystyle", ""),
            Map.entry("\\quad", " "),
            Map.entry("\\dfrac", "\\frac"),
            Map.entry("\\tfrac", "\\frac"),
            Map.entry("\\cfrac", "\\frac"),
            Map.entry("\\cdot", "*"),
            Map.entry("\\times", "*"),
            Map.entry("\\div", "/"),
            Map.entry("\\circ", "°"),
            Map.entry("\\degree", "°"),
            Map.entry("\\pm", "±"));
    private static final Pattern COMMAND = Pattern.compile("\\\\[A-Za-z]+");
    private static final Pattern SPACING = Pattern.compile("\\\\[,;:! ]|~");
    private static final Pattern DELIMITER = Pattern.compile("\\$+|\\\\[()\\[\\]]");
    private static final Pattern TEXT = Pattern.compile("\\\\(?:text|mathrm|mbox|textbf|mathbf)\\s*\\{([^{}]*)}");
    private static final Pattern DEGREE = Pattern.compile("\\^\\s*\\{?\\s*°\\s*}?|°");
    private static final Pattern PERCENT = Pattern.compile("\\\\?%");
    private static final Pattern THOUSANDS = Pattern.compile("(?<=\\d),(?=\\d{3}(?!\\d))");
    private static final Pattern UNIT = Pattern.compile("(?<=[\\d})\\]])\\s*(?:square |cubic |sq\\.? )?"
            + "(?:degrees?|units?|percent|cm|mm|km|meters?|metres?|feet|ft|inch(?:es)?|miles?)"
            + "(?:\\s*(?:\\^\\s*\\{?[23]}?|[²³]))?\\s*\\.?$");
    /** Units that are also names of variables are units only behind a plain number. */
    private static final Pattern SHORT_UNIT =
            Pattern.compile("^([-+]?[\\d.,/ ]*\\d)\\s*(?:m|in|g|kg|s|L|l)\\s*(?:\\^\\s*\\{?[23]}?|[²³])?\\.?$");

    private static final Pattern NAMED = Pattern.compile("^[A-Za-z]\\s*=\\s*(?=[^=]+$)");
    private static final Pattern BOXED = Pattern.compile("^\\\\(?:boxed|fbox)\\s*\\{(.*)}$");
    private static final List<String[]> SIGNS = List.of(
            new String[] {"×", "*"},
            new String[] {"·", "*"},
            new String[] {"⋅", "*"},
            new String[] {"÷", "/"},
            new String[] {"−", "-"},
            new String[] {"–", "-"},
            new String[] {"π", "\\pi "},
            new String[] {"√", "\\sqrt "},
            new String[] {"²", "^2"},
            new String[] {"³", "^3"},
            new String[] {"**", "^"});

    private FormulaText() {}

    /** The bare formula. */
    static String bare(String text) {
        String bare = DELIMITER.matcher(Answers.normalise(text)).replaceAll(" ").strip();
        Matcher boxed = BOXED.matcher(bare);
        if (boxed.matches()) {
            bare = boxed.group(1).strip();
        }
        bare = SPACING.matcher(bare).replaceAll(" ");
        bare = TEXT.matcher(bare).replaceAll(match -> Matcher.quoteReplacement(match.group(1)));
        bare = COMMAND.matcher(bare)
                .replaceAll(match -> Matcher.quoteReplacement(PLAIN.getOrDefault(match.group(), match.group())));
        bare = DEGREE.matcher(bare).replaceAll("");
        bare = PERCENT.matcher(bare).replaceAll("");
        bare = UNIT.matcher(bare.strip()).replaceAll("").strip();
        bare = SHORT_UNIT.matcher(bare).replaceFirst("$1");
        bare = THOUSANDS.matcher(bare).replaceAll("");
        for (String[] sign : SIGNS) {
            bare = bare.replace(sign[0], sign[1]);
        }
        return bare.endsWith(".") ? bare.substring(0, bare.length() - 1).strip() : bare.strip();
    }

    /** Without the one letter that the formula is said to be the value of. */
    static String unnamed(String bare) {
        return NAMED.matcher(bare).replaceFirst("");
    }
}
