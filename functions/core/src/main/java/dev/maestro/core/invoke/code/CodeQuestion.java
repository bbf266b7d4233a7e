package dev.maestro.core.invoke.code;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A question about code: the code in a Markdown fence, and the call in the text around it that is asked about.
 *
 * @param code the first fenced block
 * @param prose the text without it
 */
record CodeQuestion(String code, String prose) {

    private static final String FENCE = "```";
    private static final int MOST_TRIES = 20;
    private static final Pattern DEFINED =
            Pattern.compile("(?m)^(?:async\\s+)?(?:def|class)\\s+([A-Za-z_]\\w{0,80})\\s*[(:]");
    private static final Pattern CHAINED = Pattern.compile("\\.[A-Za-z_]\\w{0,80}\\(?+|[(\\[]");
    private static final Pattern PRINTED = Pattern.compile("\\b(?:print|prints|printed|output|outputs)\\b");
    private static final Pattern RETURNED =
            Pattern.compile("\\b(?:return|returns|returned|value|evaluates?|result)\\b");

    /** Takes a text apart; empty when it has no fenced code. */
    static Optional<CodeQuestion> of(String text) {
        int open = text.indexOf(FENCE);
        int line = open < 0 ? -1 : text.indexOf('\n', open);
        if (line < 0) {
            return Optional.empty();
        }
        int close = text.indexOf(FENCE, line);
        String code = text.substring(line + 1, close < 0 ? text.length() : close);
        String after = close < 0 ? "" : text.substring(close + FENCE.length());
        return code.isBlank()
                ? Optional.empty()
                : Optional.of(new CodeQuestion(code, text.substring(0, open) + "\n" + after));
    }

    /** The same code under another question. */
    CodeQuestion asked(String question) {
        return new CodeQuestion(code, question);
    }

    /** A call, in the text around the code, of something that the code defines. */
    Optional<String> call() {
        Matcher defined = DEFINED.matcher(code);
        while (defined.find()) {
            Matcher used = Pattern.compile("(?<![\\w.])" + Pattern.quote(defined.group(1)) + "\\(")
                    .matcher(prose);
            for (int tries = 0; tries < MOST_TRIES && used.find(); tries++) {
                int end = end(used.end());
                if (end > 0) {
                    return Optional.of(prose.substring(used.start(), chained(end)));
                }
            }
        }
        return Optional.empty();
    }

    /** Behind what is called, read or taken of a result: {@code Box(3).open()[0]}. */
    private int chained(int from) {
        Matcher next = CHAINED.matcher(prose);
        int end = from;
        while (next.region(end, prose.length()).lookingAt()) {
            char last = prose.charAt(next.end() - 1);
            int behind = last == '(' || last == '[' ? end(next.end()) : next.end();
            if (behind < 0) {
                return end;
            }
            end = behind;
        }
        return end;
    }

    /** Behind the bracket that closes the one before {@code from}; -1 when there is none. Brackets in quotes are none. */
    private int end(int from) {
        int depth = 1;
        char quote = 0;
        for (int i = from; i < prose.length(); i++) {
            char sign = prose.charAt(i);
            if (quote != 0) {
                if (sign == '\\') {
                    i++;
                } else if (sign == quote) {
                    quote = 0;
                }
            } else if (sign == '\'' || sign == '"') {
                quote = sign;
            } else if ("([{".indexOf(sign) >= 0) {
                depth++;
            } else if (")]}".indexOf(sign) >= 0 && --depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    /** Whether it is asked what is printed, rather than what comes out. */
    boolean asksForOutput() {
        String asked = prose.toLowerCase(Locale.ROOT);
        return PRINTED.matcher(asked).find() && !RETURNED.matcher(asked).find();
    }

    /** A program that prints what is asked for; without a call, the code as it is. */
    String program() {
        return call().map(call -> asksForOutput() ? code + "\n" + call + "\n" : code + showing(call))
                .orElse(code);
    }

    /** Prints the value as a literal, and nothing of what the call itself prints. */
    private static String showing(String call) {
        return """

                import contextlib as _contextlib, io as _io
                with _contextlib.redirect_stdout(_io.StringIO()):
                    _value = (%s)
                print(repr(_value))
                """.replace("%s", call);
    }
}
