package dev.maestro.runtime.models.tensor;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A named array with a shape. Arrays are not copied: do not change them after.
 *
 * <p>The constructors throw {@link IllegalArgumentException}, naming the tensor, when the shape does not hold as many
 * elements as there are.
 */
public sealed interface Tensor {

    /** Name that the model gives it. */
    String name();

    /** Element type. */
    TensorType type();

    /** Dimensions, outermost first; empty for a scalar. */
    List<Long> shape();

    /** Elements that are byte strings, such as texts in UTF-8 and encoded images. */
    record Bytes(String name, List<Long> shape, List<byte[]> elements) implements Tensor {

        public Bytes {
            shape = List.copyOf(shape);
            elements = List.copyOf(elements);
            Tensor.check(name, shape, elements.size());
        }

        @Override
        public TensorType type() {
            return TensorType.BYTES;
        }
    }

    /** FP32. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier; never compared
    record Floats(String name, List<Long> shape, float[] values) implements Tensor {

        public Floats {
            shape = List.copyOf(shape);
            Tensor.check(name, shape, values.length);
        }

        @Override
        public TensorType type() {
            return TensorType.FP32;
        }
    }

    /** INT64, INT32 or UINT32, widened. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier; never compared
    record Integers(String name, TensorType type, List<Long> shape, long[] values) implements Tensor {

        public Integers {
            shape = List.copyOf(shape);
            if (type != TensorType.INT64 && type != TensorType.INT32 && type != TensorType.UINT32) {
                throw new IllegalArgumentException("tensor '" + name + "' cannot hold integers as " + type);
            }
            Tensor.check(name, shape, values.length);
        }
    }

    /** BOOL. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier; never compared
    record Booleans(String name, List<Long> shape, boolean[] values) implements Tensor {

        public Booleans {
            shape = List.copyOf(shape);
            Tensor.check(name, shape, values.length);
        }

        @Override
        public TensorType type() {
            return TensorType.BOOL;
        }
    }

    /** Texts, shape [n]. */
    static Bytes texts(String name, List<String> texts) {
        return bytes(
                name,
                texts.stream()
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .collect(Collectors.toUnmodifiableList()));
    }

    /** One text, shape [1]. */
    static Bytes text(String name, String text) {
        return texts(name, List.of(text));
    }

    /** Byte strings, shape [n]. */
    static Bytes bytes(String name, List<byte[]> elements) {
        return new Bytes(name, List.of((long) elements.size()), elements);
    }

    /** Numbers, shape [n]. */
    static Floats floats(String name, float... values) {
        return new Floats(name, List.of((long) values.length), values);
    }

    /** INT64 numbers, shape [n]. */
    static Integers longs(String name, long... values) {
        return new Integers(name, TensorType.INT64, List.of((long) values.length), values);
    }

    /** A switch, shape [1]. */
    static Booleans flag(String name, boolean value) {
        return new Booleans(name, List.of(1L), new boolean[] {value});
    }

    /** Elements that a shape holds; 1 for the empty shape. */
    static long elements(List<Long> shape) {
        long elements = 1;
        for (long dimension : shape) {
            elements = Math.multiplyExact(elements, dimension);
        }
        return elements;
    }

    private static void check(String name, List<Long> shape, int elements) {
        if (shape.stream().anyMatch(dimension -> dimension < 0) || elements(shape) != elements) {
            throw new IllegalArgumentException(
                    "tensor '" + name + "' has " + elements + " elements, which its shape " + shape + " does not hold");
        }
    }
}
