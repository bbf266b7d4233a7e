package dev.maestro.core.decide.generative;

import dev.maestro.core.episode.TerminalException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A language model that writes what the test wrote down, one token a character; keeps what it was asked. */
final class ScriptedTexts implements TextModel {

    private final Deque<String> turns = new ArrayDeque<>();
    private final List<Request> requests = new ArrayList<>();

    static ScriptedTexts writing(String... turns) {
        ScriptedTexts texts = new ScriptedTexts();
        texts.turns.addAll(List.of(turns));
        return texts;
    }

    List<Request> requests() {
        return requests;
    }

    /** Stops as an engine does: at the first stop, which stays; else at the end token. */
    @Override
    public Optional<Generation> generate(Request request, Instant deadline) {
        requests.add(request);
        if (turns.isEmpty()) {
            throw new TerminalException("script-over", "the script has no further turn");
        }
        String whole = turns.poll();
        int end = request.stops().stream()
                .mapToInt(stop -> whole.indexOf(stop) < 0 ? Integer.MAX_VALUE : whole.indexOf(stop) + stop.length())
                .min()
                .orElse(Integer.MAX_VALUE);
        boolean stopped = end <= whole.length();
        String text = stopped ? whole.substring(0, end) : whole;
        List<Generation.Token> tokens = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            tokens.add(new Generation.Token(text.charAt(i), -0.25, text.substring(i, i + 1)));
        }
        if (!stopped) {
            tokens.add(new Generation.Token(151_645, -0.5, QwenTemplate.END));
        }
        return Optional.of(new Generation(text, tokens, "stop", 100, tokens.size()));
    }
}
