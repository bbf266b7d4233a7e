package dev.maestro.core.decide.generative;

import dev.maestro.core.registry.Pair;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.registry.Skill;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names that one episode may use. A name is an id or an alias in any case, or one of them with hyphens,
 * underscores and spaces exchanged or left out, so that snake case, kebab case and squashed spelling all do. A spelling
 * that fits two entries fits none: nothing is guessed.
 */
public final class NameTable {

    private final List<Pair> pairs;
    private final Map<String, Expert> experts = new LinkedHashMap<>();
    private final Map<String, Skill> skills = new LinkedHashMap<>();
    private final Map<String, String> expertIds;
    private final Map<String, String> skillIds;
    private final Set<String> pairIds = new HashSet<>();

    /** Of the pairs that the episode may use, in the order in which a prompt lists them. */
    public NameTable(List<Pair> pairs) {
        this.pairs = List.copyOf(pairs);
        for (Pair pair : pairs) {
            experts.putIfAbsent(pair.expert().id(), pair.expert());
            skills.putIfAbsent(pair.skill().id(), pair.skill());
            pairIds.add(pair.id());
        }
        Map<String, List<String>> expertNames = new LinkedHashMap<>();
        experts.values().forEach(expert -> expertNames.put(expert.id(), names(expert.id(), expert.aliases())));
        Map<String, List<String>> skillNames = new LinkedHashMap<>();
        skills.values().forEach(skill -> skillNames.put(skill.id(), names(skill.id(), skill.aliases())));
        this.expertIds = index(expertNames);
        this.skillIds = index(skillNames);
    }

    private static List<String> names(String id, List<String> aliases) {
        List<String> names = new ArrayList<>(aliases);
        names.add(id);
        return names;
    }

    /** From every spelling to the id; names as they stand come before folded ones, and two ids on one spelling fall. */
    private static Map<String, String> index(Map<String, List<String>> namesById) {
        Map<String, String> exact = new HashMap<>();
        Map<String, String> folded = new HashMap<>();
        Set<String> ambiguous = new HashSet<>();
        namesById.forEach((id, names) -> names.forEach(name -> {
            exact.putIfAbsent(name.toLowerCase(Locale.ROOT), id);
            String before = folded.putIfAbsent(fold(name), id);
            if (before != null && !before.equals(id)) {
                ambiguous.add(fold(name));
            }
        }));
        folded.keySet().removeAll(ambiguous);
        folded.putAll(exact);
        return folded;
    }

    private static String fold(String name) {
        StringBuilder folded = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '-' && c != '_' && c != ' ') {
                folded.append(c);
            }
        }
        return folded.toString().toLowerCase(Locale.ROOT);
    }

    /** The permitted expert of that name. */
    public Optional<Expert> expert(String name) {
        return find(expertIds, name).map(experts::get);
    }

    /** The permitted skill of that name. */
    public Optional<Skill> skill(String name) {
        return find(skillIds, name).map(skills::get);
    }

    private static Optional<String> find(Map<String, String> ids, String name) {
        String exact = ids.get(name.toLowerCase(Locale.ROOT));
        return Optional.ofNullable(exact != null ? exact : ids.get(fold(name)));
    }

    /** Whether this expert may run this skill. */
    public boolean permits(Expert expert, Skill skill) {
        return pairIds.contains(new Pair(expert, skill).id());
    }

    /** Permitted experts, in order. */
    public List<Expert> experts() {
        return List.copyOf(experts.values());
    }

    /** Permitted skills, in order. */
    public List<Skill> skills() {
        return List.copyOf(skills.values());
    }

    /** Permitted pairs, in order. */
    public List<Pair> pairs() {
        return pairs;
    }

    /** The name that a prompt shows: the first alias that the grammar can carry, else the id. */
    public static String shown(String id, List<String> aliases) {
        return aliases.stream().filter(NameTable::isWritable).findFirst().orElse(id);
    }

    private static boolean isWritable(String name) {
        return name.chars().noneMatch(c -> c == ':' || c == '<' || c == '>' || Character.isISOControl(c))
                && !name.contains("@@")
                && name.equals(name.strip());
    }
}
