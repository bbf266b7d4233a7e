package dev.maestro.core.statistics;

/** Levenshtein distance and what follows from it. */
public final class EditDistance {

    private EditDistance() {}

    /** The least number of insertions, deletions and replacements of one UTF-16 unit that turn one text into the other. */
    public static int between(String left, String right) {
        int[] previous = new int[right.length() + 1];
        int[] current = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[right.length()];
    }

    /** {@code 1 - distance / longer length}: 1 for equal texts (two empty ones too), 0 for wholly different ones. */
    public static double similarity(String left, String right) {
        int longer = Math.max(left.length(), right.length());
        return longer == 0 ? 1 : 1 - between(left, right) / (double) longer;
    }
}
