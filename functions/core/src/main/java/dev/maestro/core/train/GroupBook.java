package dev.maestro.core.train;

import dev.maestro.schema.event.TrainingGroup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gathers the rollouts of each task under one policy version into groups. A fold: the same trajectories in the same order
 * give the same groups, on the clock of the events, never that of the machine.
 *
 * <pre>
 *   open --all G came, at least half usable--> closed
 *   open --all G came, fewer usable--> dropped (broken)
 *   open --deadline, at least half usable--> closed
 *   open --deadline, fewer--> dropped (incomplete)
 * </pre>
 *
 * <p>Broken episodes count as come and enter no baseline. Exhausted ones have scored 0 and stay. Not thread-safe.
 */
public final class GroupBook {

    private static final int REMEMBERED = 20_000;

    private final GrpoSettings settings;
    private final Map<String, Open> open = new LinkedHashMap<>();
    private final List<Group> closed = new ArrayList<>();
    private final LinkedHashSet<String> gone = new LinkedHashSet<>();
    private final Map<Waste, Integer> waste = new EnumMap<>(Waste.class);
    private int accepted;
    private Instant newest = Instant.MIN;

    public GroupBook(GrpoSettings settings) {
        this.settings = settings;
    }

    /** A group that still gathers. */
    private static final class Open {
        private final String registryDigest;
        private final Instant since;
        private final Map<String, Trajectory> members = new HashMap<>();

        Open(Trajectory first) {
            registryDigest = first.registryDigest();
            since = first.rewardedAt();
        }

        List<Trajectory> usable() {
            return members.values().stream()
                    .filter(member -> !member.broken())
                    .sorted(Comparator.comparingInt(Trajectory::rollout))
                    .toList();
        }
    }

    /**
     * A group to learn from.
     *
     * @param key task and policy version
     * @param version of the policy that chose
     * @param members by rollout; at least half of G
     */
    public record Group(String key, long version, List<Trajectory> members) {}

    /** Counts an episode that is not learned from. */
    public void leave(Waste reason) {
        waste.merge(reason, 1, Integer::sum);
    }

    /**
     * Takes up a trajectory.
     *
     * @param current version of the learner
     * @return why it was left, if it was
     */
    public Optional<Waste> accept(Trajectory trajectory, long current) {
        newest = trajectory.rewardedAt().isAfter(newest) ? trajectory.rewardedAt() : newest;
        expire(newest);
        Optional<Waste> refusal = refusal(trajectory, current);
        if (refusal.isPresent()) {
            leave(refusal.get());
            return refusal;
        }
        String key = key(trajectory);
        Open group = open.computeIfAbsent(key, missing -> new Open(trajectory));
        Trajectory before = group.members.put(trajectory.episodeId(), trajectory);
        if (before == null) {
            accepted++;
        }
        if (group.members.size() >= settings.groupSize()) {
            end(key, group, Waste.BROKEN);
        }
        return Optional.empty();
    }

    private static String key(Trajectory trajectory) {
        return trajectory.taskId() + "@" + trajectory.version();
    }

    private Optional<Waste> refusal(Trajectory trajectory, long current) {
        String key = key(trajectory);
        Open group = open.get(key);
        if (gone.contains(key)) {
            boolean known = gone.contains(key + "/" + trajectory.episodeId() + "/" + trajectory.attempt());
            return Optional.of(known ? Waste.DUPLICATE : Waste.LATE);
        }
        if (current - trajectory.version() > settings.maxStaleness()) {
            return Optional.of(Waste.STALE);
        }
        if (group == null) {
            return Optional.empty();
        }
        Trajectory before = group.members.get(trajectory.episodeId());
        if (before != null && before.attempt() >= trajectory.attempt()) {
            return Optional.of(Waste.DUPLICATE);
        }
        return group.registryDigest.equals(trajectory.registryDigest())
                ? Optional.empty()
                : Optional.of(Waste.OTHER_REGISTRY);
    }

    /** A group that was learned from before a restart: what comes of it is late or a duplicate. */
    public void used(TrainingGroup group) {
        String key = group.taskId() + "@" + group.policyVersion();
        open.remove(key);
        remember(key);
        group.episodeIds().forEach(episodeId -> remember(key + "/" + episodeId + "/0"));
    }

    /** Ends the groups whose deadline has passed. */
    public void expire(Instant now) {
        List<Map.Entry<String, Open>> late = open.entrySet().stream()
                .filter(entry -> entry.getValue()
                        .since
                        .plusMillis(settings.groupMillis())
                        .isBefore(now))
                .toList();
        late.forEach(entry -> end(entry.getKey(), entry.getValue(), Waste.INCOMPLETE));
    }

    private void end(String key, Open group, Waste otherwise) {
        open.remove(key);
        remember(key);
        group.members.values().forEach(member -> remember(key + "/" + member.episodeId() + "/" + member.attempt()));
        List<Trajectory> usable = group.usable();
        int broken = group.members.size() - usable.size();
        for (int i = 0; i < broken; i++) {
            leave(Waste.BROKEN);
        }
        if (usable.size() >= 2 && usable.size() * 2 >= settings.groupSize()) {
            closed.add(new Group(key, usable.getFirst().version(), usable));
            return;
        }
        for (int i = 0; i < usable.size(); i++) {
            leave(otherwise);
        }
    }

    private void remember(String name) {
        gone.add(name);
        while (gone.size() > REMEMBERED) {
            gone.removeFirst();
        }
    }

    /** Takes the oldest closed groups out when there are enough for an update; those grown stale are dropped. */
    public Optional<List<Group>> batch(long current) {
        closed.removeIf(group -> {
            boolean stale = current - group.version() > settings.maxStaleness();
            for (int i = 0; stale && i < group.members().size(); i++) {
                leave(Waste.STALE);
            }
            return stale;
        });
        if (closed.size() < settings.batchGroups()) {
            return Optional.empty();
        }
        List<Group> batch = List.copyOf(closed.subList(0, settings.batchGroups()));
        closed.subList(0, settings.batchGroups()).clear();
        return Optional.of(batch);
    }

    /** Groups that still gather. */
    public int openGroups() {
        return open.size();
    }

    /** Groups that wait for an update. */
    public int closedGroups() {
        return closed.size();
    }

    /** Trajectories taken up so far. */
    public int accepted() {
        return accepted;
    }

    /** What was left so far, by reason. */
    public Map<Waste, Integer> waste() {
        return Map.copyOf(waste);
    }
}
