package dev.maestro.core.reward;

import dev.maestro.core.reward.text.Blocks;
import dev.maestro.core.reward.text.Blocks.Block;
import dev.maestro.schema.wire.Action;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The strict format rules, on what the policy itself wrote: tags open and close in order and are not nested, each turn
 * was understood, no observation is forged, there is a call before the answer, and one answer, not empty, at the very
 * end. Nothing that an expert writes can cost the policy anything. A policy that writes no text breaks no rule.
 */
final class FormatCheck {

    private static final Pattern TAG = Pattern.compile("<(/?)(think|search|answer|information)>");

    private FormatCheck() {}

    /** The first rule that was broken, as a stable kebab-case code; empty for none. */
    static Optional<String> violation(Transcript transcript) {
        if (!transcript.written()) {
            return Optional.empty();
        }
        List<Transcript.Turn> turns = transcript.turns();
        for (Transcript.Turn turn : turns) {
            Optional<String> violation = violation(turn);
            if (violation.isPresent()) {
                return violation;
            }
        }
        String all = String.join("\n", turns.stream().map(Transcript.Turn::text).toList());
        return order(all);
    }

    private static Optional<String> violation(Transcript.Turn turn) {
        if (turn.action() instanceof Action.Malformed malformed) {
            return Optional.of(malformed.code());
        }
        Deque<String> open = new ArrayDeque<>();
        Matcher tag = TAG.matcher(turn.text());
        while (tag.find()) {
            String name = tag.group(2);
            if (name.equals("information")) {
                return Optional.of("forged-information");
            }
            boolean closing = !tag.group(1).isEmpty();
            boolean openedByTemplate = closing && name.equals("think") && open.isEmpty() && isFirst(turn.text(), tag);
            if (openedByTemplate) {
                continue;
            }
            if (closing ? !name.equals(open.poll()) : !open.isEmpty()) {
                return Optional.of("unbalanced-tags");
            }
            if (!closing) {
                open.push(name);
            }
        }
        return open.isEmpty() ? Optional.empty() : Optional.of("unbalanced-tags");
    }

    /** A thinking model's template opens {@code <think>} itself, so that a turn may begin inside of it. */
    private static boolean isFirst(String text, Matcher tag) {
        return !TAG.matcher(text.substring(0, tag.start())).find();
    }

    private static Optional<String> order(String all) {
        List<Block> blocks = Stream.concat(Blocks.of(all, "search").stream(), Blocks.of(all, "answer").stream())
                .sorted(Comparator.comparingInt(Block::start))
                .toList();
        for (Block block : blocks) {
            if (block.tag().equals("search") && !isCall(block.inside())) {
                return Optional.of("bad-search");
            }
        }
        List<Block> answers =
                blocks.stream().filter(block -> block.tag().equals("answer")).toList();
        if (answers.size() != 1) {
            return Optional.of(answers.isEmpty() ? "no-answer" : "several-answers");
        }
        Block answer = answers.getFirst();
        if (answer.inside().isBlank()) {
            return Optional.of("empty-answer");
        }
        if (!blocks.getLast().equals(answer)) {
            return Optional.of("search-after-answer");
        }
        if (blocks.size() == 1) {
            return Optional.of("no-search");
        }
        return all.substring(answer.end()).isBlank() ? Optional.empty() : Optional.of("text-after-answer");
    }

    /** {@code Model@@Skill:query}: first colon, first {@code @@} before it, nothing empty. */
    private static boolean isCall(String search) {
        int colon = search.indexOf(':');
        int pair = search.indexOf("@@");
        return pair >= 0
                && colon > pair
                && !search.substring(0, pair).isBlank()
                && !search.substring(pair + 2, colon).isBlank()
                && !search.substring(colon + 1).isBlank();
    }
}
