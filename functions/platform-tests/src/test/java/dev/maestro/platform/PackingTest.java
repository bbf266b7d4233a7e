package dev.maestro.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Models fit on the GPUs that they are put on, and k8s/ puts them where packing.yaml says. */
class PackingTest {

    private static final JsonNode PACKING =
            Manifests.documents(Repository.FOLDER.resolve("packing.yaml")).getFirst();

    @Test
    void theSharesOfAGpuFit() {
        double most = PACKING.path("mostOfAGpu").asDouble();
        for (JsonNode packing : PACKING.path("packings")) {
            packing.path("groups").properties().forEach(group -> {
                double sum = Bundle.each(group.getValue())
                        .mapToDouble(model -> share(model.asText()))
                        .sum();
                assertThat(sum)
                        .as(packing.path("gpus").asInt() + " GPUs, " + group.getKey())
                        .isLessThanOrEqualTo(most + 1e-9);
            });
        }
    }

    @Test
    void thePackingsAreForOneTwoFourAndEight() {
        for (JsonNode packing : PACKING.path("packings")) {
            assertThat(packing.path("groups").size() * packing.path("replicas").asInt())
                    .isEqualTo(packing.path("gpus").asInt());
        }
        assertThat(Bundle.each(PACKING.path("packings"))
                        .map(packing -> packing.path("gpus").asInt()))
                .containsExactly(1, 2, 4, 8);
    }

    @Test
    void aShareHoldsTheWeightsAndSomeRoomToWork() {
        double gpu = PACKING.path("gpuGiB").asDouble();
        PACKING.path("models").properties().forEach(model -> {
            JsonNode facts = model.getValue();
            double weights = facts.path("weightsGiB").asDouble();
            double bytes = facts.path("billionParameters").asDouble() * 2e9 / (1L << 30);

            assertThat(weights).as(model.getKey()).isCloseTo(bytes, within(0.1));
            assertThat(share(model.getKey()) * gpu - weights).as(model.getKey()).isGreaterThan(2.5);
            assertThat(Path.of(Repository.engine(model.getKey()).path("model").asText()))
                    .isEqualTo(Path.of("/weights", facts.path("weights").asText()));
        });
    }

    @Test
    void everyModelIsPackedOnFourGpusOnce() {
        List<String> packed = Bundle.each(packing(4).path("groups"))
                .flatMap(PackingTest::texts)
                .toList();

        assertThat(packed).containsExactlyInAnyOrderElementsOf(Repository.generative());
    }

    @Test
    void theManifestsLoadWhatThePackingSays() {
        assertThat(loaded("dev")).isEqualTo(groups(packing(2)));
        assertThat(loaded("prod")).isEqualTo(groups(packing(4)));
    }

    @Test
    void theReadmeHasTheSums() throws Exception {
        String readme = Files.readString(Repository.FOLDER.resolve("README.md"));
        for (int gpus : List.of(1, 2, 4)) {
            packing(gpus).path("groups").properties().forEach(group -> {
                double sum =
                        texts(group.getValue()).mapToDouble(PackingTest::share).sum();
                String models = String.join(
                        " + ",
                        texts(group.getValue())
                                .map(model -> model + String.format(java.util.Locale.ROOT, " %.2f", share(model)))
                                .toList());
                assertThat(readme)
                        .contains(String.format(
                                java.util.Locale.ROOT, "| %s | %s | %.2f |", group.getKey(), models, sum));
            });
        }
    }

    private static double share(String model) {
        return Repository.engine(model).path("gpu_memory_utilization").asDouble();
    }

    private static JsonNode packing(int gpus) {
        return Bundle.each(PACKING.path("packings"))
                .filter(packing -> packing.path("gpus").asInt() == gpus)
                .findFirst()
                .orElseThrow();
    }

    private static Stream<String> texts(JsonNode array) {
        return Bundle.each(array).map(JsonNode::asText);
    }

    private static Map<String, List<String>> groups(JsonNode packing) {
        Map<String, List<String>> groups = new TreeMap<>();
        packing.path("groups")
                .properties()
                .forEach(group -> groups.put(
                        group.getKey(), texts(group.getValue()).sorted().toList()));
        return groups;
    }

    private static Map<String, List<String>> loaded(String overlay) {
        Map<String, List<String>> groups = new TreeMap<>();
        for (Bundle.Pod pod : Manifests.render(overlay).pods()) {
            if ("triton".equals(pod.labels().get("maestro.io/role"))) {
                groups.put(
                        pod.owner().replace("Deployment/", ""),
                        texts(pod.spec().path("containers").path(0).path("args"))
                                .filter(word -> word.startsWith("--load-model=") && !word.endsWith("pair-scoring"))
                                .map(word -> word.replace("--load-model=", ""))
                                .sorted()
                                .toList());
            }
        }
        return groups;
    }
}
