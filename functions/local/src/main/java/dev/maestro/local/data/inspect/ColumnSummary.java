package dev.maestro.local.data.inspect;

import dev.maestro.local.data.row.Texts;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gathers what the values of one column are. */
final class ColumnSummary {

    /** More different values than these are not told apart. */
    static final int MOST_DISTINCT = 10_000;

    private static final int EXAMPLE = 48;
    private static final int LONG_TEXT = 2_000;

    private final String name;
    private final Map<String, Long> types = new TreeMap<>();
    private final Set<Integer> distinct = new HashSet<>();
    private long present;
    private @Nullable String example;

    ColumnSummary(String name) {
        this.name = name;
    }

    void add(@Nullable Object value) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            return;
        }
        present++;
        types.merge(type(value), 1L, Long::sum);
        if (distinct.size() <= MOST_DISTINCT) {
            distinct.add(value instanceof byte[] bytes ? Arrays.hashCode(bytes) : value.hashCode());
        }
        if (example == null) {
            example = Texts.brief(example(value), EXAMPLE);
        }
    }

    private static String example(Object value) {
        return Texts.object(value)
                .map(map -> map.entrySet().stream()
                        .map(field -> field.getKey() + ": "
                                + (field.getValue() == null ? "null" : Texts.of(field.getValue())))
                        .collect(Collectors.joining(", ", "{", "}")))
                .orElseGet(() -> value instanceof List<?> list && !list.isEmpty()
                        ? "[" + example(String.valueOf(list.getFirst())) + (list.size() > 1 ? ", ..." : "") + "]"
                        : Texts.of(value));
    }

    private static String type(Object value) {
        return switch (value) {
            case String text when text.length() > LONG_TEXT && text.indexOf(' ') < 0 -> "base64";
            case String ignored -> "text";
            case Boolean ignored -> "bool";
            case Long ignored -> "whole number";
            case Integer ignored -> "whole number";
            case Number ignored -> "number";
            case byte[] ignored -> "bytes";
            case List<?> list ->
                "list of " + (list.isEmpty() || list.getFirst() == null ? "nothing" : type(list.getFirst()));
            case Map<?, ?> map ->
                "{" + map.keySet().stream().map(String::valueOf).collect(Collectors.joining(", ")) + "}";
            default -> value.getClass().getSimpleName();
        };
    }

    Inspection.Column column() {
        String all = types.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        String different = distinct.size() > MOST_DISTINCT ? "over " + MOST_DISTINCT : String.valueOf(distinct.size());
        return new Inspection.Column(name, all, present, different, example == null ? "" : example);
    }
}
