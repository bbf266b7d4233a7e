package dev.maestro.local.modelserver;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.maestro.runtime.models.tensor.Tensor;
import dev.maestro.runtime.models.tensor.TensorType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tensors to and from ONNX Runtime; copies both ways. */
final class OnnxTensors {

    private OnnxTensors() {}

    /** A tensor in native memory; close it. */
    static OnnxTensor of(OrtEnvironment environment, Tensor tensor) throws OrtException {
        long[] shape = tensor.shape().stream().mapToLong(Long::longValue).toArray();
        return switch (tensor) {
            case Tensor.Floats floats -> OnnxTensor.createTensor(environment, FloatBuffer.wrap(floats.values()), shape);
            case Tensor.Integers integers ->
                integers.type() == TensorType.INT64
                        ? OnnxTensor.createTensor(environment, LongBuffer.wrap(integers.values()), shape)
                        : OnnxTensor.createTensor(
                                environment,
                                IntBuffer.wrap(Arrays.stream(integers.values())
                                        .mapToInt(value -> (int) value)
                                        .toArray()),
                                shape);
            case Tensor.Booleans booleans -> {
                ByteBuffer buffer =
                        ByteBuffer.allocateDirect(booleans.values().length).order(ByteOrder.nativeOrder());
                for (boolean value : booleans.values()) {
                    buffer.put((byte) (value ? 1 : 0));
                }
                yield OnnxTensor.createTensor(environment, buffer.flip(), shape, OnnxJavaType.BOOL);
            }
            case Tensor.Bytes bytes ->
                OnnxTensor.createTensor(
                        environment,
                        bytes.elements().stream()
                                .map(element -> new String(element, StandardCharsets.UTF_8))
                                .toArray(String[]::new),
                        shape);
        };
    }

    /**
     * Reads an output.
     *
     * @throws ModelException when its type is not the configured one
     */
    static Tensor read(TensorSpec spec, OnnxValue value) throws OrtException, ModelException {
        if (!(value instanceof OnnxTensor tensor) || !fits(spec.type(), tensor.getInfo().type)) {
            throw ModelException.failed(
                    "config-mismatch",
                    "output '" + spec.name() + "' is configured as " + spec.type() + " but is " + value.getInfo());
        }
        List<Long> shape = Arrays.stream(tensor.getInfo().getShape()).boxed().toList();
        int elements = Math.toIntExact(Tensor.elements(shape));
        return switch (spec.type()) {
            case FP32 -> {
                float[] values = new float[elements];
                tensor.getFloatBuffer().get(values);
                yield new Tensor.Floats(spec.name(), shape, values);
            }
            case INT64 -> {
                long[] values = new long[elements];
                tensor.getLongBuffer().get(values);
                yield new Tensor.Integers(spec.name(), spec.type(), shape, values);
            }
            case INT32, UINT32 -> {
                int[] values = new int[elements];
                tensor.getIntBuffer().get(values);
                yield new Tensor.Integers(
                        spec.name(),
                        spec.type(),
                        shape,
                        Arrays.stream(values).mapToLong(each -> each).toArray());
            }
            case BOOL -> {
                ByteBuffer buffer = tensor.getByteBuffer();
                boolean[] values = new boolean[elements];
                for (int i = 0; i < elements; i++) {
                    values[i] = buffer.get(i) != 0;
                }
                yield new Tensor.Booleans(spec.name(), shape, values);
            }
            case BYTES -> {
                List<byte[]> values = new ArrayList<>();
                flatten(tensor.getValue(), values);
                yield new Tensor.Bytes(spec.name(), shape, values);
            }
        };
    }

    private static boolean fits(TensorType wanted, OnnxJavaType found) {
        return found
                == switch (wanted) {
                    case FP32 -> OnnxJavaType.FLOAT;
                    case INT64 -> OnnxJavaType.INT64;
                    case INT32, UINT32 -> OnnxJavaType.INT32;
                    case BOOL -> OnnxJavaType.BOOL;
                    case BYTES -> OnnxJavaType.STRING;
                };
    }

    private static void flatten(Object value, List<byte[]> into) {
        if (value instanceof Object[] array) {
            for (Object element : array) {
                flatten(element, into);
            }
        } else {
            into.add(String.valueOf(value).getBytes(StandardCharsets.UTF_8));
        }
    }
}
