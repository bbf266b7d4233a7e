package dev.maestro.core.invoke;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.observe.Neutral;
import dev.maestro.core.registry.Pair;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.wire.Call;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.ImageRef;
import dev.maestro.schema.wire.Invocation;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Step;
import dev.maestro.schema.wire.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs one call: finds the pair, loads the images, runs the skill's program, and types what came of it. */
public final class CallRunner {

    /**
     * Observations are kept to their last 1,000 characters unless configured otherwise, as in the paper's code, with a
     * mark where they were cut. A fence of code at the end stays whole.
     */
    public static final int OBSERVATION_CHARACTERS = 1000;

    private static final String CUT_MARK = "[cut] ";
    private static final String FENCE = "```";
    private static final int LONGEST_CODE = 20_000;

    private final Experts experts;
    private final Images images;
    private final ObjectStore objects;
    private final Map<String, SkillProcedure> procedures;
    private final InstantSource clock;
    private final int observationCharacters;

    /**
     * Makes one.
     *
     * @param experts calls experts
     * @param images picture work
     * @param objects where the images of tasks are
     * @param procedures programs by name
     * @param clock for latencies and deadlines
     */
    public CallRunner(
            Experts experts,
            Images images,
            ObjectStore objects,
            Map<String, SkillProcedure> procedures,
            InstantSource clock) {
        this(experts, images, objects, procedures, clock, OBSERVATION_CHARACTERS);
    }

    /**
     * Makes one.
     *
     * @param observationCharacters how many characters an observation keeps, from its end; at least 100
     */
    public CallRunner(
            Experts experts,
            Images images,
            ObjectStore objects,
            Map<String, SkillProcedure> procedures,
            InstantSource clock,
            int observationCharacters) {
        if (observationCharacters < 100) {
            throw new IllegalArgumentException(
                    "observations keep at least 100 characters, not " + observationCharacters);
        }
        this.observationCharacters = observationCharacters;
        this.experts = experts;
        this.images = images;
        this.objects = objects;
        this.procedures = Map.copyOf(procedures);
        this.clock = clock;
    }

    /**
     * Runs a call; never throws for what a call can bring about.
     *
     * @throws UncheckedIOException when the object store fails; trying again may help
     */
    Invocation run(Invoke.Run run, Call call) {
        EpisodeState state = run.state();
        long start = System.nanoTime();
        RunContext context = null;
        Outcome outcome;
        try {
            Pair pair = pair(run, call);
            SkillProcedure procedure = procedure(pair);
            context = new RunContext(pair, run, experts, images);
            outcome = remaining(state).isNegative() || remaining(state).isZero()
                    ? new Outcome.OverBudget("deadline")
                    : new Outcome.Answered(
                            cut(procedure.run(input(state, call), context), procedure.observationCharacters()));
        } catch (ExpertException e) {
            outcome = e.outcome();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the images of episode " + state.episodeId(), e);
        }
        double latencyMillis = (System.nanoTime() - start) / 1e6;
        if (context == null) {
            return new Invocation(call, outcome, latencyMillis, Usage.NONE);
        }
        Map<String, Object> extra = new LinkedHashMap<>();
        if (!context.calls().isEmpty()) {
            extra.put(ExpertCallRecord.FIELD, context.calls());
        }
        if (!context.notes().isEmpty()) {
            extra.put("notes", context.notes());
        }
        return new Invocation(call, outcome, latencyMillis, context.used(), extra);
    }

    private Duration remaining(EpisodeState state) {
        return Duration.between(clock.instant(), state.deadline());
    }

    private static Pair pair(Invoke.Run run, Call call) {
        EpisodeState state = run.state();
        RegistrySnapshot registry = run.registry();
        if (registry.expert(call.expertId()).isEmpty()) {
            throw refused("unknown-expert", "There is no expert '" + call.expertId() + "' in the registry.");
        }
        if (run.current().expert(call.expertId()).isEmpty()) {
            throw refused("withdrawn-expert", "Expert '" + call.expertId() + "' was withdrawn from the registry.");
        }
        if (registry.skill(call.skillId()).isEmpty()) {
            throw refused("unknown-skill", "There is no skill '" + call.skillId() + "' in the registry.");
        }
        Optional<Pair> pair = registry.pair(call.expertId(), call.skillId());
        if (pair.isEmpty() || !registry.pairs(state.experts(), state.skills()).contains(pair.get())) {
            throw refused(
                    "pair-not-allowed",
                    "Expert '" + call.expertId() + "' may not run skill '" + call.skillId()
                            + "': it lacks a capability, or a rule or the request forbids it.");
        }
        return pair.get();
    }

    private SkillProcedure procedure(Pair pair) {
        SkillProcedure procedure = procedures.get(String.valueOf(pair.skill().procedure()));
        if (procedure == null) {
            throw refused(
                    "unknown-procedure",
                    "Skill '" + pair.skill().id() + "' names the procedure '"
                            + pair.skill().procedure() + "', which this version does not have.");
        }
        return procedure;
    }

    private static ExpertException refused(String code, String message) {
        return new ExpertException(new Outcome.Refused(code, message));
    }

    private SkillInput input(EpisodeState state, Call call) throws IOException {
        List<Image> loaded = new ArrayList<>();
        for (ImageRef reference : state.task().images()) {
            byte[] bytes = objects.get(reference.digest())
                    .orElseThrow(() -> new ExpertException(new Outcome.Failed(
                            "image-lost", "Image " + reference.digest() + " is no longer in the object store.")));
            loaded.add(new Image(reference.digest(), bytes, reference.width(), reference.height()));
        }
        List<String> evidence = new ArrayList<>();
        for (Step step : state.steps()) {
            for (Invocation invocation : step.invocations()) {
                if (invocation.outcome() instanceof Outcome.Answered answered) {
                    evidence.add(answered.text());
                }
            }
        }
        return new SkillInput(call.query(), state.task().choices(), loaded, evidence);
    }

    private String cut(String whole, int wanted) {
        String text = Neutral.wellFormed(whole);
        int characters = wanted == OBSERVATION_CHARACTERS ? observationCharacters : wanted;
        if (text.length() <= characters) {
            return text;
        }
        int kept = characters - CUT_MARK.length();
        String stripped = text.stripTrailing();
        int opening =
                stripped.endsWith(FENCE) ? stripped.lastIndexOf(FENCE, stripped.length() - 2 * FENCE.length()) : -1;
        if (opening >= 0 && stripped.length() - opening <= LONGEST_CODE) {
            kept = Math.max(kept, text.length() - opening);
        }
        int from = text.length() - kept;
        if (from > 0 && Character.isLowSurrogate(text.charAt(from))) {
            from++;
        }
        return from <= 0 ? text : CUT_MARK + text.substring(from);
    }
}
