package dev.maestro.lab.onnx;

import ai.onnx.proto.OnnxMl;
import dev.maestro.core.decide.PairFeatures;
import dev.maestro.core.decide.ResidualWeights;
import java.util.List;

/**
 * The residual network as an ONNX model: inputs {@code candidates} [N, 15] and {@code context} [11], output
 * {@code scores} [N], FP32; N is free, so a new expert needs no new model. Operator set 17, IR version 8. For Triton:
 * no batch dimension, so {@code max_batch_size: 0}.
 */
public final class PairScoringOnnx {

    /** Name of the model in the model repository. */
    public static final String MODEL = "pair-scoring";

    private static final int OPERATOR_SET = 17;
    private static final int IR_VERSION = 8;

    private PairScoringOnnx() {}

    /** Bytes of {@code model.onnx}; the same weights give the same bytes. */
    public static byte[] bytes(ResidualWeights weights) {
        int split = PairFeatures.CANDIDATE;
        int units = ResidualWeights.UNITS;
        OnnxMl.GraphProto graph = OnnxMl.GraphProto.newBuilder()
                .setName(MODEL)
                .addInput(value("candidates", dimension("N"), dimension(split)))
                .addInput(value("context", dimension(PairFeatures.CONTEXT)))
                .addOutput(value("scores", dimension("N")))
                .addInitializer(tensor("candidate_weights", rows(weights.hidden(), 0, split), split, units))
                .addInitializer(tensor(
                        "context_weights",
                        rows(weights.hidden(), split, ResidualWeights.INPUTS),
                        PairFeatures.CONTEXT,
                        units))
                .addInitializer(tensor("hidden_bias", weights.hiddenBias(), units))
                .addInitializer(tensor("output_weights", weights.output(), units))
                .addInitializer(tensor("output_bias", new float[] {weights.outputBias()}, 1))
                .addNode(node("MatMul", "shared", "context", "context_weights"))
                .addNode(node("Add", "biased", "shared", "hidden_bias"))
                .addNode(node("MatMul", "own", "candidates", "candidate_weights"))
                .addNode(node("Add", "both", "own", "biased"))
                .addNode(node("Relu", "hidden", "both"))
                .addNode(node("MatMul", "weighted", "hidden", "output_weights"))
                .addNode(node("Add", "scores", "weighted", "output_bias"))
                .build();
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("maestro")
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    /** The {@code config.pbtxt} that serves the model on Triton's onnxruntime backend. */
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

    private static OnnxMl.TensorProto tensor(String name, float[] values, long... shape) {
        OnnxMl.TensorProto.Builder builder =
                OnnxMl.TensorProto.newBuilder().setName(name).setDataType(OnnxMl.TensorProto.DataType.FLOAT_VALUE);
        for (long size : shape) {
            builder.addDims(size);
        }
        for (float value : values) {
            builder.addFloatData(value);
        }
        return builder.build();
    }

    private static OnnxMl.NodeProto node(String operator, String output, String... inputs) {
        return OnnxMl.NodeProto.newBuilder()
                .setOpType(operator)
                .setName(output)
                .addAllInput(List.of(inputs))
                .addOutput(output)
                .build();
    }

    private static OnnxMl.TensorShapeProto.Dimension dimension(long size) {
        return OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimValue(size).build();
    }

    private static OnnxMl.TensorShapeProto.Dimension dimension(String name) {
        return OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimParam(name).build();
    }

    private static OnnxMl.ValueInfoProto value(String name, OnnxMl.TensorShapeProto.Dimension... dimensions) {
        OnnxMl.TypeProto.Tensor tensor = OnnxMl.TypeProto.Tensor.newBuilder()
                .setElemType(OnnxMl.TensorProto.DataType.FLOAT_VALUE)
                .setShape(OnnxMl.TensorShapeProto.newBuilder().addAllDim(List.of(dimensions)))
                .build();
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }
}
