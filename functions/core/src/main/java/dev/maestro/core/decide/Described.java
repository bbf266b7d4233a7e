package dev.maestro.core.decide;

import dev.maestro.core.observe.History;
import dev.maestro.core.registry.Pair;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The candidates of one decision. Thread-safe. */
public final class Described {

    private final List<@Nullable Pair> candidates;
    private final PairFeatures features;
    private final History history;
    private volatile @Nullable String recorded;

    /**
     * Makes one.
     *
     * @param candidates null for answering now
     * @param features in the same order
     * @param history of the episode
     */
    Described(List<@Nullable Pair> candidates, PairFeatures features, History history) {
        this.candidates = candidates;
        this.features = features;
        this.history = history;
    }

    /** The pairs; null for answering now. */
    List<@Nullable Pair> candidates() {
        return candidates;
    }

    /** Their numbers, in the same order. */
    public PairFeatures features() {
        return features;
    }

    History history() {
        return history;
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
