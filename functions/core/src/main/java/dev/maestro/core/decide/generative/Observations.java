package dev.maestro.core.decide.generative;

import dev.maestro.core.observe.Neutral;
import dev.maestro.core.observe.PromptText;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Invocation;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Step;
import java.util.Map;
import java.util.stream.Collectors;

/** What the policy reads after a turn: one information block a call, or what was wrong with the turn. */
final class Observations {

    private final PromptText observation;
    private final PromptText malformed;

    Observations(PromptText observation, PromptText malformed) {
        this.observation = observation;
        this.malformed = malformed;
    }

    /** The message after the last step of a state. */
    String after(EpisodeState state, Step step, NameTable names) {
        String blocks =
                switch (step.decision().action()) {
                    case Action.Malformed wrong -> block("", malformed(wrong, step, names));
                    case Action.Invoke invoke ->
                        step.invocations().stream()
                                .map(invocation -> block(pair(invocation, names), outcome(invocation.outcome())))
                                .collect(Collectors.joining("\n"));
                    case Action.Answer answer -> "";
                };
        int left = state.budget().maxSteps() - state.steps().size();
        String next = left > 0
                ? observation.section("calls left", Map.of("left", Integer.toString(left)))
                : observation.section("no calls left", Map.of());
        return blocks + "\n" + next;
    }

    private static String block(String head, String text) {
        return "<information>\n" + (head.isEmpty() ? "" : head + "\n") + text + "\n</information>";
    }

    private static String pair(Invocation invocation, NameTable names) {
        String expert = names.expert(invocation.call().expertId())
                .map(SystemPrompt::shown)
                .orElse(invocation.call().expertId());
        String skill = names.skill(invocation.call().skillId())
                .map(SystemPrompt::shown)
                .orElse(invocation.call().skillId());
        return "[" + expert + "@@" + skill + "]";
    }

    private String outcome(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answered ->
                answered.text().isBlank()
                        ? observation.section("nothing found", Map.of())
                        : Neutral.text(answered.text()).strip();
            case Outcome.Refused refused ->
                observation.section(
                        "refused", Map.of("code", refused.code(), "message", Neutral.text(refused.message())));
            case Outcome.Failed failed -> observation.section("failed", Map.of("code", failed.code()));
            case Outcome.TimedOut timedOut -> observation.section("timed out", Map.of());
            case Outcome.OverBudget over -> observation.section("over budget", Map.of("limit", over.limit()));
        };
    }

    private String malformed(Action.Malformed wrong, Step step, NameTable names) {
        String name = step.decision().extra().get("name") instanceof String text ? text : "";
        String shortened = name.length() <= 80 ? name : name.substring(0, 80) + "...";
        return malformed.section(
                malformed.has(wrong.code()) ? wrong.code() : "other",
                Map.of(
                        "name", Neutral.text(shortened),
                        "experts",
                                names.experts().stream()
                                        .map(SystemPrompt::shown)
                                        .collect(Collectors.joining(", ")),
                        "skills",
                                names.skills().stream().map(SystemPrompt::shown).collect(Collectors.joining(", "))));
    }
}
