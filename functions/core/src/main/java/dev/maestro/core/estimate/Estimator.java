package dev.maestro.core.estimate;

import dev.maestro.core.observe.CalibrationData;
import dev.maestro.core.observe.Observation;
import dev.maestro.core.observe.PictureStatistics;
import dev.maestro.core.observe.Remembered;
import dev.maestro.core.observe.TextEncoder;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.registry.Skill;
import dev.maestro.schema.wire.EpisodeState;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Describes candidates by calibrated numbers alone. Tables are kept by registry and data, look-aheads also by the
 * permitted pairs and the cost weight. Thread-safe.
 */
public final class Estimator {

    /** Hops that bring evidence, unless a policy says otherwise. */
    public static final int MOST_HOPS = 2;

    private static final double LIKENESS_WEIGHT = 0.3;

    private final TextEncoder encoder;
    private final PictureStatistics pictures;
    private final Calibrations calibrations;
    private final Remembered<TableKey, CalibrationTable> tables;
    private final Remembered<LookaheadKey, Lookahead> lookaheads;

    /** Data is compared by identity: a new calibration is a new object. */
    private record TableKey(CalibrationData data, String digest, RegistrySnapshot registry) {

        @Override
        public boolean equals(Object other) {
            return other instanceof TableKey key && key.data == data && key.digest.equals(digest);
        }

        @Override
        public int hashCode() {
            return digest.hashCode();
        }
    }

    /** The columns that the episode may use; none stands for all. */
    private record LookaheadKey(CalibrationTable table, List<Integer> allowed, double costWeight) {

        int[] columns() {
            return allowed.isEmpty()
                    ? IntStream.range(0, table.pairs).toArray()
                    : allowed.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    /**
     * Over the texts, pictures and calibrations of one flow.
     *
     * @param encoder for questions and descriptions of skills
     */
    public Estimator(TextEncoder encoder, PictureStatistics pictures, Calibrations calibrations) {
        this.encoder = Remembered.encoder(encoder, 4096);
        this.pictures = Remembered.statistics(pictures, 4096);
        this.calibrations = calibrations;
        this.tables = new Remembered<>(4, key -> new CalibrationTable(key.data, key.registry.pairs()));
        this.lookaheads = new Remembered<>(8, key -> new Lookahead(key.table, key.columns(), key.costWeight));
    }

    /** The calibration of a registry, laid out for its pairs. */
    public CalibrationTable table(RegistrySnapshot registry) {
        return tables.get(new TableKey(calibrations.of(registry), registry.digest(), registry));
    }

    /** The task of an episode as calibration tasks are compared with it. */
    public Observation observe(EpisodeState state) {
        return Observation.of(state, encoder, pictures);
    }

    /** The numbers of one decision. */
    public Estimates of(EpisodeState state, RegistrySnapshot registry, Situation situation, Observation observation) {
        return outlook(state, registry, situation, observation, MOST_HOPS).estimates();
    }

    /** What the calibration says of one decision of a policy that makes at most so many hops that bring evidence. */
    public Outlook outlook(
            EpisodeState state, RegistrySnapshot registry, Situation situation, Observation observation, int mostHops) {
        return new Outlook(this, table(registry), state, registry, situation, observation, mostHops);
    }

    /** The look-ahead over the columns that an episode may use; none stands for all. */
    Lookahead lookahead(CalibrationTable table, List<Integer> allowed, double costWeight) {
        return lookaheads.get(new LookaheadKey(table, allowed, costWeight));
    }

    /** What a pair that was never run is thought to be good for, by how like the question its skill's description is. */
    double coldSuccess(Observation observation, Skill skill) {
        float[] text = encoder.encode(skill.description() + " " + skill.useWhen());
        double likeness = Math.max(0, Kernels.cosine(observation.question(), text));
        return CalibrationTable.PRIOR + LIKENESS_WEIGHT * likeness;
    }
}
