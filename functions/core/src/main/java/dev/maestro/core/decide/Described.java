package dev.maestro.core.decide;

import dev.maestro.core.estimate.CalibrationTable;
import dev.maestro.core.estimate.Estimates;
import dev.maestro.core.estimate.Outlook;
import dev.maestro.core.estimate.Shortlist;
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
    private final @Nullable Outlook outlook;
    private final CalibrationTable table;
    private final Observation observation;
    private final PairFeatures features;
    private final History history;
    private final TaskPoint task;
    private volatile @Nullable String recorded;

    /**
     * The candidates of an outlook.
     *
     * @param table that it comes from
     */
    static Described of(Outlook outlook, CalibrationTable table, Observation observation) {
        return new Described(outlook.estimates(), outlook.isLarge() ? outlook : null, table, observation);
    }

    private Described(Estimates estimates, @Nullable Outlook outlook, CalibrationTable table, Observation observation) {
        List<@Nullable Pair> pairs = new ArrayList<>();
        if (estimates.mayStop()) {
            pairs.add(null);
        }
        pairs.addAll(estimates.candidates());
        this.candidates = pairs;
        this.estimates = estimates;
        this.outlook = outlook;
        this.table = table;
        this.observation = observation;
        this.history = observation.history();
        this.features = PairFeatures.of(estimates, history);
        this.task = TaskPoint.of(observation.question(), observation.statistics());
    }

    /** Whether the candidates are a {@link Shortlist}, which more can be added to. */
    boolean isShortened() {
        return outlook != null;
    }

    /**
     * The same with more candidates, when these are a short list.
     *
     * @param columns of the table; those that the episode may not call, or has called, are left out
     */
    Described including(int[] columns) {
        return outlook == null || columns.length == 0
                ? this
                : new Described(outlook.shortened(columns), outlook, table, observation);
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
