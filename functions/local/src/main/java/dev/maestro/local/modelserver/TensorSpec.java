package dev.maestro.local.modelserver;

import dev.maestro.runtime.models.tensor.TensorType;
import java.util.Arrays;
import java.util.List;

/**
 * What a model says about one of its tensors.
 *
 * @param name unique among the inputs or the outputs of the model
 * @param type of the elements
 * @param shape dimensions, outermost first; -1 is any size
 * @param optional whether an input may be left out; means nothing for an output
 */
public record TensorSpec(String name, TensorType type, List<Long> shape, boolean optional) {

    public TensorSpec {
        shape = List.copyOf(shape);
    }

    /** An input that must be there, or an output. */
    public static TensorSpec of(String name, TensorType type, long... shape) {
        return new TensorSpec(name, type, boxed(shape), false);
    }

    /** An input that may be left out. */
    public static TensorSpec optional(String name, TensorType type, long... shape) {
        return new TensorSpec(name, type, boxed(shape), true);
    }

    private static List<Long> boxed(long... shape) {
        return Arrays.stream(shape).boxed().toList();
    }

    /** Whether a tensor of that shape fits: as many dimensions, each equal or free. */
    public boolean admits(List<Long> actual) {
        if (actual.size() != shape.size()) {
            return false;
        }
        for (int i = 0; i < shape.size(); i++) {
            long wanted = shape.get(i);
            if (actual.get(i) < 0 || (wanted >= 0 && wanted != actual.get(i))) {
                return false;
            }
        }
        return true;
    }
}
