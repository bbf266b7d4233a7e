package dev.maestro.core.evaluate.plan;

import dev.maestro.schema.wire.Budget;
import dev.maestro.schema.wire.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who decides in an evaluation: a policy, a version of one, or a single pair that is always called.
 *
 * @param label as written, and as in the report
 * @param policyId id in the registry
 * @param version null for the one that decides now
 * @param expert the only expert, or null for all
 * @param skill the only skill, or null for all
 */
public record PolicyChoice(
        String label,
        String policyId,
        @Nullable String version,
        @Nullable String expert,
        @Nullable String skill) {

    private static final String VERSIONED = "pair-scoring";
    private static final String SINGLE = "best-pair";

    /**
     * Reads one.
     *
     * @param text {@code calibrated-router}, {@code pair-scoring@12}, {@code 12} (a version of pair-scoring) or
     *     {@code expert:skill}
     * @throws IllegalArgumentException when it is none of these
     */
    public static PolicyChoice of(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a policy has no name");
        }
        int colon = text.indexOf(':');
        if (colon >= 0) {
            String expert = text.substring(0, colon);
            String skill = text.substring(colon + 1);
            if (expert.isBlank() || skill.isBlank()) {
                throw new IllegalArgumentException("a single pair is written expert:skill, not " + text);
            }
            return new PolicyChoice(text, SINGLE, null, expert, skill);
        }
        int at = text.indexOf('@');
        if (at >= 0) {
            if (at == 0 || at == text.length() - 1) {
                throw new IllegalArgumentException("a version is written policy@version, not " + text);
            }
            return new PolicyChoice(text, text.substring(0, at), text.substring(at + 1), null, null);
        }
        return text.matches("[0-9]{1,18}")
                ? new PolicyChoice(text, VERSIONED, text, null, null)
                : new PolicyChoice(text, text, null, null, null);
    }

    /** What its tasks choose. */
    public Settings settings(long seed, @Nullable Double costWeight, Budget budget) {
        return new Settings(
                policyId,
                version,
                1,
                seed,
                costWeight,
                expert == null ? List.of() : List.of(expert),
                skill == null ? List.of() : List.of(skill),
                budget);
    }
}
