package dev.maestro.local.data.row;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a benchmark: those that a file names, and those that its first rows have.
 *
 * @param names in order
 * @param filled those with a value in some row that was looked at
 * @param pictures those whose values hold bytes
 */
public record Columns(List<String> names, Set<String> filled, Set<String> pictures) {

    /** A file may leave out what is empty, so one row does not tell. */
    private static final int ROWS = 10_000;

    /** Rows whose values are large are looked at in such numbers only. */
    private static final int ROWS_OF_NAMED_COLUMNS = 20;

    public Columns {
        names = List.copyOf(names);
        filled = Set.copyOf(filled);
        pictures = Set.copyOf(pictures);
    }

    /** Looks at the first rows. */
    public static Columns of(RowFiles source) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        Set<String> filled = new LinkedHashSet<>();
        Set<String> pictures = new LinkedHashSet<>();
        int[] rows = {0};
        source.each((entry, named) -> {
            names.addAll(named);
            if (entry instanceof RowSource.Entry.Good(Row row)) {
                names.addAll(row.values().keySet());
                for (String name : row.values().keySet()) {
                    Object value = row.value(name);
                    if (value != null) {
                        filled.add(name);
                    }
                    if (holdsBytes(value)) {
                        pictures.add(name);
                    }
                }
            }
            rows[0]++;
            return rows[0] < (named.isEmpty() ? ROWS : ROWS_OF_NAMED_COLUMNS);
        });
        return new Columns(List.copyOf(names), filled, pictures);
    }

    private static boolean holdsBytes(@Nullable Object value) {
        return switch (value) {
            case byte[] ignored -> true;
            case Map<?, ?> map -> map.get("bytes") instanceof byte[];
            case List<?> list -> !list.isEmpty() && holdsBytes(list.getFirst());
            case null, default -> false;
        };
    }
}
