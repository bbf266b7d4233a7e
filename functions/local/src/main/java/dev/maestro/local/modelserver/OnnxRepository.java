package dev.maestro.local.modelserver;

import com.google.protobuf.TextFormat;
import dev.maestro.runtime.models.kserve.DataType;
import dev.maestro.runtime.models.kserve.ModelConfig;
import dev.maestro.runtime.models.kserve.ModelInput;
import dev.maestro.runtime.models.kserve.ModelOutput;
import dev.maestro.runtime.models.kserve.ModelVersionPolicy;
import dev.maestro.runtime.models.tensor.TensorType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder laid out as Triton wants it: {@code <model>/config.pbtxt} and {@code <model>/<version>/model.onnx}. Read
 * anew at each load.
 */
final class OnnxRepository {

    private static final String CONFIG = "config.pbtxt";
    private static final TextFormat.Parser PARSER =
            TextFormat.Parser.newBuilder().setAllowUnknownFields(true).build();

    private final Path folder;

    OnnxRepository(Path folder) {
        this.folder = folder;
    }

    /** A source for each folder with a configuration; none when the repository cannot be listed. */
    List<ModelSource> sources() {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> Files.isRegularFile(entry.resolve(CONFIG)))
                    .sorted()
                    .<ModelSource>map(Source::new)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private record Source(Path path) implements ModelSource {

        @Override
        public String name() {
            return path.getFileName().toString();
        }

        @Override
        public boolean singleObject() {
            return false;
        }

        @Override
        public Loadable read() throws ModelException {
            ModelConfig config = config();
            String fileName =
                    config.getDefaultModelFilename().isEmpty() ? "model.onnx" : config.getDefaultModelFilename();
            ModelContract contract = contract(config);
            List<Version> versions = new ArrayList<>();
            for (long number : chosen(config.getVersionPolicy(), numbers())) {
                Path file = path.resolve(Long.toString(number)).resolve(fileName);
                if (!Files.isRegularFile(file)) {
                    throw ModelException.failed(
                            "model-file-missing", "'" + name() + "' has no file " + number + "/" + fileName);
                }
                versions.add(new Version(number, new OnnxModel(name(), contract, file)));
            }
            if (versions.isEmpty()) {
                throw ModelException.failed(
                        "no-version",
                        "'" + name() + "' has no version that its version_policy serves; put the model in a folder "
                                + "named by a number, such as 1/" + fileName);
            }
            return new Loadable(config, versions);
        }

        private ModelConfig config() throws ModelException {
            ModelConfig.Builder config = ModelConfig.newBuilder();
            try {
                PARSER.merge(Files.readString(path.resolve(CONFIG)), config);
            } catch (TextFormat.ParseException e) {
                throw ModelException.failed(
                        "config-malformed", CONFIG + " of '" + name() + "', line:column " + e.getMessage(), e);
            } catch (IOException e) {
                throw ModelException.failed(
                        "config-unreadable", CONFIG + " of '" + name() + "' cannot be read: " + e.getMessage(), e);
            }
            if (config.getName().isEmpty()) {
                config.setName(name());
            }
            if (!config.getName().equals(name())) {
                throw ModelException.failed(
                        "config-mismatch",
                        CONFIG + " of '" + name() + "' has the name '" + config.getName()
                                + "'; it must be that of its folder");
            }
            boolean onnx = config.getPlatform().equals("onnxruntime_onnx")
                    || config.getBackend().equals("onnxruntime");
            if (!onnx) {
                throw ModelException.failed(
                        "backend-not-supported",
                        "'" + name() + "' wants the backend '" + config.getBackend() + config.getPlatform()
                                + "'; this server runs backend: \"onnxruntime\" only");
            }
            return config.build();
        }

        private List<Long> numbers() throws ModelException {
            try (Stream<Path> entries = Files.list(path)) {
                return entries.filter(Files::isDirectory)
                        .map(entry -> entry.getFileName().toString())
                        .filter(name -> name.matches("[1-9][0-9]{0,17}"))
                        .map(Long::valueOf)
                        .sorted()
                        .toList();
            } catch (IOException e) {
                throw ModelException.failed(
                        "model-unreadable", "'" + name() + "' cannot be listed: " + e.getMessage(), e);
            }
        }

        private static List<Long> chosen(ModelVersionPolicy policy, List<Long> numbers) {
            return switch (policy.getPolicyChoiceCase()) {
                case ALL -> numbers;
                case SPECIFIC ->
                    numbers.stream()
                            .filter(policy.getSpecific().getVersionsList()::contains)
                            .toList();
                case LATEST -> latest(numbers, Math.max(1, policy.getLatest().getNumVersions()));
                case POLICYCHOICE_NOT_SET -> latest(numbers, 1);
            };
        }

        private static List<Long> latest(List<Long> numbers, int count) {
            return numbers.subList(Math.max(0, numbers.size() - count), numbers.size());
        }

        private ModelContract contract(ModelConfig config) throws ModelException {
            if (config.getInputCount() == 0 || config.getOutputCount() == 0) {
                throw ModelException.failed(
                        "config-incomplete", CONFIG + " of '" + name() + "' must list its inputs and its outputs");
            }
            boolean batched = config.getMaxBatchSize() > 0;
            List<TensorSpec> inputs = new ArrayList<>();
            for (ModelInput input : config.getInputList()) {
                inputs.add(
                        spec(input.getName(), input.getDataType(), input.getDimsList(), input.getOptional(), batched));
            }
            List<TensorSpec> outputs = new ArrayList<>();
            for (ModelOutput output : config.getOutputList()) {
                outputs.add(spec(output.getName(), output.getDataType(), output.getDimsList(), false, batched));
            }
            return new ModelContract(
                    inputs, outputs, config.getModelTransactionPolicy().getDecoupled());
        }

        private TensorSpec spec(String tensor, DataType dataType, List<Long> dims, boolean optional, boolean batched)
                throws ModelException {
            TensorType type = TensorType.of(dataType)
                    .orElseThrow(() -> ModelException.failed(
                            "type-not-supported",
                            "'" + name() + "' has tensor '" + tensor + "' of " + dataType + "; this server handles "
                                    + List.of(TensorType.values())));
            List<Long> shape = new ArrayList<>(batched ? List.of(-1L) : List.of());
            shape.addAll(dims);
            return new TensorSpec(tensor, type, shape, optional);
        }
    }
}
