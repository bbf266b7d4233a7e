package dev.maestro.core.reward.paper;

import dev.maestro.core.reward.text.Blocks;
import dev.maestro.core.reward.text.Blocks.Block;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * The format reward of the authors' code, on a whole response with its observations. Think tags, order, nesting, empty
 * answers and forged observations go unseen, as there; a stray tag in an expert's text costs the policy.
 */
public final class PaperFormat {

    private static final Set<String> PLACEHOLDERS = Set.of("model-name", "skill-name", "your-input");

    private PaperFormat() {}

    /**
     * r_fmt.
     *
     * @param whole the response
     * @param known whether a name of an expert and one of a skill are recognised
     * @return 0 or -1
     */
    public static double reward(String whole, BiPredicate<String, String> known) {
        boolean balanced = Blocks.count(whole, "<answer>") == Blocks.count(whole, "</answer>")
                && Blocks.count(whole, "<information>") == Blocks.count(whole, "</information>");
        String bare = Blocks.without(Blocks.without(whole, "information"), "search");
        List<Block> searches = Blocks.of(whole, "search");
        boolean formed =
                searches.stream().allMatch(search -> wellFormed(search.inside().strip(), known));
        return balanced
                        && formed
                        && !searches.isEmpty()
                        && Blocks.of(bare, "answer").size() == 1
                ? 0
                : -1;
    }

    private static boolean wellFormed(String call, BiPredicate<String, String> known) {
        int colon = call.indexOf(':');
        int pair = call.indexOf("@@");
        if (pair < 0) {
            return legacy(call, colon);
        }
        if (colon < pair) {
            return false;
        }
        String expert = call.substring(0, pair).strip();
        String skill = call.substring(pair + 2, colon).strip();
        String query = call.substring(colon + 1).strip();
        return filled(expert) && filled(skill) && filled(query) && known.test(expert, skill);
    }

    /** {@code name:text} with exactly one colon counts as well formed, although nothing runs it. */
    private static boolean legacy(String call, int colon) {
        if (colon <= 0 || call.indexOf(':', colon + 1) >= 0) {
            return false;
        }
        String name = call.substring(0, colon).strip();
        String text = call.substring(colon + 1).strip();
        return filled(text) && !text.contains(name);
    }

    private static boolean filled(String text) {
        return !text.isEmpty() && !PLACEHOLDERS.contains(text);
    }
}
