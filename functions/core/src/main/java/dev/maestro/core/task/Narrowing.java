package dev.maestro.core.task;

import dev.maestro.core.registry.Pair;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.registry.Skill;
import dev.maestro.schema.wire.Ablation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an episode may use, once the request and the ablation of its run have had their say. Prompt and executor both go
 * by it.
 *
 * @param experts ids; empty for all
 * @param skills ids; empty for all
 * @param isNothing whether nothing is left
 */
record Narrowing(List<String> experts, List<String> skills, boolean isNothing) {

    /** Procedures that pass the query to the expert as it is. */
    private static final Set<String> PLAIN = Set.of("plain-call", "answer-direct");

    Narrowing {
        experts = List.copyOf(experts);
        skills = List.copyOf(skills);
    }

    static Narrowing of(
            RegistrySnapshot registry, List<String> experts, List<String> skills, @Nullable Ablation ablation) {
        if (ablation == null) {
            return new Narrowing(experts, skills, false);
        }
        List<Pair> pairs = registry.pairs(experts, skills);
        if (ablation.withoutSkillLibrary()) {
            pairs = pairs.stream()
                    .filter(pair -> PLAIN.contains(String.valueOf(pair.skill().procedure())))
                    .toList();
        }
        if (ablation.skillPoolSize() != null) {
            Set<String> families = families(pairs, ablation.skillPoolSize());
            pairs = pairs.stream()
                    .filter(pair -> families.contains(family(pair.skill())))
                    .toList();
        }
        if (ablation.withoutModelPool() && !pairs.isEmpty()) {
            String only = only(pairs, experts);
            pairs = pairs.stream()
                    .filter(pair -> pair.expert().id().equals(only))
                    .toList();
        }
        boolean fewerExperts = ablation.withoutModelPool();
        boolean fewerSkills = ablation.withoutSkillLibrary() || ablation.skillPoolSize() != null;
        List<Pair> left = pairs;
        return new Narrowing(
                fewerExperts
                        ? distinct(left.stream().map(pair -> pair.expert().id()).toList())
                        : experts,
                fewerSkills
                        ? distinct(left.stream().map(pair -> pair.skill().id()).toList())
                        : skills,
                left.isEmpty());
    }

    private static Set<String> families(List<Pair> pairs, int most) {
        Set<String> families = new LinkedHashSet<>();
        for (Pair pair : pairs) {
            if (families.size() < most) {
                families.add(family(pair.skill()));
            }
        }
        return families;
    }

    private static String family(Skill skill) {
        return skill.parent() == null ? skill.id() : skill.parent();
    }

    /** The first expert that the request names, else the first that has a pair. */
    private static String only(List<Pair> pairs, List<String> experts) {
        return experts.stream()
                .filter(id -> pairs.stream().anyMatch(pair -> pair.expert().id().equals(id)))
                .findFirst()
                .orElse(pairs.getFirst().expert().id());
    }

    private static List<String> distinct(List<String> ids) {
        return new ArrayList<>(new LinkedHashSet<>(ids));
    }
}
