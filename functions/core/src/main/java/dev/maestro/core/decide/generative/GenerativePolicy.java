package dev.maestro.core.decide.generative;

import dev.maestro.core.decide.Policy;
import dev.maestro.core.decide.Sampling;
import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.observe.Neutral;
import dev.maestro.core.observe.PromptText;
import dev.maestro.core.registry.Pair;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.registry.LanguageModel;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Step;
import dev.maestro.schema.wire.Task;
import dev.maestro.schema.wire.Usage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The paper's policy: a language model that thinks, then calls experts or answers, in tags. Its prompt is made from the
 * registry, so an expert or skill that was added a moment ago can be named in the next episode.
 */
public final class GenerativePolicy implements Policy {

    private static final List<String> STOPS = List.of("</search>", "</answer>");

    private final PolicyEntry entry;
    private final LanguageModel model;
    private final TextModel texts;
    private final @Nullable AnswerListener listener;
    private final PromptText prompt = PromptText.load("policy-system");
    private final Observations observations;
    private final String promptDigest;

    /** Makes one whose answers nobody hears before they are done. */
    public GenerativePolicy(PolicyEntry entry, TextModel texts) {
        this(entry, texts, null);
    }

    /**
     * Makes one.
     *
     * @param entry with its language model
     * @param texts calls it
     * @param listener hears answers of served tasks while they are written, or null
     */
    public GenerativePolicy(PolicyEntry entry, TextModel texts, @Nullable AnswerListener listener) {
        if (entry.languageModel() == null) {
            throw new TerminalException(
                    "no-language-model",
                    "The policy " + entry.id() + " is generative but the registry names no languageModel for it.");
        }
        this.entry = entry;
        this.model = entry.languageModel();
        this.texts = texts;
        this.listener = listener;
        PromptText observation = PromptText.load("policy-observation");
        PromptText malformed = PromptText.load("policy-malformed");
        this.observations = new Observations(observation, malformed);
        this.promptDigest = prompt.digest() + " " + observation.digest() + " " + malformed.digest();
    }

    @Override
    public Decision next(EpisodeState state, RegistrySnapshot registry, Sampling sampling) {
        NameTable names = new NameTable(permitted(state, registry));
        List<Message> conversation = new ArrayList<>();
        for (Step step : state.steps()) {
            GenerationRecord.of(step.decision()).ifPresent(record -> {
                conversation.addAll(record.added());
                conversation.add(Message.assistant(record.context(), record.closed()));
            });
        }
        List<Message> added = conversation.isEmpty() ? opening(state, names) : List.of(observed(state, names));
        conversation.addAll(added);
        long start = System.nanoTime();
        TextModel.Request request = new TextModel.Request(
                entry.id(),
                model,
                conversation,
                state.task().images(),
                STOPS,
                sampling.temperature(),
                sampling.random().nextInt(Integer.MAX_VALUE),
                model.limits().maxOutputTokens());
        Optional<Generation> generated = generated(request, state);
        double latencyMillis = (System.nanoTime() - start) / 1e6;
        return generated
                .map(generation -> decision(state, names, added, generation, latencyMillis))
                .orElseGet(() -> lateDecision(latencyMillis));
    }

    /** An answer is heard while it is written when somebody may wait for it and one may come in this turn. */
    private Optional<Generation> generated(TextModel.Request request, EpisodeState state) {
        AnswerListener hears = listener;
        if (hears == null
                || state.task().purpose() != Purpose.SERVE
                || !rules(state).mayAnswer()) {
            return texts.generate(request, state.deadline());
        }
        int stepIndex = state.steps().size();
        return texts.generate(
                request,
                state.deadline(),
                new AnswerPieces(model.opensThinking(), () -> hears.begins(state.episodeId(), stepIndex)));
    }

    private static List<Pair> permitted(EpisodeState state, RegistrySnapshot registry) {
        List<Pair> pairs = registry.pairs(state.experts(), state.skills());
        if (pairs.isEmpty()) {
            throw new TerminalException(
                    "no-pair",
                    "no permitted pair of expert and skill is left by the request's experts " + state.experts()
                            + " and skills " + state.skills() + ": name others, or leave them out");
        }
        return pairs;
    }

    private List<Message> opening(EpisodeState state, NameTable names) {
        Task task = state.task();
        StringBuilder choices = new StringBuilder();
        for (int i = 0; i < task.choices().size(); i++) {
            choices.append('\n')
                    .append((char) ('A' + i))
                    .append(") ")
                    .append(Neutral.text(task.choices().get(i)));
        }
        String user = prompt.section(
                "user", Map.of("question", Neutral.text(task.question()), "choices", choices.toString()));
        return List.of(
                Message.system(new SystemPrompt(prompt).text(names, state.budget(), model)),
                Message.user(user, task.images().size()));
    }

    private Message observed(EpisodeState state, NameTable names) {
        return Message.user(observations.after(state, state.steps().getLast(), names), 0);
    }

    private Decision decision(
            EpisodeState state, NameTable names, List<Message> added, Generation raw, double latencyMillis) {
        Generation generation = new Generation(
                Neutral.wellFormed(raw.text()),
                raw.tokens(),
                raw.finishReason(),
                raw.inputTokens(),
                raw.outputTokens());
        ParsedTurn turn = new TurnParser(names, rules(state)).parse(generation.text());
        Map<String, Object> extra = new HashMap<>(
                GenerationRecord.of(added, generation, promptDigest).extra());
        extra.put("thought", turn.thought());
        if (!turn.name().isEmpty()) {
            extra.put("name", turn.name());
        }
        double logProbability = generation.tokens().stream()
                .mapToDouble(Generation.Token::logProbability)
                .sum();
        return new Decision(
                turn.action(),
                entry.id(),
                entry.version(),
                logProbability,
                List.of(),
                0,
                latencyMillis,
                usage(generation),
                extra);
    }

    private TurnParser.Rules rules(EpisodeState state) {
        boolean called = state.steps().stream().anyMatch(step -> step.decision().action() instanceof Action.Invoke);
        boolean callLeft = state.steps().size() < state.budget().maxSteps();
        return new TurnParser.Rules(
                model.opensThinking(), called || model.directAnswers() || !callLeft, callLeft, model.parallelCalls());
    }

    private Usage usage(Generation generation) {
        double cost = model.price().perCallMicroUsd()
                + model.price().perInputTokenMicroUsd() * generation.inputTokens()
                + model.price().perOutputTokenMicroUsd() * generation.outputTokens();
        return new Usage(
                0, generation.inputTokens() + generation.outputTokens(), 0, cost, cost, generation.outputTokens());
    }

    /** The deadline passed during the turn; the next look at the episode ends it. */
    private Decision lateDecision(double latencyMillis) {
        return new Decision(
                new Action.Malformed("no-turn-in-time", ""),
                entry.id(),
                entry.version(),
                0,
                List.of(),
                0,
                latencyMillis,
                Usage.NONE,
                Map.of());
    }
}
