package dev.maestro.local.train;

import dev.maestro.core.train.Training;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a run looked like, version after version. Not thread-safe. */
public final class LearningCurve {

    /** One version. */
    public record Point(
            long version,
            double reward,
            double entropy,
            double clipped,
            double staleness,
            int waste,
            int trajectories) {}

    /** A version on the dev split, with how often each pair was called. */
    public record DevPoint(long version, double accuracy, double reward, double cost, Map<String, Integer> pairs) {}

    private final List<Point> points = new ArrayList<>();
    private final List<DevPoint> devPoints = new ArrayList<>();

    /** Notes a version. */
    public void add(Training.Update update, int waste) {
        points.add(new Point(
                update.checkpoint().version(),
                update.meanReward(),
                update.result().entropy(),
                update.result().clipped(),
                update.meanStaleness(),
                waste,
                update.trajectories()));
    }

    /** Notes a version of which only this is known. */
    public void add(Point point) {
        points.add(point);
    }

    /** Notes how a version did on dev. */
    public void add(DevPoint point) {
        devPoints.add(point);
    }

    /** Versions in the order in which they were made. */
    public List<Point> points() {
        return List.copyOf(points);
    }

    /** Those that were tried on dev. */
    public List<DevPoint> devPoints() {
        return List.copyOf(devPoints);
    }

    /** Counts of pairs in a list of episodes. */
    public static Map<String, Integer> counts(List<List<String>> episodes) {
        Map<String, Integer> counts = new TreeMap<>();
        episodes.forEach(pairs -> pairs.forEach(pair -> counts.merge(pair, 1, Integer::sum)));
        return counts;
    }

    /** The pairs that were called most, over the whole run. */
    public List<String> busiest(int most) {
        Map<String, Integer> sums = new LinkedHashMap<>();
        devPoints.forEach(point -> point.pairs().forEach((pair, count) -> sums.merge(pair, count, Integer::sum)));
        return sums.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }
}
