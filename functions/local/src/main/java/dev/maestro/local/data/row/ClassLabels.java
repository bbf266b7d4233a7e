package dev.maestro.local.data.row;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Columns that hold a number and mean a name, as the key {@code huggingface} of a Parquet file's metadata says.
 *
 * @param names by column, in the order of the numbers
 */
record ClassLabels(Map<String, List<String>> names) {

    static ClassLabels of(Map<String, String> metadata) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        String text = metadata.get("huggingface");
        if (text == null) {
            return new ClassLabels(names);
        }
        JsonNode features;
        try {
            features = Texts.MAPPER.readTree(text).path("info").path("features");
        } catch (JsonProcessingException e) {
            // Written by another program for itself; without it the numbers stay numbers.
            return new ClassLabels(names);
        }
        features.properties().forEach(feature -> {
            if ("ClassLabel".equals(feature.getValue().path("_type").asText())) {
                List<String> each = new ArrayList<>();
                feature.getValue().path("names").forEach(label -> each.add(label.asText()));
                names.put(feature.getKey(), List.copyOf(each));
            }
        });
        return new ClassLabels(names);
    }

    /** The same values, with names for numbers. */
    Map<String, @Nullable Object> named(Map<String, @Nullable Object> values) {
        names.forEach((column, labels) -> {
            if (values.get(column) instanceof Number number
                    && number.intValue() >= 0
                    && number.intValue() < labels.size()) {
                values.put(column, labels.get(number.intValue()));
            }
        });
        return values;
    }
}
