package dev.maestro.local.modelserver;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes small ONNX models into a folder laid out as Triton wants it. */
final class TinyOnnx {

    private TinyOnnx() {}

    /** FP32 {@code x [-1, 4]} to {@code y = x * factor}. */
    static byte[] scale(float factor) {
        return model(GraphProto.newBuilder()
                        .setName("scale")
                        .addNode(node("Mul", "y", "x", "factor"))
                        .addInitializer(TensorProto.newBuilder()
                                .setName("factor")
                                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                                .addDims(1)
                                .addFloatData(factor))
                        .addInput(value("x", TensorProto.DataType.FLOAT, "batch", "4"))
                        .addOutput(value("y", TensorProto.DataType.FLOAT, "batch", "4")))
                .toByteArray();
    }

    /** INT64 {@code n [-1]}, BYTES {@code t [-1]} and BOOL {@code b [-1]} to the same as {@code n2, t2, b2}. */
    static byte[] identities() {
        return model(GraphProto.newBuilder()
                        .setName("identities")
                        .addNode(node("Identity", "n2", "n"))
                        .addNode(node("Identity", "t2", "t"))
                        .addNode(node("Identity", "b2", "b"))
                        .addInput(value("n", TensorProto.DataType.INT64, "any"))
                        .addInput(value("t", TensorProto.DataType.STRING, "any2"))
                        .addInput(value("b", TensorProto.DataType.BOOL, "any3"))
                        .addOutput(value("n2", TensorProto.DataType.INT64, "any"))
                        .addOutput(value("t2", TensorProto.DataType.STRING, "any2"))
                        .addOutput(value("b2", TensorProto.DataType.BOOL, "any3")))
                .toByteArray();
    }

    /** Puts a version of {@code scale} in a repository. */
    static void writeScale(Path repository, String model, int version, float factor) throws IOException {
        write(repository, model, version, scale(factor), scaleConfig(model, ""));
    }

    /** Configuration of {@code scale}, with more lines. */
    static String scaleConfig(String model, String more) {
        return """
                name: "%s"
                backend: "onnxruntime"
                max_batch_size: 8
                input [ { name: "x" data_type: TYPE_FP32 dims: [ 4 ] } ]
                output [ { name: "y" data_type: TYPE_FP32 dims: [ 4 ] } ]
                instance_group [ { kind: KIND_CPU count: 1 } ]
                dynamic_batching { preferred_batch_size: 4 }
                %s
                """.formatted(model, more);
    }

    /** Puts {@code identities} in a repository. */
    static void writeIdentities(Path repository, String model) throws IOException {
        write(repository, model, 1, identities(), """
                platform: "onnxruntime_onnx"
                input [ { name: "n" data_type: TYPE_INT64 dims: -1 },
                        { name: "t" data_type: TYPE_STRING dims: -1 },
                        { name: "b" data_type: TYPE_BOOL dims: -1 } ]
                output [ { name: "n2" data_type: TYPE_INT64 dims: -1 },
                         { name: "t2" data_type: TYPE_STRING dims: -1 },
                         { name: "b2" data_type: TYPE_BOOL dims: -1 } ]
                """);
    }

    /** Puts a model in a repository. */
    static void write(Path repository, String model, int version, byte[] onnx, String config) throws IOException {
        Path folder = repository.resolve(model);
        Path versionFolder = Files.createDirectories(folder.resolve(Integer.toString(version)));
        Files.write(versionFolder.resolve("model.onnx"), onnx);
        Files.writeString(folder.resolve("config.pbtxt"), config);
    }

    private static ModelProto model(GraphProto.Builder graph) {
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph)
                .build();
    }

    private static NodeProto node(String operator, String output, String... inputs) {
        return NodeProto.newBuilder()
                .setOpType(operator)
                .setName(operator + "-" + output)
                .addOutput(output)
                .addAllInput(List.of(inputs))
                .build();
    }

    private static ValueInfoProto value(String name, TensorProto.DataType type, String... dimensions) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (String dimension : dimensions) {
            if (Character.isDigit(dimension.charAt(0))) {
                shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(Long.parseLong(dimension)));
            } else {
                shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(dimension));
            }
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(shape)))
                .build();
    }
}
