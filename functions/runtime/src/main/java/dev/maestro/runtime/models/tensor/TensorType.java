package dev.maestro.runtime.models.tensor;

import dev.maestro.runtime.models.kserve.DataType;
import java.util.Optional;

/** Element types that Maestro sends and reads, with their names in requests and in model configurations. */
public enum TensorType {
    BOOL(DataType.TYPE_BOOL, 1),
    INT32(DataType.TYPE_INT32, 4),
    UINT32(DataType.TYPE_UINT32, 4),
    INT64(DataType.TYPE_INT64, 8),
    FP32(DataType.TYPE_FP32, 4),
    BYTES(DataType.TYPE_STRING, 0);

    private final DataType dataType;
    private final int size;

    TensorType(DataType dataType, int size) {
        this.dataType = dataType;
        this.size = size;
    }

    /** Its name in a {@code config.pbtxt}. */
    public DataType dataType() {
        return dataType;
    }

    /** Bytes of one element in raw contents; 0 for {@link #BYTES}, whose elements vary. */
    public int size() {
        return size;
    }

    /** By its name in a request, such as {@code FP32}; empty for one that Maestro does not handle. */
    public static Optional<TensorType> named(String name) {
        for (TensorType type : values()) {
            if (type.name().equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** By its name in a model configuration; empty for one that Maestro does not handle. */
    public static Optional<TensorType> of(DataType dataType) {
        for (TensorType type : values()) {
            if (type.dataType == dataType) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
