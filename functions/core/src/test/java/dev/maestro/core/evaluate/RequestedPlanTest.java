package dev.maestro.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.core.MemoryStore;
import dev.maestro.core.TestData;
import dev.maestro.core.evaluate.plan.EvaluationPlan;
import dev.maestro.core.evaluate.plan.PolicyChoice;
import dev.maestro.core.evaluate.plan.RequestedPlan;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.event.EvaluationRequested;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.registry.RegistryDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestedPlanTest {

    @TempDir
    private Path folder;

    private Path allowed;

    @BeforeEach
    void write() throws IOException {
        allowed = folder.resolve("allowed");
        Items.write(allowed.resolve("sums"), 5);
        Items.write(allowed.resolve("bad"), List.of(Items.line(Items.item("a")), "no item"));
        Items.write(folder.resolve("secret"), 1);
    }

    private static EvaluationRequested request(String data, String policy, @Nullable String badLines) {
        EvaluationRequested request = EvaluationRequested.of("evaluation-1", List.of(data), policy, TestData.NOW)
                .withRules(List.of(), List.of("solver:compute:0.1:0.9"));
        return badLines == null ? request : request.withBadLines(badLines);
    }

    private static RegistrySnapshot registry() {
        RegistryDocument of = TestData.registry().document();
        List<PolicyEntry> policies = List.of(
                new PolicyEntry("scripted", List.of(), "scripted", "1", "", null),
                new PolicyEntry("best-pair", List.of(), "best-pair", "1", "", null));
        return new RegistrySnapshot(
                TestData.DIGEST, new RegistryDocument("test", of.experts(), of.skills(), policies, List.of()));
    }

    private EvaluationPlan plan(EvaluationRequested request) throws IOException {
        return requested(request).plan();
    }

    private RequestedPlan requested(EvaluationRequested request) throws IOException {
        return RequestedPlan.of(request, List.of(allowed), registry(), new MemoryStore());
    }

    @Test
    void readsSetsBelowTheAllowedFolders() throws IOException {
        EvaluationPlan plan = plan(request("sums", "scripted", null));

        assertThat(plan.folders()).hasSize(1);
        assertThat(plan.folders().getFirst().size()).isEqualTo(5);
        assertThat(plan.policies()).extracting(PolicyChoice::label).containsExactly("scripted", "solver:compute");
        assertThat(plan(request(allowed.resolve("sums").toString(), "scripted", null))
                        .folders())
                .hasSize(1);
    }

    @Test
    void readsNothingElse() {
        assertThatThrownBy(() -> plan(request("../secret", "scripted", null)))
                .hasMessageContaining("there is no data set ../secret in")
                .hasMessageContaining("maestro.evaluate.data");
        assertThatThrownBy(() -> plan(request(folder.resolve("secret").toString(), "scripted", null)))
                .hasMessageContaining("there is no data set");
    }

    @Test
    void refusesAnUnknownPolicyVersionOrPair() {
        assertThatThrownBy(() -> plan(request("sums", "oracle", null)))
                .hasMessageContaining("There is no policy 'oracle' in the registry. Known: scripted");
        assertThatThrownBy(() -> plan(request("sums", "scripted@7", null)))
                .hasMessageContaining("There is no version 7 of scripted; the registry has version 1.");
        assertThatThrownBy(() -> plan(request("sums", "reader:compute", null)))
                .hasMessageContaining("The expert reader cannot run the skill compute");
    }

    @Test
    void refusesAnEmptySet() throws IOException {
        Items.write(allowed.resolve("empty"), List.of(" "));

        assertThatThrownBy(() -> plan(request("empty", "scripted", null)))
                .hasMessageContaining("items.jsonl has no item to run");
    }

    @Test
    void namesABadLineAndSkipsItWhenAsked() throws IOException {
        assertThatThrownBy(() -> plan(request("bad", "scripted", null)))
                .hasMessageContaining("items.jsonl line 2: it is no item")
                .hasMessageContaining("badLines \"skip\"");
        assertThat(plan(request("bad", "scripted", "skip")).bad()).hasSize(1);
    }
}
