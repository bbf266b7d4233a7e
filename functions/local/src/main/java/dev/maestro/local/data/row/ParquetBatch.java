package dev.maestro.local.data.row;

import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.ColumnReaders;
import dev.hardwood.reader.LayerKind;
import dev.hardwood.reader.Validity;
import dev.hardwood.schema.ColumnSchema;
import dev.hardwood.schema.SchemaNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one batch of columns. Parquet stores a nested column as leaves, each with its own layers of structs and lists;
 * here every leaf gives its part of a row, and the parts of a field are put together by the schema.
 */
final class ParquetBatch {

    private final List<SchemaNode> fields;
    private final Map<Integer, Leaf> leaves = new LinkedHashMap<>();

    ParquetBatch(List<SchemaNode> fields, ColumnReaders readers) {
        this.fields = fields;
        for (int i = 0; i < readers.getColumnCount(); i++) {
            ColumnReader reader = readers.getColumnReader(i);
            leaves.put(reader.getColumnSchema().columnIndex(), new Leaf(reader));
        }
    }

    /** The values of a row, by field. */
    Map<String, @Nullable Object> row(int row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (SchemaNode field : fields) {
            Map<Integer, @Nullable Object> parts = new LinkedHashMap<>();
            columns(field).forEach(column -> {
                Leaf leaf = leaves.get(column);
                parts.put(column, leaf == null ? null : leaf.part(0, row));
            });
            values.put(field.name(), together(field, parts));
        }
        return values;
    }

    private static List<Integer> columns(SchemaNode node) {
        return switch (node) {
            case SchemaNode.PrimitiveNode leaf -> List.of(leaf.columnIndex());
            case SchemaNode.GroupNode group ->
                group.children().stream()
                        .flatMap(child -> columns(child).stream())
                        .toList();
        };
    }

    private static @Nullable Object together(SchemaNode node, Map<Integer, @Nullable Object> parts) {
        return switch (node) {
            case SchemaNode.PrimitiveNode leaf -> parts.get(leaf.columnIndex());
            case SchemaNode.GroupNode group when group.isList() -> list(group.getListElement(), parts);
            case SchemaNode.GroupNode group -> struct(group, parts);
        };
    }

    private static @Nullable Object list(SchemaNode element, Map<Integer, @Nullable Object> parts) {
        int size = -1;
        for (Integer column : columns(element)) {
            size = Math.max(size, parts.get(column) instanceof List<?> list ? list.size() : -1);
        }
        if (size < 0) {
            return null;
        }
        List<@Nullable Object> result = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Map<Integer, @Nullable Object> each = new LinkedHashMap<>();
            for (Integer column : columns(element)) {
                each.put(column, parts.get(column) instanceof List<?> list && i < list.size() ? list.get(i) : null);
            }
            result.add(together(element, each));
        }
        return result;
    }

    private static @Nullable Object struct(SchemaNode.GroupNode group, Map<Integer, @Nullable Object> parts) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        boolean present = false;
        for (SchemaNode child : group.children()) {
            Object value = together(child, parts);
            present |= value != null;
            values.put(child.name(), value);
        }
        return present ? values : null;
    }

    /** One leaf column of the batch. */
    private static final class Leaf {

        private final ColumnReader reader;
        private final Object values;

        Leaf(ColumnReader reader) {
            this.reader = reader;
            this.values = values(reader);
        }

        private static Object values(ColumnReader reader) {
            ColumnSchema column = reader.getColumnSchema();
            boolean text = column.logicalType() instanceof LogicalType.StringType
                    || column.logicalType() instanceof LogicalType.EnumType
                    || column.logicalType() instanceof LogicalType.JsonType;
            return switch (column.type()) {
                case BOOLEAN -> reader.getBooleans();
                case INT32 -> reader.getInts();
                case INT64 -> reader.getLongs();
                case FLOAT -> reader.getFloats();
                case DOUBLE -> reader.getDoubles();
                case BYTE_ARRAY -> text ? reader.getStrings() : reader.getBinaries();
                case INT96, FIXED_LEN_BYTE_ARRAY -> reader.getBinaries();
            };
        }

        /** What stands below an item of a layer; below the last layer, the value. */
        @Nullable
        Object part(int layer, int item) {
            if (layer == reader.getLayerCount()) {
                return isNull(reader.getLeafValidity(), item) ? null : value(item);
            }
            if (isNull(reader.getLayerValidity(layer), item)) {
                return null;
            }
            if (reader.getLayerKind(layer) == LayerKind.STRUCT) {
                return part(layer + 1, item);
            }
            int[] offsets = reader.getLayerOffsets(layer);
            List<@Nullable Object> parts = new ArrayList<>();
            for (int i = offsets[item]; i < offsets[item + 1]; i++) {
                parts.add(part(layer + 1, i));
            }
            return parts;
        }

        private static boolean isNull(Validity validity, int item) {
            return validity.hasNulls() && validity.isNull(item);
        }

        private @Nullable Object value(int item) {
            return switch (values) {
                case boolean[] truths -> truths[item];
                case int[] numbers -> (long) numbers[item];
                case long[] numbers -> numbers[item];
                case float[] numbers -> (double) numbers[item];
                case double[] numbers -> numbers[item];
                case String[] texts -> texts[item];
                case byte[][] bytes ->
                    reader.getColumnSchema().type() == PhysicalType.BYTE_ARRAY
                            ? bytes[item]
                            : new String(bytes[item], StandardCharsets.ISO_8859_1);
                default -> throw new IllegalStateException("values of " + values.getClass());
            };
        }
    }
}
