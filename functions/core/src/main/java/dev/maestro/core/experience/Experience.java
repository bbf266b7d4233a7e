package dev.maestro.core.experience;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The attempts that a policy remembers, the longest untouched first. An attempt at the same task in the same situation is
 * kept once: what it came to in the newest update counts half, all that was before the other half. Bounded: what was
 * longest untouched is forgotten. Immutable; the same attempts in the same order give the same bits.
 */
public final class Experience {

    /** Nothing is remembered. */
    public static final Experience NONE = new Experience(List.of());

    /** Attempts that are kept. */
    public static final int MOST_ATTEMPTS = 12_000;

    /** Tasks that are kept. */
    public static final int MOST_TASKS = 600;

    private final List<Attempt> attempts;
    private final List<TaskPoint> tasks;
    private final Map<String, List<Kept>> bySituation;

    /**
     * An attempt beside its task's place.
     *
     * @param task index among {@link #tasks}
     */
    public record Kept(int task, Attempt attempt) {}

    private Experience(List<Attempt> attempts) {
        this.attempts = attempts;
        Map<TaskPoint, Integer> places = new LinkedHashMap<>();
        this.bySituation = new HashMap<>();
        for (Attempt attempt : attempts) {
            int place = places.computeIfAbsent(attempt.task(), missing -> places.size());
            bySituation
                    .computeIfAbsent(attempt.situation().last(), missing -> new ArrayList<>())
                    .add(new Kept(place, attempt));
        }
        this.tasks = List.copyOf(places.keySet());
    }

    /** From attempts as {@link #attempts} gives them. */
    static Experience of(List<Attempt> attempts) {
        return attempts.isEmpty() ? NONE : new Experience(List.copyOf(attempts));
    }

    /** This experience and what came of one more update. */
    public Experience with(List<Attempt> newer) {
        if (newer.isEmpty()) {
            return this;
        }
        Map<Attempt.Key, Attempt> kept = new LinkedHashMap<>();
        attempts.forEach(attempt -> kept.put(attempt.key(), attempt));
        averaged(newer).forEach((key, attempt) -> {
            Attempt before = kept.remove(key);
            kept.put(key, before == null ? attempt : attempt.with((before.outcome() + attempt.outcome()) / 2));
        });
        return new Experience(bounded(new ArrayList<>(kept.values())));
    }

    private static Map<Attempt.Key, Attempt> averaged(List<Attempt> newer) {
        Map<Attempt.Key, List<Attempt>> alike = new LinkedHashMap<>();
        newer.forEach(attempt -> alike.computeIfAbsent(attempt.key(), missing -> new ArrayList<>())
                .add(attempt));
        Map<Attempt.Key, Attempt> result = new LinkedHashMap<>();
        alike.forEach((key, same) -> {
            double sum = 0;
            for (Attempt attempt : same) {
                sum += attempt.outcome();
            }
            result.put(key, same.getLast().with((float) (sum / same.size())));
        });
        return result;
    }

    private static List<Attempt> bounded(List<Attempt> all) {
        Set<TaskPoint> newest = new java.util.HashSet<>();
        List<Attempt> kept = new ArrayList<>();
        for (Attempt attempt : all.reversed()) {
            boolean fits = newest.contains(attempt.task()) || newest.size() < MOST_TASKS;
            if (fits && kept.size() < MOST_ATTEMPTS) {
                newest.add(attempt.task());
                kept.add(attempt);
            }
        }
        return List.copyOf(kept.reversed());
    }

    /** Whether nothing is remembered. */
    public boolean isEmpty() {
        return attempts.isEmpty();
    }

    /** All attempts, the longest untouched first. */
    public List<Attempt> attempts() {
        return attempts;
    }

    /** Where the tasks lie. */
    public List<TaskPoint> tasks() {
        return tasks;
    }

    /** Attempts whose last evidence was of this pair; empty for those without evidence. */
    public List<Kept> after(String last) {
        return bySituation.getOrDefault(last, List.of());
    }

    /** Ids of the pairs that some attempt called, sorted. */
    public Set<String> pairs() {
        Set<String> result = new TreeSet<>();
        attempts.forEach(attempt -> result.add(attempt.pair()));
        result.remove(Attempt.ANSWER);
        return result;
    }

    /** What pairs' own evidence scored where nothing came before it and it was answered with. */
    public Map<String, List<Attempt>> alone() {
        Map<String, List<Attempt>> result = new LinkedHashMap<>();
        for (Attempt attempt : attempts) {
            if (attempt.pair().equals(Attempt.ANSWER) && attempt.situation().hops() == 1) {
                result.computeIfAbsent(attempt.situation().last(), missing -> new ArrayList<>())
                        .add(attempt);
            }
        }
        return result;
    }
}
