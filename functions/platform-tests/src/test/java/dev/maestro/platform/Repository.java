package dev.maestro.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.TextFormat;
import dev.maestro.local.modelserver.ModelContract;
import dev.maestro.local.modelserver.TensorSpec;
import dev.maestro.runtime.models.kserve.DataType;
import dev.maestro.runtime.models.kserve.ModelConfig;
import dev.maestro.runtime.models.tensor.TensorType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The folder triton-models/, as Triton reads it. */
final class Repository {

    static final Path FOLDER = Tool.ROOT.resolve("triton-models");

    private Repository() {}

    /** Names of all models. */
    static List<String> models() {
        try (Stream<Path> entries = Files.list(FOLDER)) {
            return entries.filter(entry -> Files.isRegularFile(entry.resolve("config.pbtxt")))
                    .map(entry -> entry.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that vLLM runs. */
    static List<String> generative() {
        return models().stream()
                .filter(model -> config(model).getBackend().equals("vllm"))
                .toList();
    }

    /** A model's configuration; a field that Triton does not know fails. */
    static ModelConfig config(String model) {
        try {
            return parse(Files.readString(FOLDER.resolve(model).resolve("config.pbtxt")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ModelConfig parse(String text) {
        ModelConfig.Builder config = ModelConfig.newBuilder();
        try {
            TextFormat.merge(text, config);
        } catch (TextFormat.ParseException e) {
            throw new IllegalArgumentException(e);
        }
        return config.build();
    }

    /** What vLLM is told about a model. */
    static JsonNode engine(String model) {
        try {
            return new ObjectMapper()
                    .readTree(FOLDER.resolve(model).resolve("1/model.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tensors of a configuration. */
    static ModelContract contract(ModelConfig config) {
        List<TensorSpec> inputs = new ArrayList<>();
        config.getInputList()
                .forEach(input -> inputs.add(new TensorSpec(
                        input.getName(), type(input.getDataType()), input.getDimsList(), input.getOptional())));
        List<TensorSpec> outputs = new ArrayList<>();
        config.getOutputList()
                .forEach(output -> outputs.add(
                        new TensorSpec(output.getName(), type(output.getDataType()), output.getDimsList(), false)));
        return new ModelContract(
                inputs, outputs, config.getModelTransactionPolicy().getDecoupled());
    }

    private static TensorType type(DataType type) {
        return TensorType.of(type).orElseThrow(() -> new IllegalArgumentException("no tensor has type " + type));
    }
}
