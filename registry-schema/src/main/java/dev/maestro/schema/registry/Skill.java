package dev.maestro.schema.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fixed procedure, run with one expert as its main model.
 *
 * @param id kebab-case, unique; a fine skill is named {@code family-fine}
 * @param aliases other names it answers to
 * @param tier 1 for a family, 2 for a specific skill
 * @param parent id of the family of a tier 2 skill, else null
 * @param description for people and for the generative policy
 * @param useWhen when to choose it
 * @param capabilities the main expert needs all of these
 * @param helpers capabilities that other experts must bring
 * @param procedure name of the program; null for a family that only groups
 * @param declaredCalls the most expert calls that one run makes
 * @param budgetShare the share of the episode's remaining money that one run may reserve, above 0 and at most 1
 */
public record Skill(
        String id,
        List<String> aliases,
        int tier,
        @Nullable String parent,
        String description,
        String useWhen,
        List<String> capabilities,
        List<String> helpers,
        @Nullable String procedure,
        int declaredCalls,
        double budgetShare) {

    public Skill {
        aliases = aliases == null ? List.of() : List.copyOf(aliases);
        capabilities = capabilities == null ? List.of() : List.copyOf(capabilities);
        helpers = helpers == null ? List.of() : List.copyOf(helpers);
    }
}
