package dev.maestro.schema.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A policy that may decide.
 *
 * @param id kebab-case, unique
 * @param aliases other names it answers to
 * @param kind {@code best-pair}, {@code random}, {@code question-type}, {@code nearest-neighbour},
 *     {@code calibrated-router}, {@code pair-scoring}, {@code scripted} or {@code generative}
 * @param version pinned by episodes
 * @param description for people
 * @param model name in the model repository, or null for a policy that needs none
 * @param languageModel the model of a generative policy, else null
 */
public record PolicyEntry(
        String id,
        List<String> aliases,
        String kind,
        String version,
        String description,
        @Nullable String model,
        @Nullable LanguageModel languageModel) {

    public PolicyEntry {
        aliases = aliases == null ? List.of() : List.copyOf(aliases);
    }

    /** A policy that is no language model. */
    public PolicyEntry(
            String id, List<String> aliases, String kind, String version, String description, @Nullable String model) {
        this(id, aliases, kind, version, description, model, null);
    }
}
