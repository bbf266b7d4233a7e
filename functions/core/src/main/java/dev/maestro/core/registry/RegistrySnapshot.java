package dev.maestro.core.registry;

import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.registry.PairRule;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.registry.RegistryDocument;
import dev.maestro.schema.registry.Skill;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One version of the registry. Names are looked up by id or alias, whatever their case, and never guessed.
 * Immutable.
 */
public final class RegistrySnapshot {

    private final String digest;
    private final RegistryDocument document;
    private final Map<String, Expert> experts = new HashMap<>();
    private final Map<String, Skill> skills = new HashMap<>();
    private final Map<String, PolicyEntry> policies = new HashMap<>();
    private final List<Pair> pairs;
    private final Map<String, Integer> places = new HashMap<>();

    /**
     * Makes one.
     *
     * @param digest {@code sha256:<hex>} of the document's bytes
     * @param document a valid document
     */
    public RegistrySnapshot(String digest, RegistryDocument document) {
        this.digest = digest;
        this.document = document;
        for (Expert expert : document.experts()) {
            put(experts, expert.id(), expert.aliases(), expert);
        }
        for (Skill skill : document.skills()) {
            put(skills, skill.id(), skill.aliases(), skill);
        }
        for (PolicyEntry policy : document.policies()) {
            put(policies, policy.id(), policy.aliases(), policy);
        }
        this.pairs = pairsOf(document);
        for (int k = 0; k < pairs.size(); k++) {
            places.put(pairs.get(k).id(), k);
        }
    }

    private static <T> void put(Map<String, T> map, String id, List<String> aliases, T value) {
        map.put(id.toLowerCase(Locale.ROOT), value);
        for (String alias : aliases) {
            map.put(alias.toLowerCase(Locale.ROOT), value);
        }
    }

    private static List<Pair> pairsOf(RegistryDocument document) {
        Set<String> all = new HashSet<>();
        document.experts().forEach(expert -> all.addAll(expert.capabilities()));
        List<Pair> result = new ArrayList<>();
        for (Skill skill : document.skills()) {
            if (skill.procedure() == null || !all.containsAll(skill.helpers())) {
                continue;
            }
            for (Expert expert : document.experts()) {
                if (expert.capabilities().containsAll(skill.capabilities())
                        && allowed(document.rules(), expert, skill)) {
                    result.add(new Pair(expert, skill));
                }
            }
        }
        return List.copyOf(result);
    }

    private static boolean allowed(List<PairRule> rules, Expert expert, Skill skill) {
        boolean allowed = true;
        for (PairRule rule : rules) {
            if (matches(rule.expert(), expert.id()) && matches(rule.skill(), skill.id())) {
                allowed = rule.effect().equals("allow");
            }
        }
        return allowed;
    }

    private static boolean matches(String pattern, String id) {
        return pattern.equals("*") || pattern.equals(id);
    }

    /** {@code sha256:<hex>} of the document's bytes. */
    public String digest() {
        return digest;
    }

    /** The document itself. */
    public RegistryDocument document() {
        return document;
    }

    /** The expert of that id or alias. */
    public Optional<Expert> expert(String name) {
        return Optional.ofNullable(experts.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The skill of that id or alias. */
    public Optional<Skill> skill(String name) {
        return Optional.ofNullable(skills.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The policy of that id or alias. */
    public Optional<PolicyEntry> policy(String name) {
        return Optional.ofNullable(policies.get(name.toLowerCase(Locale.ROOT)));
    }

    /** All pairs that capability and rules permit, in the order of the document. */
    public List<Pair> pairs() {
        return pairs;
    }

    /**
     * The pairs that one episode may use.
     *
     * @param onlyExperts ids; empty for all
     * @param onlySkills ids; empty for all
     */
    public List<Pair> pairs(List<String> onlyExperts, List<String> onlySkills) {
        if (onlyExperts.isEmpty() && onlySkills.isEmpty()) {
            return pairs;
        }
        Set<String> wantedExperts = Set.copyOf(onlyExperts);
        Set<String> wantedSkills = Set.copyOf(onlySkills);
        return pairs.stream()
                .filter(pair -> wantedExperts.isEmpty()
                        || wantedExperts.contains(pair.expert().id()))
                .filter(pair -> wantedSkills.isEmpty()
                        || wantedSkills.contains(pair.skill().id()))
                .toList();
    }

    /**
     * Where a pair stands among {@link #pairs()}.
     *
     * @param pairId {@code expert-id/skill-id}
     * @return -1 for one that is not permitted
     */
    public int place(String pairId) {
        return places.getOrDefault(pairId, -1);
    }

    /** The pair of two names, when it is permitted. */
    public Optional<Pair> pair(String expertName, String skillName) {
        Optional<Expert> expert = expert(expertName);
        Optional<Skill> skill = skill(skillName);
        if (expert.isEmpty() || skill.isEmpty()) {
            return Optional.empty();
        }
        int place = place(new Pair(expert.get(), skill.get()).id());
        return place < 0 ? Optional.empty() : Optional.of(pairs.get(place));
    }
}
