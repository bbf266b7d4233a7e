package dev.maestro.core.reward.text;

import java.util.ArrayList;
import java.util.List;

/** Blocks of text between an opening tag and the next closing one. */
public final class Blocks {

    private Blocks() {}

    /**
     * One block.
     *
     * @param tag its name
     * @param start of the opening tag
     * @param end behind the closing tag
     * @param inside what stands between
     */
    public record Block(String tag, int start, int end, String inside) {}

    /** Blocks of one tag, in order; a tag that is never closed opens none. */
    public static List<Block> of(String text, String tag) {
        String opening = "<" + tag + ">";
        String closing = "</" + tag + ">";
        List<Block> blocks = new ArrayList<>();
        int from = 0;
        while (true) {
            int start = text.indexOf(opening, from);
            int close = start < 0 ? -1 : text.indexOf(closing, start + opening.length());
            if (close < 0) {
                return blocks;
            }
            from = close + closing.length();
            blocks.add(new Block(tag, start, from, text.substring(start + opening.length(), close)));
        }
    }

    /** The text without the blocks of one tag. */
    public static String without(String text, String tag) {
        StringBuilder left = new StringBuilder();
        int from = 0;
        for (Block block : of(text, tag)) {
            left.append(text, from, block.start());
            from = block.end();
        }
        return left.append(text, from, text.length()).toString();
    }

    /** How often a part occurs. */
    public static int count(String text, String part) {
        int count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }
}
