package dev.maestro.local.data.row;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of a published benchmark.
 *
 * @param where file and row or line, for messages
 * @param number of the row in its file, from 1
 * @param values by column: text, {@link Number}, {@link Boolean}, {@code byte[]}, list or map of these, or null
 */
public record Row(String where, long number, Map<String, @Nullable Object> values) {

    public Row {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The value of a column; null when it is absent or empty. */
    public @Nullable Object value(String column) {
        Object value = values.get(column);
        return value instanceof String text && text.isBlank() ? null : value;
    }

    /** The value of a column as text; null when it is absent or empty. */
    public @Nullable String text(String column) {
        Object value = value(column);
        return value == null ? null : Texts.of(value);
    }
}
