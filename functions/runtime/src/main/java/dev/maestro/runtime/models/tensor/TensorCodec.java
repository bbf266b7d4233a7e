package dev.maestro.runtime.models.tensor;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.maestro.runtime.models.kserve.InferTensorContents;
import dev.maestro.runtime.models.kserve.ModelInferRequest;
import dev.maestro.runtime.models.kserve.ModelInferResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Tensors as KServe v2 carries them: raw little-endian contents, or typed ones. Writes raw contents only; reads both.
 *
 * <p>What does not fit throws {@link IllegalArgumentException} with a message that names the tensor and what was
 * expected.
 */
public final class TensorCodec {

    private TensorCodec() {}

    /** Inputs of a request, in order, raw. */
    public static List<Tensor> inputs(ModelInferRequest request) {
        checkRaw(request.getRawInputContentsCount(), request.getInputsCount(), "inputs");
        List<Tensor> tensors = new ArrayList<>();
        for (int i = 0; i < request.getInputsCount(); i++) {
            ModelInferRequest.InferInputTensor input = request.getInputs(i);
            tensors.add(
                    request.getRawInputContentsCount() > 0
                            ? raw(
                                    input.getName(),
                                    input.getDatatype(),
                                    input.getShapeList(),
                                    request.getRawInputContents(i))
                            : typed(input.getName(), input.getDatatype(), input.getShapeList(), input.getContents()));
        }
        return tensors;
    }

    /** Outputs of a response whose types Maestro handles; others are left out. */
    public static List<Tensor> outputs(ModelInferResponse response) {
        checkRaw(response.getRawOutputContentsCount(), response.getOutputsCount(), "outputs");
        List<Tensor> tensors = new ArrayList<>();
        for (int i = 0; i < response.getOutputsCount(); i++) {
            ModelInferResponse.InferOutputTensor output = response.getOutputs(i);
            if (TensorType.named(output.getDatatype()).isPresent()) {
                tensors.add(
                        response.getRawOutputContentsCount() > 0
                                ? raw(
                                        output.getName(),
                                        output.getDatatype(),
                                        output.getShapeList(),
                                        response.getRawOutputContents(i))
                                : typed(
                                        output.getName(),
                                        output.getDatatype(),
                                        output.getShapeList(),
                                        output.getContents()));
            }
        }
        return tensors;
    }

    /** Adds an input and its raw contents. */
    public static void add(ModelInferRequest.Builder request, Tensor tensor) {
        request.addInputs(ModelInferRequest.InferInputTensor.newBuilder()
                .setName(tensor.name())
                .setDatatype(tensor.type().name())
                .addAllShape(tensor.shape()));
        request.addRawInputContents(raw(tensor));
    }

    /** Adds an output and its raw contents. */
    public static void add(ModelInferResponse.Builder response, Tensor tensor) {
        response.addOutputs(ModelInferResponse.InferOutputTensor.newBuilder()
                .setName(tensor.name())
                .setDatatype(tensor.type().name())
                .addAllShape(tensor.shape()));
        response.addRawOutputContents(raw(tensor));
    }

    private static void checkRaw(int raw, int tensors, String what) {
        if (raw != 0 && raw != tensors) {
            throw new IllegalArgumentException("there are " + raw + " raw contents for " + tensors + " " + what
                    + "; expected one for each, or none");
        }
    }

