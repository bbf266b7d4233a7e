package dev.maestro.core.decide;

import dev.maestro.core.experience.TaskPoint;
import dev.maestro.core.observe.History;
import dev.maestro.core.observe.Observation;
import dev.maestro.core.registry.Pair;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The candidates of one decision. Thread-safe. */
public final class Described {

    private final List<@Nullable Pair> candidates;
    private final Estimates estimates;
    private final CalibrationTable table;
    private final PairFeatures features;
    private final History history;
    private final TaskPoint task;
    private volatile @Nullable String recorded;

    /**
     * Makes one.
     *
     * @param table that the estimates come from
     */
    Described(Estimates estimates, CalibrationTable table, Observation observation) {
        List<@Nullable Pair> pairs = new ArrayList<>();
        if (estimates.mayStop()) {
            pairs.add(null);
        }
        pairs.addAll(estimates.candidates());
        this.candidates = pairs;
        this.estimates = estimates;
        this.table = table;
        this.history = observation.history();
        this.features = PairFeatures.of(estimates, history);
        this.task = TaskPoint.of(observation.question(), observation.statistics());
    }

    /** The pairs; null for answering now. */
    List<@Nullable Pair> candidates() {
        return candidates;
    }

    /** What the calibration says of them. */
    Estimates estimates() {
        return estimates;
    }

    /** The calibration. */
    CalibrationTable table() {
        return table;
    }

    /** Their numbers, in the same order. */
    public PairFeatures features() {
        return features;
    }

    History history() {
        return history;
    }

    /** Where the task lies. */
    TaskPoint task() {
        return task;
    }

    /** The numbers as text, see {@link RecordedFeatures}. */
    String recorded() {
        String known = recorded;
        if (known == null) {
            known = RecordedFeatures.text(features);
            recorded = known;
        }
        return known;
    }
}
