package dev.maestro.core.reward;

import dev.maestro.core.episode.Answers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes off what models put around an answer and what is no part of it. */
final class BareAnswer {

    private static final Pattern DRESSED = Pattern.compile("(?s)^(?:\\$+\\s*)?\\\\boxed\\s*\\{(.*)}(?:\\s*\\$+)?\\.?$"
            + "|^\\*\\*(.*)\\*\\*\\.?$|^\\$([^$]+)\\$\\.?$|^`([^`]+)`$|^\"([^\"]+)\"$");
    private static final int MOST_LAYERS = 4;

    private BareAnswer() {}

    /** Normalised, without {@code \boxed}, dollars, bold, code or double quotes around the whole of it. */
    static String of(String answer) {
        String bare = Answers.normalise(answer);
        for (int layer = 0; layer < MOST_LAYERS; layer++) {
            Matcher dressed = DRESSED.matcher(bare);
            if (!dressed.matches()) {
                return bare;
            }
            for (int group = 1; group <= dressed.groupCount(); group++) {
                if (dressed.group(group) != null) {
                    bare = dressed.group(group).strip();
                }
            }
        }
        return bare;
    }
}
