package dev.maestro.core.decide.generative;

import java.util.Locale;

/**
 * What can be wrong with a turn of the policy. Each has an observation of its own, in the resource
 * {@code policy-malformed.txt} under its {@link #code()}.
 */
public enum MalformedTurn {
    /** Nothing but white space. */
    EMPTY_TURN,
    /** Longer than any turn may be. */
    TURN_TOO_LONG,
    /** The think block was not closed, so nothing was done yet. */
    THINK_NOT_CLOSED,
    /** A second think block, or one that closes without opening. */
    THINK_OUT_OF_PLACE,
    /** A token of the chat template. */
    CHAT_TOKEN,
    /** An information block, which only the environment writes. */
    FORGED_INFORMATION,
    /** Neither a search nor an answer. */
    NO_ACTION,
    /** A search that was not closed; often the turn was cut off. */
    SEARCH_NOT_CLOSED,
    /** An answer that was not closed. */
    ANSWER_NOT_CLOSED,
    /** A closing tag without its opening one. */
    STRAY_CLOSING_TAG,
    /** A tag inside another block. */
    NESTED_TAG,
    /** Both a search and an answer. */
    SEARCH_AND_ANSWER,
    /** More than one answer. */
    SEVERAL_ANSWERS,
    /** An answer without text. */
    EMPTY_ANSWER,
    /** An answer before any call, where the first turn has to call. */
    ANSWER_BEFORE_CALL,
    /** A call where none is left. */
    NO_CALL_LEFT,
    /** More calls in one turn than may run in parallel. */
    TOO_MANY_CALLS,
    /** A call without text. */
    EMPTY_SEARCH,
    /** No {@code @@} between expert and skill. */
    MISSING_PAIR_SEPARATOR,
    /** No {@code :} before the query. */
    MISSING_QUERY_SEPARATOR,
    /** {@code @@} stands only behind the first colon. */
    PAIR_SEPARATOR_AFTER_COLON,
    /** No name before {@code @@}. */
    EMPTY_EXPERT,
    /** No name between {@code @@} and the colon. */
    EMPTY_SKILL,
    /** Nothing behind the colon. */
    EMPTY_QUERY,
    /** A place of the format that was copied, not filled. */
    PLACEHOLDER,
    /** No permitted expert has that name. */
    UNKNOWN_EXPERT,
    /** No permitted skill has that name. */
    UNKNOWN_SKILL,
    /** Both are known, but this expert cannot run this skill. */
    PAIR_NOT_ALLOWED;

    /** Stable, kebab-case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
