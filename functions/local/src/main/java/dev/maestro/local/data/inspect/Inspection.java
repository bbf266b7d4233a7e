package dev.maestro.local.data.inspect;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a published benchmark or a folder of items holds.
 *
 * @param rows rows, those that cannot be read included
 * @param columns as found, in order
 * @param mapping which column would be taken for what; null when that cannot be told
 * @param mappingProblem why it cannot be told; null when it can
 * @param items rows that give an item
 * @param answerTypes how many items have each
 * @param metrics how many items have each
 * @param choiceCounts how many items have how many choices; 0 for open questions
 * @param families how many items have each
 * @param splits how many items have each
 * @param commonestAnswer null without an item
 * @param majority share of items whose answer is the commonest, 0 to 1
 * @param pictures what pictures there are
 * @param samples the first items: id, question, choices, answer, pictures
 * @param suspicions what looks wrong, by kind
 */
public record Inspection(
        String form,
        List<String> files,
        long rows,
        List<Column> columns,
        @Nullable String mapping,
        @Nullable String mappingProblem,
        long items,
        Map<String, Long> answerTypes,
        Map<String, Long> metrics,
        Map<Integer, Long> choiceCounts,
        Map<String, Long> families,
        Map<String, Long> splits,
        @Nullable String commonestAnswer,
        double majority,
        Pictures pictures,
        List<Map<String, Object>> samples,
        List<Suspicion> suspicions) {

    /**
     * One column.
     *
     * @param types of its values, by frequency
     * @param present rows with a value
     * @param distinct different values; more than {@link ColumnSummary#MOST_DISTINCT} are not counted
     * @param example a value, cut short
     */
    public record Column(String name, String types, long present, String distinct, String example) {}

    /**
     * Pictures.
     *
     * @param taken how often a row has one
     * @param different by what they hold
     * @param bytes of the different ones
     * @param formats how many have each
     * @param smallest width and height of the one with the fewest pixels; empty without pictures
     * @param median of the pixels
     * @param largest width and height of the one with the most pixels
     */
    public record Pictures(
            long taken,
            long different,
            long bytes,
            Map<String, Long> formats,
            String smallest,
            String median,
            String largest) {}

    /**
     * One kind of what looks wrong.
     *
     * @param count how often
     * @param examples the first ones, with file and row
     */
    public record Suspicion(String kind, long count, List<String> examples) {}
}
