package dev.maestro.core.train;

import dev.maestro.core.decide.PairFeatures;
import dev.maestro.core.decide.ResidualWeights;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The residual network as an ONNX model: inputs {@code candidates} [N, 15] and {@code context} [12], output
 * {@code scores} [N], FP32; N is free, so a new expert needs no new model. Operator set 17, IR version 8. For Triton:
 * no batch dimension, so {@code max_batch_size: 0}. Written as protocol buffers by hand (onnx.proto, field numbers in
 * the code): eight messages do not pay for a library in every function.
 */
public final class PairScoringOnnx {

    /** Name of the model in the model repository. */
    public static final String MODEL = "pair-scoring";

    private static final int OPERATOR_SET = 17;
    private static final int IR_VERSION = 8;
    private static final int FLOAT = 1;

    private PairScoringOnnx() {}

    /** Bytes of {@code model.onnx}; the same weights give the same bytes. */
    public static byte[] bytes(ResidualWeights weights) {
        int split = PairFeatures.CANDIDATE;
        int units = ResidualWeights.UNITS;
        Message graph = new Message()
                .message(1, node("MatMul", "shared", "context", "context_weights"))
                .message(1, node("Add", "biased", "shared", "hidden_bias"))
                .message(1, node("MatMul", "own", "candidates", "candidate_weights"))
                .message(1, node("Add", "both", "own", "biased"))
                .message(1, node("Relu", "hidden", "both"))
                .message(1, node("MatMul", "weighted", "hidden", "output_weights"))
                .message(1, node("Add", "scores", "weighted", "output_bias"))
                .text(2, MODEL)
                .message(5, tensor("candidate_weights", rows(weights.hidden(), 0, split), split, units))
                .message(
                        5,
                        tensor(
                                "context_weights",
                                rows(weights.hidden(), split, ResidualWeights.INPUTS),
                                PairFeatures.CONTEXT,
                                units))
                .message(5, tensor("hidden_bias", weights.hiddenBias(), units))
                .message(5, tensor("output_weights", weights.output(), units))
                .message(5, tensor("output_bias", new float[] {weights.outputBias()}, 1))
                .message(11, value("candidates", free(), fixed(split)))
                .message(11, value("context", fixed(PairFeatures.CONTEXT)))
                .message(12, value("scores", free()));
        return new Message()
                .number(1, IR_VERSION)
                .text(2, "maestro")
                .message(7, graph)
                .message(8, new Message().text(1, "").number(2, OPERATOR_SET))
                .bytes();
    }

    /** The {@code config.pbtxt} that serves the model on Triton's onnxruntime backend, every version that is there. */
    public static String configuration() {
        return """
                name: "%s"
                backend: "onnxruntime"
                max_batch_size: 0
                input [
                  { name: "candidates" data_type: TYPE_FP32 dims: [ -1, %d ] },
                  { name: "context" data_type: TYPE_FP32 dims: [ %d ] }
                ]
                output [
                  { name: "scores" data_type: TYPE_FP32 dims: [ -1 ] }
                ]
                version_policy: { all: { } }
                """.formatted(MODEL, PairFeatures.CANDIDATE, PairFeatures.CONTEXT);
    }

    private static float[] rows(float[][] matrix, int from, int to) {
        int width = matrix[0].length;
        float[] result = new float[(to - from) * width];
        for (int i = from; i < to; i++) {
            System.arraycopy(matrix[i], 0, result, (i - from) * width, width);
        }
        return result;
    }

    private static Message node(String operator, String output, String... inputs) {
        Message node = new Message();
        for (String input : inputs) {
            node.text(1, input);
        }
        return node.text(2, output).text(3, output).text(4, operator);
    }

    private static Message tensor(String name, float[] values, long... shape) {
        Message tensor = new Message();
        for (long size : shape) {
            tensor.number(1, size);
        }
        ByteBuffer raw = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return tensor.number(2, FLOAT).text(8, name).raw(9, raw.array());
    }

    private static Message free() {
        return new Message().text(2, "N");
    }

    private static Message fixed(long size) {
        return new Message().number(1, size);
    }

    private static Message value(String name, Message... dimensions) {
        Message shape = new Message();
        for (Message dimension : dimensions) {
            shape.message(1, dimension);
        }
        Message tensor = new Message().number(1, FLOAT).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    /** A protocol buffer message under construction: numbers as varints, the rest with their length. */
    private static final class Message {

        private static final int VARINT = 0;
        private static final int LENGTH = 2;

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint(((long) field << 3) | VARINT);
            varint(value);
            return this;
        }

        Message text(int field, String value) {
            return raw(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return raw(field, value.bytes());
        }

        Message raw(int field, byte[] value) {
            varint(((long) field << 3) | LENGTH);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        byte[] bytes() {
            return out.toByteArray();
        }

        private void varint(long value) {
            long left = value;
            while (left > 0x7f) {
                out.write((int) ((left & 0x7f) | 0x80));
                left >>>= 7;
            }
            out.write((int) left);
        }
    }
}