    private static ByteString raw(Tensor tensor) {
        return switch (tensor) {
            case Tensor.Bytes bytes -> {
                int size = 0;
                for (byte[] element : bytes.elements()) {
                    size = Math.addExact(size, 4 + element.length);
                }
                ByteBuffer buffer = buffer(size);
                for (byte[] element : bytes.elements()) {
                    buffer.putInt(element.length).put(element);
                }
                yield wrap(buffer);
            }
            case Tensor.Floats floats -> {
                ByteBuffer buffer = buffer(4 * floats.values().length);
                buffer.asFloatBuffer().put(floats.values());
                yield wrap(buffer);
            }
            case Tensor.Integers integers -> {
                ByteBuffer buffer = buffer(integers.type().size() * integers.values().length);
                for (long value : integers.values()) {
                    if (integers.type() == TensorType.INT64) {
                        buffer.putLong(value);
                    } else {
                        buffer.putInt((int) value);
                    }
                }
                yield wrap(buffer);
            }
            case Tensor.Booleans booleans -> {
                ByteBuffer buffer = buffer(booleans.values().length);
                for (boolean value : booleans.values()) {
                    buffer.put((byte) (value ? 1 : 0));
                }
                yield wrap(buffer);
            }
        };
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteString wrap(ByteBuffer buffer) {
        return UnsafeByteOperations.unsafeWrap(buffer.rewind());
    }

    private static TensorType type(String name, String datatype) {
        return TensorType.named(datatype)
                .orElseThrow(() -> new IllegalArgumentException("tensor '" + name + "' has datatype '" + datatype
                        + "'; expected one of " + List.of(TensorType.values())));
    }

    private static int elements(String name, List<Long> shape) {
        try {
            if (shape.stream().anyMatch(dimension -> dimension < 0)) {
                throw new IllegalArgumentException(
                        "tensor '" + name + "' has shape " + shape + "; expected dimensions of 0 or more");
            }
            return Math.toIntExact(Tensor.elements(shape));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("tensor '" + name + "' has shape " + shape + ", which is too large", e);
        }
    }

    private static Tensor raw(String name, String datatype, List<Long> shape, ByteString contents) {
        TensorType type = type(name, datatype);
        int elements = elements(name, shape);
        if (type == TensorType.BYTES) {
            return new Tensor.Bytes(name, shape, byteElements(name, elements, contents));
        }
        if (contents.size() != (long) elements * type.size()) {
            throw new IllegalArgumentException("tensor '" + name + "' has " + contents.size()
                    + " bytes of raw contents; expected " + (long) elements * type.size() + " for " + type
                    + " of shape "
                    + shape);
        }
        ByteBuffer buffer = contents.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        return switch (type) {
            case FP32 -> {
                float[] values = new float[elements];
                buffer.asFloatBuffer().get(values);
                yield new Tensor.Floats(name, shape, values);
            }
            case BOOL -> {
                boolean[] values = new boolean[elements];
                for (int i = 0; i < elements; i++) {
                    values[i] = buffer.get(i) != 0;
                }
                yield new Tensor.Booleans(name, shape, values);
            }
            case INT64, INT32, UINT32 -> {
                long[] values = new long[elements];
                for (int i = 0; i < elements; i++) {
                    values[i] = switch (type) {
                        case INT64 -> buffer.getLong(8 * i);
                        case UINT32 -> Integer.toUnsignedLong(buffer.getInt(4 * i));
                        default -> buffer.getInt(4 * i);
                    };
                }
                yield new Tensor.Integers(name, type, shape, values);
            }
            case BYTES -> throw new IllegalStateException("handled above");
        };
    }

    private static List<byte[]> byteElements(String name, int elements, ByteString contents) {
        List<byte[]> values = new ArrayList<>();
        int at = 0;
        while (at < contents.size()) {
            if (contents.size() - at < 4) {
                throw cut(name, values.size());
            }
            int length = contents.substring(at, at + 4)
                    .asReadOnlyByteBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getInt();
            at += 4;
            if (length < 0 || length > contents.size() - at) {
                throw cut(name, values.size());
            }
            values.add(contents.substring(at, at + length).toByteArray());
            at += length;
        }
        if (values.size() != elements) {
            throw new IllegalArgumentException(
                    "tensor '" + name + "' has " + values.size() + " BYTES elements; its shape wants " + elements);
        }
        return values;
    }

    private static IllegalArgumentException cut(String name, int element) {
        return new IllegalArgumentException("tensor '" + name + "' is cut short in BYTES element " + element
                + "; expected its length as 4 little-endian bytes and then as many bytes");
    }

    private static Tensor typed(String name, String datatype, List<Long> shape, InferTensorContents contents) {
        TensorType type = type(name, datatype);
        int elements = elements(name, shape);
        int found =
                switch (type) {
                    case BOOL -> contents.getBoolContentsCount();
                    case INT32 -> contents.getIntContentsCount();
                    case UINT32 -> contents.getUintContentsCount();
                    case INT64 -> contents.getInt64ContentsCount();
                    case FP32 -> contents.getFp32ContentsCount();
                    case BYTES -> contents.getBytesContentsCount();
                };
        if (found != elements) {
            throw new IllegalArgumentException("tensor '" + name + "' has " + found + " typed " + type
                    + " elements; expected " + elements + " for shape " + shape);
        }
        return switch (type) {
            case BYTES ->
                new Tensor.Bytes(
                        name,
                        shape,
                        contents.getBytesContentsList().stream()
                                .map(ByteString::toByteArray)
                                .toList());
            case FP32 -> {
                float[] values = new float[elements];
                for (int i = 0; i < elements; i++) {
                    values[i] = contents.getFp32Contents(i);
                }
                yield new Tensor.Floats(name, shape, values);
            }
            case BOOL -> {
                boolean[] values = new boolean[elements];
                for (int i = 0; i < elements; i++) {
                    values[i] = contents.getBoolContents(i);
                }
                yield new Tensor.Booleans(name, shape, values);
            }
            case INT64, INT32, UINT32 -> {
                long[] values = new long[elements];
                for (int i = 0; i < elements; i++) {
                    values[i] = switch (type) {
                        case INT64 -> contents.getInt64Contents(i);
                        case UINT32 -> Integer.toUnsignedLong(contents.getUintContents(i));
                        default -> contents.getIntContents(i);
                    };
                }
                yield new Tensor.Integers(name, type, shape, values);
            }
        };
    }
}
