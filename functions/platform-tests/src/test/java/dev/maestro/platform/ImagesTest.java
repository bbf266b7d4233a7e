package dev.maestro.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.local.bench.startup.PackagedFunction;
import dev.maestro.schema.event.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The definitions of the container images, judged without Docker. */
class ImagesTest {

    private static final String GOOD = """
            ARG BASE=debian:13.1-slim
            FROM ${BASE}
            COPY functions/images/jvm.options /app/
            USER 10001:10001
            ENTRYPOINT ["/app/function"]
            """;

    /** Made elsewhere; see k8s/README.md. */
    private static final Set<String> OF_OTHERS = Set.of("learner-verl");

    @ParameterizedTest
    @ValueSource(strings = {"jvm", "native", "local"})
    void runsPinnedAndWithoutRoot(String kind) {
        assertThat(ImageFile.read(kind).problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ARG BASE=debian:latest",
                "ARG BASE=debian",
                "ARG BASE=registry.example.com/debian:13.1",
                "FROM debian:13.1",
                "USER root",
                "USER 0:0",
                "ENTRYPOINT /app/function",
                "ADD https://example.com/function /app/",
                "ENV MAESTRO_API_KEYS=abc"
            })
    void findsWhatIsWrong(String line) {
        assertThat(ImageFile.of(GOOD).problems()).isEmpty();

        List<String> problems = ImageFile.of(GOOD + line).problems();

        assertThat(problems).hasSize(1);
    }

    @Test
    void startsAFunctionAsTheBenchDoes() {
        PackagedFunction inTheImage = new PackagedFunction(Stage.DECIDE, Path.of("/app"), Path.of("/app/jvm.options"));

        List<String> entryPoint = ImageFile.read("jvm").entryPoint();

        assertThat(entryPoint).startsWith("java");
        assertThat(entryPoint.subList(1, entryPoint.size()))
                .isEqualTo(inTheImage.arguments(PackagedFunction.using(Path.of("/app/app.aot"))));
    }

    @Test
    void trainsInTheImageThatRuns() {
        ImageFile jvm = ImageFile.read("jvm");

        assertThat(jvm.all("FROM")).containsExactly("${BASE} AS application", "application AS training", "application");
        assertThat(jvm.all("RUN"))
                .singleElement()
                .asString()
                .contains("aot-cache", "--application /app", "--options /app/jvm.options", "--output /app/app.aot");
        assertThat(jvm.all("COPY")).contains("--from=training /app/app.aot /app/app.aot");
    }

    @Test
    void everyImageOfAManifestCanBeBuilt() {
        Set<String> built = new TreeSet<>(OF_OTHERS);
        built.add("local");
        Arrays.stream(Stage.values()).map(Stage::word).forEach(built::add);

        for (String overlay : Manifests.overlays()) {
            for (Bundle.Pod pod : Manifests.render(overlay).pods()) {
                pod.containers().stream()
                        .map(container -> container.path("image").asText())
                        .filter(image -> image.contains("maestro/"))
                        .forEach(image -> assertThat(image)
                                .as(overlay + " " + pod.owner())
                                .matches("(.+/)?maestro/(" + String.join("|", built) + "):.+"));
            }
        }
    }

    @Test
    void everyFunctionOfAManifestRunsItsOwnImage() {
        for (String overlay : Manifests.overlays()) {
            for (Bundle.Pod pod : Manifests.render(overlay).pods()) {
                String function = pod.labels().getOrDefault("app.kubernetes.io/name", "");
                if (Arrays.stream(Stage.values())
                        .noneMatch(stage -> stage.word().equals(function))) {
                    continue;
                }
                assertThat(pod.containers()).as(overlay + " " + pod.owner()).allSatisfy(container -> assertThat(
                                container.path("image").asText())
                        .contains("maestro/" + function + ":"));
                assertThat(pod.spec().path("securityContext").path("runAsUser").asLong())
                        .as(overlay + " " + pod.owner())
                        .isEqualTo(ImageFile.read("jvm").user())
                        .isEqualTo(ImageFile.read("native").user());
            }
        }
    }

    @Test
    void copiesNothingThatGitDoesNotKeepButWhatMavenMakes() {
        for (String kind : List.of("jvm", "native", "local")) {
            for (Stage stage : Stage.values()) {
                assertThat(ImageFile.read(kind).sources(stage.word()))
                        .allMatch(source -> source.contains("/target/") || Files.exists(Tool.ROOT.resolve(source)));
            }
        }
    }
}
