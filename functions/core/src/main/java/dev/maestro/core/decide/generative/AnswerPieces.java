package dev.maestro.core.decide.generative;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the answer in a turn that is still being written, and passes it on piece by piece: what stands between
 * {@code <answer>} and its closing tag, without the blanks around it, as {@link TurnParser} reads it in the end. Turns
 * that call experts give nothing. Not thread-safe.
 */
final class AnswerPieces implements TextModel.Writing {

    private static final String THINK = TagScanner.Kind.THINK.opening();
    private static final String THOUGHT = TagScanner.Kind.THINK.closing();
    private static final String CALL = TagScanner.Kind.SEARCH.opening();
    private static final String ANSWER = TagScanner.Kind.ANSWER.opening();
    private static final String ANSWERED = TagScanner.Kind.ANSWER.closing();
    private static final int UNKNOWN = -1;

    private final boolean insideThinking;
    private final Supplier<Consumer<String>> listener;
    private final StringBuilder written = new StringBuilder();
    private @Nullable Consumer<String> pieces;
    private int action = UNKNOWN;
    private int told = UNKNOWN;
    private boolean over;

    /**
     * Makes one.
     *
     * @param insideThinking whether the turn continues a think block that the chat template opened
     * @param listener asked when an answer begins, again when it is written anew
     */
    AnswerPieces(boolean insideThinking, Supplier<Consumer<String>> listener) {
        this.insideThinking = insideThinking;
        this.listener = listener;
    }

    @Override
    public void begins() {
        written.setLength(0);
        pieces = null;
        action = UNKNOWN;
        told = UNKNOWN;
        over = false;
    }

    @Override
    public void wrote(String piece) {
        int before = written.length();
        written.append(piece);
        if (!over && action == UNKNOWN) {
            action = action(Math.max(0, before - THOUGHT.length()));
        }
        if (!over && action != UNKNOWN && told == UNKNOWN) {
            told = answer(Math.max(action, before - ANSWER.length()));
        }
        if (!over && told != UNKNOWN) {
            tell(Math.max(told, before - ANSWERED.length()));
        }
    }

    /** Where the part behind the thought begins. */
    private int action(int from) {
        int text = firstVisible(0);
        int known = Math.min(THINK.length(), written.length() - text);
        boolean thinking = insideThinking || THINK.startsWith(written.substring(text, text + known));
        if (!thinking) {
            return 0;
        }
        int closing = written.indexOf(THOUGHT, from);
        return closing < 0 ? UNKNOWN : closing + THOUGHT.length();
    }

    /** Where the answer begins; a turn whose first block is a call has none. */
    private int answer(int from) {
        int opening = written.indexOf(ANSWER, from);
        int call = written.indexOf(CALL, from);
        if (call >= 0 && (opening < 0 || call < opening)) {
            over = true;
            return UNKNOWN;
        }
        return opening < 0 ? UNKNOWN : opening + ANSWER.length();
    }

    private void tell(int from) {
        int closing = written.indexOf(ANSWERED, from);
        over = closing >= 0;
        int end = over ? closing : written.length() - begunTag();
        if (pieces == null) {
            told = Math.min(firstVisible(told), end);
        }
        while (end > told && (Character.isWhitespace(written.charAt(end - 1)) || isHalf(end - 1))) {
            end--;
        }
        if (end > told) {
            Consumer<String> known = pieces == null ? listener.get() : pieces;
            pieces = known;
            known.accept(written.substring(told, end));
            told = end;
        }
    }

    /** How much at the end may be the beginning of the closing tag. */
    private int begunTag() {
        int opening = written.lastIndexOf("<");
        int begun = written.length() - opening;
        return opening >= told && begun < ANSWERED.length() && ANSWERED.startsWith(written.substring(opening))
                ? begun
                : 0;
    }

    private boolean isHalf(int at) {
        return at == written.length() - 1 && Character.isHighSurrogate(written.charAt(at));
    }

    private int firstVisible(int from) {
        int at = from;
        while (at < written.length() && Character.isWhitespace(written.charAt(at))) {
            at++;
        }
        return at;
    }
}
