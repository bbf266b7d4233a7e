package dev.maestro.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.invoke.ExpertReply;
import dev.maestro.core.invoke.ExpertRequest;
import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.SkillContext;
import dev.maestro.core.invoke.SkillInput;
import dev.maestro.core.invoke.SkillProcedure;
import dev.maestro.core.invoke.catalogue.SkillProcedures;
import dev.maestro.core.registry.Addresses;
import dev.maestro.core.registry.Pair;
import dev.maestro.core.registry.RegistryException;
import dev.maestro.core.registry.RegistryLoader;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.registry.Endpoint;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.registry.Skill;
import dev.maestro.schema.wire.Usage;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The registry of the paper holds what the paper has, and every name in it can be used. */
class PaperRegistryTest {

    private static final RegistrySnapshot BASE = PaperRegistry.base();
    private static final RegistrySnapshot EXTENDED = PaperRegistry.extended();

    @Test
    @Tag("C1")
    void isDataWithoutAnErrorOrWarning() {
        assertThat(RegistryLoader.validate("maestro-paper.yaml", PaperRegistry.bytes(RegistryLoader.PAPER)))
                .isEmpty();
        assertThat(BASE.document().experts()).allSatisfy(expert -> {
            assertThat(expert.description()).isNotBlank();
            assertThat(expert.chooseWhen()).isNotBlank();
            assertThat(expert.price().perOutputTokenMicroUsd() + expert.price().perCpuSecondMicroUsd())
                    .isPositive();
            assertThat(expert.limits().timeoutMillis()).isPositive();
        });
    }

    @Test
    @Tag("C1")
    void takesAddressesFromTheEnvironment() {
        byte[] file = PaperRegistry.bytes(RegistryLoader.PAPER);
        Map<String, String> environment = Map.of(
                "MAESTRO_ADDRESS_CHART_R1", "https://models.example/v1", "MAESTRO_ADDRESS_POLICY", "triton:8001");

        RegistrySnapshot registry = RegistryLoader.load(
                        "paper", Addresses.fill("paper", file, name -> environment.getOrDefault(name, "")))
                .snapshot();

        assertThat(registry.expert("chart-r1").orElseThrow().endpoint())
                .isEqualTo(new Endpoint.OpenAi("https://models.example/v1", "Chart-R1"));
        assertThat(registry.expert("glm-ocr").orElseThrow().endpoint())
                .isEqualTo(new Endpoint.OpenAi("http://127.0.0.1:2388/v1", "GLM-OCR"));
        assertThat(Objects.requireNonNull(
                                registry.policy("generative").orElseThrow().languageModel())
                        .endpoint())
                .isEqualTo(new Endpoint.Triton("triton:8001", "maestro-4b", null));
        Assertions.assertThatThrownBy(() -> Addresses.fill("paper", file, name -> "x\"}\nexperts: []"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("holds no address");
        assertThat(new String(
                        Addresses.fill("x", "${HOME:a}".getBytes(StandardCharsets.UTF_8), name -> "secret"),
                        StandardCharsets.UTF_8))
                .isEqualTo("${HOME:a}");
    }

    @Test
    @Tag("C2")
    void listsSevenExpertsAndFourHelpers() {
        assertThat(BASE.document().experts())
                .filteredOn(expert -> expert.capabilities().contains("generate"))
                .extracting(Expert::id)
                .containsExactly(
                        "chart-r1",
                        "glm-4-6v-flash",
                        "qwen3-vl-8b-instruct",
                        "qwen3-5-9b",
                        "intern-s1-mini",
                        "medgemma-1-5-4b-it",
                        "step3-vl-10b");
        assertThat(BASE.document().experts())
                .filteredOn(expert -> !expert.capabilities().contains("generate"))
                .flatExtracting(Expert::capabilities)
                .containsExactly("zoom", "transcribe", "detect-objects", "caption", "run-code");
        assertThat(BASE.pairs()).extracting(pair -> pair.expert().id()).doesNotContain("glm-ocr", "deepeyes-7b");
    }

    @Test
    @Tag("C3")
    void listsTheSkillsOfBothLevels() {
        List<Skill> skills = BASE.document().skills();

        assertThat(skills).filteredOn(skill -> skill.tier() == 1).hasSize(9 + 2); // plain call and zoom
        assertThat(skills).filteredOn(skill -> skill.tier() == 2).hasSize(15).allSatisfy(skill -> assertThat(
                        skill.parent())
                .isIn("embodied", "ocr", "diagram"));
        assertThat(BASE.pairs()).hasSize(7 * 6);
        assertThat(EXTENDED.pairs()).hasSize(7 * 26);
    }

    static Stream<Pair> everyPairOfOneExpert() {
        return EXTENDED.pairs(List.of("glm-4-6v-flash"), List.of()).stream();
    }

    @ParameterizedTest
    @MethodSource
    @Tag("C5")
    void everyPairOfOneExpert(Pair pair) {
        SkillProcedure procedure = SkillProcedures.all().get(pair.skill().procedure());
        CountingContext context = new CountingContext();

        assertThat(procedure).as(pair.id()).isNotNull();
        String found = procedure.run(
                new SkillInput(
                        "How many?", List.of(), List.of(new Image("sha256:1", new byte[0], 560, 280)), List.of()),
                context);

        assertThat(found).isNotBlank();
        assertThat(context.calls).isBetween(1, pair.skill().declaredCalls());
        assertThat(pair.skill().helpers()).containsAll(context.helped);
    }

    /** Experts that say something plausible to everything. */
    private static final class CountingContext implements SkillContext {

        private final Set<String> helped = new TreeSet<>();
        private int calls;

        @Override
        public ExpertReply main(ExpertRequest request) {
            calls++;
            return new ExpertReply("assert f(1) == 2\n```python\ndef f(x):\n    return 2\n```\n7", Usage.NONE);
        }

        @Override
        public ExpertReply helper(ExpertRequest request) {
            calls++;
            helped.add(request.capability());
            String text =
                    switch (request.capability()) {
                        case "zoom" -> "<tool_call>{\"arguments\":{\"bbox_2d\":[1,1,99,99]}}</tool_call>";
                        case "run-code" -> "{\"outcome\":\"completed\",\"output\":\"\",\"fuel\":1}";
                        case "detect-objects" -> "[{\"label\":\"cat\",\"bbox_2d\":[1,1,9,9]}]";
                        default -> "seen";
                    };
            return new ExpertReply(text, Usage.NONE);
        }

        @Override
        public PictureWork pictures() {
            return (PictureWork) Proxy.newProxyInstance(
                    PictureWork.class.getClassLoader(),
                    new Class<?>[] {PictureWork.class},
                    (proxy, method, arguments) -> arguments[0]);
        }
    }
}
