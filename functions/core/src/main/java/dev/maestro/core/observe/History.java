package dev.maestro.core.observe;

import dev.maestro.core.episode.AnswerForm;
import dev.maestro.schema.wire.CandidateScore;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Invocation;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Step;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The steps of an episode as a policy sees them: one hop for each step that called experts.
 *
 * @param hops oldest first; of parallel calls the answered one that the policy had scored highest
 * @param tried ids of all pairs that were called, parallel ones too
 */
public record History(List<Hop> hops, Set<String> tried) {

    private static final Pattern SPACE = Pattern.compile("[\\s\\u00a0]+");

    public History {
        hops = List.copyOf(hops);
        tried = Set.copyOf(tried);
    }

    /** The history of a state whose steps are complete. */
    public static History of(EpisodeState state) {
        List<Hop> hops = new ArrayList<>();
        Set<String> tried = new HashSet<>();
        for (Step step : state.steps()) {
            step.invocations().forEach(invocation -> tried.add(pairId(invocation)));
            step.invocations().stream()
                    .max(Comparator.<Invocation>comparingInt(invocation -> rank(invocation.outcome()))
                            .thenComparingDouble(invocation -> score(step, invocation))
                            .thenComparingInt(invocation -> -invocation.call().callIndex()))
                    .ifPresent(best -> hops.add(new Hop(pairId(best), best.outcome())));
        }
        return new History(hops, tried);
    }

    private static String pairId(Invocation invocation) {
        return invocation.call().expertId() + "/" + invocation.call().skillId();
    }

    private static int rank(Outcome outcome) {
        return outcome instanceof Outcome.Answered answered ? (answered.text().isBlank() ? 1 : 2) : 0;
    }

    private static double score(Step step, Invocation invocation) {
        return step.decision().scores().stream()
                .filter(score -> invocation.call().expertId().equals(score.expertId())
                        && invocation.call().skillId().equals(score.skillId()))
                .mapToDouble(CandidateScore::score)
                .findFirst()
                .orElse(Double.NEGATIVE_INFINITY);
    }

    /** The last hop that brought a text that is not blank. */
    public Optional<Hop> evidence() {
        return hops.reversed().stream().filter(Hop::hasEvidence).findFirst();
    }

    /** The last hop whose skill ran to its end, whether or not it found anything. */
    public Optional<Hop> answered() {
        return hops.reversed().stream()
                .filter(hop -> hop.outcome() instanceof Outcome.Answered)
                .findFirst();
    }

    /** How many hops brought a text that is not blank. */
    public int evidenceCount() {
        return (int) hops.stream().filter(Hop::hasEvidence).count();
    }

    /** Whether an earlier hop had brought the same evidence as the last one. */
    public boolean isAgreed() {
        List<String> texts = hops.stream()
                .filter(Hop::hasEvidence)
                .map(hop -> normalised(hop.text()))
                .toList();
        return texts.size() > 1 && texts.indexOf(texts.getLast()) < texts.size() - 1;
    }

    /** What a policy that writes no text answers out of its evidence, normalised; empty when there is nothing to say. */
    public String answer(AnswerForm form) {
        return normalised(form.choose(texts()));
    }

    /** The evidence, newest first. */
    public List<String> texts() {
        return hops.reversed().stream().filter(Hop::hasEvidence).map(Hop::text).toList();
    }

    /** Unicode NFC, white space stripped at both ends and otherwise single. */
    public static String normalised(String text) {
        return SPACE.matcher(Normalizer.normalize(text, Normalizer.Form.NFC))
                .replaceAll(" ")
                .strip();
    }
}
