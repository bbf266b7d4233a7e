package dev.maestro.core.reward;

import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.Call;
import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Invocation;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An episode as text in the paper's tags, part by part, so that it is never in doubt who wrote what. A policy that writes
 * text is quoted; what a policy without text decided is put into the tags that say the same.
 *
 * @param parts in order
 * @param written whether the policy wrote text of its own
 */
record Transcript(List<Part> parts, boolean written) {

    /** Field of a decision's extra values that holds what a generative policy wrote in that turn. */
    static final String TEXT = "text";

    Transcript {
        parts = List.copyOf(parts);
    }

    /** Text by one author. */
    sealed interface Part {
        /** What was written. */
        String text();
    }

    /**
     * One turn of the policy.
     *
     * @param action what was understood of it
     */
    record Turn(String text, Action action) implements Part {}

    /** What the environment put in between: expert text in its tags, unescaped as in the authors' code. */
    record Observation(String text) implements Part {}

    static Transcript of(EpisodeState state, EpisodeEnd end) {
        List<Part> parts = new ArrayList<>();
        boolean written = false;
        boolean answered = false;
        for (Step step : state.steps()) {
            Action action = step.decision().action();
            boolean quoted = step.decision().extra().get(TEXT) instanceof String || action instanceof Action.Malformed;
            written |= quoted;
            answered |= action instanceof Action.Answer;
            parts.add(new Turn(
                    step.decision().extra().get(TEXT) instanceof String text ? text : rendered(action), action));
            if (!step.invocations().isEmpty()) {
                parts.add(new Observation(step.invocations().stream()
                        .map(invocation -> "<information>" + text(invocation) + "</information>")
                        .collect(Collectors.joining("\n"))));
            }
        }
        if (!answered && end instanceof EpisodeEnd.Answered given) {
            Action.Answer answer = new Action.Answer(given.answer());
            parts.add(new Turn(rendered(answer), answer));
        }
        return new Transcript(parts, written);
    }

    private static String rendered(Action action) {
        return switch (action) {
            case Action.Invoke invoke ->
                invoke.calls().stream().map(Transcript::rendered).collect(Collectors.joining("\n"));
            case Action.Answer answer -> "<answer>" + answer.text() + "</answer>";
            case Action.Malformed malformed -> malformed.text();
        };
    }

    private static String rendered(Call call) {
        return "<search>" + call.expertId() + "@@" + call.skillId() + ":" + call.query() + "</search>";
    }

    private static String text(Invocation invocation) {
        return invocation.outcome() instanceof Outcome.Answered answered ? answered.text() : "Skill execution error";
    }

    /** Turns of the policy, in order. */
    List<Turn> turns() {
        return parts.stream()
                .filter(Turn.class::isInstance)
                .map(Turn.class::cast)
                .toList();
    }

    /** Everything, as the authors' scorers see it: observations included. */
    String whole() {
        return parts.stream().map(Part::text).collect(Collectors.joining("\n"));
    }
}
