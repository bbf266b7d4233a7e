package dev.maestro.core.decide.generative;

import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.registry.Skill;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one turn of the policy. Total: every text is an answer, calls, or malformed in one documented way; no name is
 * guessed, nothing is dropped without being said, and the time is linear in the length.
 *
 * <pre>
 *   turn   = [ think ] ( search+ | answer )      free text may stand around the blocks, tags may not
 *   think  = "&lt;think&gt;" text "&lt;/think&gt;"             the opening tag is left out where the chat template wrote it
 *   search = "&lt;search&gt;" call { line "||" call } "&lt;/search&gt;"
 *   call   = expert "@@" skill ":" query         parted at the first colon, then at the first "@@"
 *   answer = "&lt;answer&gt;" text "&lt;/answer&gt;"
 * </pre>
 *
 * <p>Calls in one turn run in parallel. The line {@code ||} is ours: generation stops at the first closing tag, so the
 * paper's form can carry one call only.
 */
public final class TurnParser {

    /** Longer turns are not read; the token limit of a turn is far below. */
    static final int LONGEST_TURN = 200_000;

    /** What a malformed action keeps of the text; all of it stands in the record of the generation. */
    private static final int KEPT_CHARACTERS = 500;

    private static final Set<String> PLACES = Set.of(
            "expert",
            "expert-name",
            "expertname",
            "model",
            "model-name",
            "modelname",
            "skill",
            "skill-name",
            "skillname",
            "query",
            "your-query",
            "your query",
            "your-input",
            "your input",
            "...",
            "…");

    private final NameTable names;
    private final Rules rules;

    /**
     * What holds for one turn.
     *
     * @param insideThinking whether the text continues a think block that the chat template opened
     * @param mayAnswer whether an answer may come now
     * @param mayCall whether a call is left
     * @param parallelCalls the most calls in one turn
     */
    public record Rules(boolean insideThinking, boolean mayAnswer, boolean mayCall, int parallelCalls) {}

    /** A parser for one turn of an episode that may use these names. */
    public TurnParser(NameTable names, Rules rules) {
        this.names = names;
        this.rules = rules;
    }

    /** Reads a turn; never throws. */
    public ParsedTurn parse(String text) {
        String thought = "";
        try {
            if (text.isBlank()) {
                throw new Wrong(MalformedTurn.EMPTY_TURN);
            }
            if (text.length() > LONGEST_TURN) {
                throw new Wrong(MalformedTurn.TURN_TOO_LONG);
            }
            int start = TagScanner.afterThought(text, rules.insideThinking());
            thought = TagScanner.thought(text, start);
            return new ParsedTurn(thought, action(TagScanner.blocks(text, start)), "");
        } catch (Wrong e) {
            String kept = text.length() <= KEPT_CHARACTERS ? text : text.substring(0, KEPT_CHARACTERS);
            return new ParsedTurn(thought, new Action.Malformed(e.turn.code(), kept), e.name);
        }
    }

    private Action action(List<TagScanner.Block> blocks) {
        List<String> searches = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        blocks.forEach(block -> (block.kind() == TagScanner.Kind.SEARCH ? searches : answers).add(block.body()));
        if (!searches.isEmpty() && !answers.isEmpty()) {
            throw new Wrong(MalformedTurn.SEARCH_AND_ANSWER);
        }
        if (answers.size() > 1) {
            throw new Wrong(MalformedTurn.SEVERAL_ANSWERS);
        }
        if (searches.isEmpty() && answers.isEmpty()) {
            throw new Wrong(MalformedTurn.NO_ACTION);
        }
        return answers.isEmpty() ? calls(searches) : answer(answers.getFirst().strip());
    }

    private Action answer(String text) {
        if (text.isEmpty()) {
            throw new Wrong(MalformedTurn.EMPTY_ANSWER);
        }
        if (!rules.mayAnswer()) {
            throw new Wrong(MalformedTurn.ANSWER_BEFORE_CALL);
        }
        return new Action.Answer(text);
    }

    private Action calls(List<String> searches) {
        if (!rules.mayCall()) {
            throw new Wrong(MalformedTurn.NO_CALL_LEFT);
        }
        List<String> written = new ArrayList<>();
        for (String search : searches) {
            StringBuilder one = new StringBuilder();
            for (String line : search.split("\n", -1)) {
                if (line.strip().equals("||")) {
                    written.add(one.toString());
                    one.setLength(0);
                } else {
                    one.append(line).append('\n');
                }
            }
            written.add(one.toString());
        }
        if (written.size() > rules.parallelCalls()) {
            throw new Wrong(MalformedTurn.TOO_MANY_CALLS);
        }
        List<Call> calls = new ArrayList<>();
        for (String call : written) {
            calls.add(call(calls.size(), call.strip()));
        }
        return new Action.Invoke(calls);
    }

    private Call call(int index, String text) {
        if (text.isEmpty()) {
            throw new Wrong(MalformedTurn.EMPTY_SEARCH);
        }
        if (!text.contains("@@")) {
            throw new Wrong(MalformedTurn.MISSING_PAIR_SEPARATOR);
        }
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new Wrong(MalformedTurn.MISSING_QUERY_SEPARATOR);
        }
        String pair = text.substring(0, colon);
        int parted = pair.indexOf("@@");
        if (parted < 0) {
            throw new Wrong(MalformedTurn.PAIR_SEPARATOR_AFTER_COLON);
        }
        String expertName = filled(pair.substring(0, parted).strip(), MalformedTurn.EMPTY_EXPERT);
        String skillName = filled(pair.substring(parted + 2).strip(), MalformedTurn.EMPTY_SKILL);
        String query = filled(text.substring(colon + 1).strip(), MalformedTurn.EMPTY_QUERY);
        Optional<Expert> expert = names.expert(expertName);
        Optional<Skill> skill = names.skill(skillName);
        if (isPlace(query) || (expert.isEmpty() && isPlace(expertName)) || (skill.isEmpty() && isPlace(skillName))) {
            throw new Wrong(MalformedTurn.PLACEHOLDER);
        }
        if (expert.isEmpty()) {
            throw new Wrong(MalformedTurn.UNKNOWN_EXPERT, expertName);
        }
        if (skill.isEmpty()) {
            throw new Wrong(MalformedTurn.UNKNOWN_SKILL, skillName);
        }
        if (!names.permits(expert.get(), skill.get())) {
            throw new Wrong(MalformedTurn.PAIR_NOT_ALLOWED, expertName + "@@" + skillName);
        }
        return new Call(index, expert.get().id(), skill.get().id(), query);
    }

    private static String filled(String part, MalformedTurn otherwise) {
        if (part.isEmpty()) {
            throw new Wrong(otherwise);
        }
        return part;
    }

    private static boolean isPlace(String text) {
        if (text.length() > 40) {
            return false;
        }
        boolean wrapped = (text.startsWith("<") && text.endsWith(">"))
                || (text.startsWith("{") && text.endsWith("}"))
                || (text.startsWith("[") && text.endsWith("]"));
        String bare = wrapped && text.length() > 1 ? text.substring(1, text.length() - 1) : text;
        return PLACES.contains(bare.strip().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** Ends the reading of a turn; never leaves this package. */
    static final class Wrong extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final MalformedTurn turn;
        private final String name;

        Wrong(MalformedTurn turn) {
            this(turn, "");
        }

        Wrong(MalformedTurn turn, String name) {
            super(turn.code(), null, false, false);
            this.turn = turn;
            this.name = name;
        }
    }
}
