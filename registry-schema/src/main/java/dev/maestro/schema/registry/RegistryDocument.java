package dev.maestro.schema.registry;

import java.util.List;

/**
 * A registry: which experts, skills and policies there are, and which pairs are allowed.
 *
 * @param name for people
 * @param experts frozen models
 * @param skills fixed procedures
 * @param policies policies that may decide
 * @param rules allow and deny rules over pairs, the last that matches wins; none means that capability alone decides
 */
public record RegistryDocument(
        String name, List<Expert> experts, List<Skill> skills, List<PolicyEntry> policies, List<PairRule> rules) {

    public RegistryDocument {
        experts = experts == null ? List.of() : List.copyOf(experts);
        skills = skills == null ? List.of() : List.copyOf(skills);
        policies = policies == null ? List.of() : List.copyOf(policies);
        rules = rules == null ? List.of() : List.copyOf(rules);
    }
}
