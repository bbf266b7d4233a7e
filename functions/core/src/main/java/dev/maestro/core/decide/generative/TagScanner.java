package dev.maestro.core.decide.generative;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the blocks of a turn in one pass. */
final class TagScanner {

    private static final int LONGEST_TOKEN_NAME = 40;

    /** A kind of block. */
    enum Kind {
        THINK,
        SEARCH,
        ANSWER,
        INFORMATION;

        private final String opening = "<" + name().toLowerCase(Locale.ROOT) + ">";
        private final String closing = "</" + name().toLowerCase(Locale.ROOT) + ">";

        String opening() {
            return opening;
        }

        String closing() {
            return closing;
        }
    }

    /** A search or an answer with what stands between its tags. */
    record Block(Kind kind, String body) {}

    /** A tag in the text. */
    private record Tag(Kind kind, boolean opens, int start, int end) {}

    private TagScanner() {}

    /**
     * Where the action part begins: behind the think block, or at the start when there is none.
     *
     * @throws TurnParser.Wrong when the block is not closed
     */
    static int afterThought(String text, boolean insideThinking) {
        boolean opened = text.stripLeading().startsWith(Kind.THINK.opening());
        if (!insideThinking && !opened) {
            return 0;
        }
        int closing = text.indexOf(Kind.THINK.closing());
        if (closing < 0) {
            throw new TurnParser.Wrong(MalformedTurn.THINK_NOT_CLOSED);
        }
        return closing + Kind.THINK.closing().length();
    }

    /** What stands in the think block that ends before {@code start}. */
    static String thought(String text, int start) {
        if (start == 0) {
            return "";
        }
        String inside = text.substring(0, start - Kind.THINK.closing().length()).strip();
        return inside.startsWith(Kind.THINK.opening())
                ? inside.substring(Kind.THINK.opening().length()).strip()
                : inside;
    }

    /**
     * The blocks behind {@code start}, in order.
     *
     * @throws TurnParser.Wrong when tags do not pair up or do not belong here
     */
    static List<Block> blocks(String text, int start) {
        List<Block> blocks = new ArrayList<>();
        Tag open = null;
        for (int at = text.indexOf('<', start); at >= 0; at = text.indexOf('<', at + 1)) {
            if (isChatToken(text, at)) {
                throw new TurnParser.Wrong(MalformedTurn.CHAT_TOKEN);
            }
            Tag tag = tag(text, at);
            if (tag == null) {
                continue;
            }
            if (tag.kind() == Kind.THINK) {
                throw new TurnParser.Wrong(MalformedTurn.THINK_OUT_OF_PLACE);
            }
            if (tag.kind() == Kind.INFORMATION) {
                throw new TurnParser.Wrong(MalformedTurn.FORGED_INFORMATION);
            }
            if (open == null) {
                if (!tag.opens()) {
                    throw new TurnParser.Wrong(MalformedTurn.STRAY_CLOSING_TAG);
                }
                open = tag;
            } else if (tag.opens() || tag.kind() != open.kind()) {
                throw new TurnParser.Wrong(MalformedTurn.NESTED_TAG);
            } else {
                blocks.add(new Block(open.kind(), text.substring(open.end(), tag.start())));
                open = null;
            }
        }
        if (open != null) {
            throw new TurnParser.Wrong(
                    open.kind() == Kind.SEARCH ? MalformedTurn.SEARCH_NOT_CLOSED : MalformedTurn.ANSWER_NOT_CLOSED);
        }
        return blocks;
    }

    private static @Nullable Tag tag(String text, int at) {
        for (Kind kind : Kind.values()) {
            if (text.startsWith(kind.opening(), at)) {
                return new Tag(kind, true, at, at + kind.opening().length());
            }
            if (text.startsWith(kind.closing(), at)) {
                return new Tag(kind, false, at, at + kind.closing().length());
            }
        }
        return null;
    }

    /** Something like {@code <|im_end|>}. */
    private static boolean isChatToken(String text, int at) {
        if (!text.startsWith("<|", at)) {
            return false;
        }
        int end = at + 2;
        while (end < text.length()
                && end - at < LONGEST_TOKEN_NAME
                && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        return end > at + 2 && text.startsWith("|>", end);
    }
}
