package dev.maestro.core.decide.generative;

import static dev.maestro.core.decide.generative.GenerativeEpisode.CALL;
import static dev.maestro.core.decide.generative.GenerativeEpisode.IMAGE;
import static dev.maestro.core.decide.generative.GenerativeEpisode.REGISTRY;
import static dev.maestro.core.decide.generative.GenerativeEpisode.entry;
import static dev.maestro.core.decide.generative.GenerativeEpisode.next;
import static dev.maestro.core.decide.generative.GenerativeEpisode.state;
import static dev.maestro.core.decide.generative.GenerativeEpisode.system;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.core.PaperRegistry;
import dev.maestro.core.decide.Sampling;
import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.registry.RegistryLoader;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.Call;
import dev.maestro.schema.wire.Decision;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a generative policy is told: its prompt is made of the registry, as far as the episode may use it. */
class GenerativePromptTest {

    @Test
    @Tag("C6")
    void thePromptOfTheInDomainRegistryHasItsEightParts() {
        ScriptedTexts texts = ScriptedTexts.writing(CALL);
        List<String> experts =
                List.of("chart-r1", "glm-4-6v-flash", "qwen3-vl-8b-instruct", "intern-s1-mini", "medgemma-1-5-4b-it");
        List<String> skills = List.of(
                "geometric-problem-solver",
                "chart-problem-solver",
                "science-problem-solver",
                "counting-problem-solver",
                "perception-problem-solver");

        next(texts, state(experts, skills), REGISTRY);

        assertThat(system(texts))
                .containsSubsequence(
                        "# Your part",
                        "you have to call",
                        "# Skills",
                        "- Geometric_Problem_Solver: ",
                        "- Perception_Problem_Solver: ",
                        "# Experts",
                        "- Chart-R1: ",
                        "- medgemma-1.5-4b-it: ",
                        "# How to call",
                        "<search>Chart-R1@@Geometric_Problem_Solver: ",
                        "Expert names that exist: Chart-R1, GLM-4.6V-Flash, qwen3-vl-8b-instruct, Intern-S1-mini,"
                                + " medgemma-1.5-4b-it",
                        "Skill names that exist: Geometric_Problem_Solver, Chart_Problem_Solver,",
                        "# Before each call",
                        "# What comes back",
                        "# Final answer",
                        "<answer>42</answer>",
                        "# A whole turn",
                        "<think>",
                        "Keep your thinking short.")
                .doesNotContain("Qwen3.5", "Plain_Call", "DeepEyes", "{{")
                .hasSizeLessThan(12_000);
        assertThat(system(texts).split("<search>", -1))
                .as("five examples and a whole turn")
                .hasSize(7);
    }

    @Test
    @Tag("C7")
    void theUserTurnHasImageQuestionAndWhatToDecide() {
        ScriptedTexts texts = ScriptedTexts.writing(CALL);

        next(texts, state(), REGISTRY);

        TextModel.Request request = texts.requests().getFirst();
        assertThat(request.images()).containsExactly(IMAGE);
        assertThat(request.messages().getLast().images()).isEqualTo(1);
        assertThat(request.messages().getLast().text())
                .startsWith("How high is bar B?")
                .contains("Decide only what kind of question this is and which expert and skill");
    }

    @Test
    @Tag("C4")
    void whatAnEpisodeMayNotUseIsNeitherInItsPromptNorUnderstood() {
        ScriptedTexts texts = ScriptedTexts.writing(CALL);

        Decision decision = next(texts, state(List.of("glm-4-6v-flash"), List.of()), REGISTRY);

        assertThat(system(texts)).doesNotContain("Chart-R1").contains("GLM-4.6V-Flash");
        assertThat(decision.action())
                .isInstanceOfSatisfying(Action.Malformed.class, malformed -> assertThat(malformed.code())
                        .isEqualTo("unknown-expert"));
    }

    @Test
    @Tag("C4")
    void theOverlayOpensTheExtendedRegistry() {
        ScriptedTexts base = ScriptedTexts.writing(CALL);
        ScriptedTexts extended =
                ScriptedTexts.writing("x</think><search>step3@@ERQA_Action_Adjustment_Solver: q</search>");

        next(base, state(), REGISTRY);
        Decision decision = next(extended, state(), PaperRegistry.extended());

        assertThat(system(base)).doesNotContain("Embodied_Scene_QA_Skill", "Circle_Contact");
        assertThat(system(extended)).contains("Embodied_Scene_QA_Skill", "Circle_Contact_Overlap_Judge");
        assertThat(decision.action())
                .isEqualTo(new Action.Invoke(List.of(new Call(0, "step3-vl-10b", "embodied-action-adjustment", "q"))));
    }

    @Test
    @Tag("C49")
    void namesAnExpertAndASkillThatWereAddedWhileItRan() {
        ScriptedTexts texts =
                ScriptedTexts.writing(CALL, "x</think><search>Nova-7@@Careful_Look: What is written there?</search>");
        GenerativePolicy unchanged = new GenerativePolicy(entry(REGISTRY), texts);
        unchanged.next(state(), REGISTRY, new Sampling(0, 1));
        RegistrySnapshot grown = RegistryLoader.extend(
                        REGISTRY.document(), "more.yaml", """
                name: more
                experts:
                  - id: nova-7
                    aliases: [Nova-7]
                    capabilities: [generate]
                    endpoint: {type: openai, url: "http://127.0.0.1:9/v1", model: nova}
                    description: "A model that nobody had seen."
                    chooseWhen: "Old handwriting."
                skills:
                  - id: careful-look
                    aliases: [Careful_Look]
                    tier: 1
                    description: "Looks twice."
                    useWhen: "Faded ink."
                    capabilities: [generate]
                    procedure: perception-problem-solver
                """.getBytes(StandardCharsets.UTF_8))
                .snapshot();

        Decision decision = unchanged.next(state(), grown, new Sampling(0, 1));

        String prompt = texts.requests().getLast().messages().getFirst().text();
        assertThat(system(texts)).doesNotContain("Nova-7");
        assertThat(prompt).contains("- Nova-7: A model that nobody had seen. Choose when: Old handwriting.");
        assertThat(prompt).contains("- Careful_Look: Looks twice. Best when: Faded ink.");
        assertThat(decision.action())
                .isEqualTo(new Action.Invoke(List.of(new Call(0, "nova-7", "careful-look", "What is written there?"))));
    }

    @Test
    void refusesAPromptThatNoModelCanHold() {
        String experts = IntStream.range(0, 1200)
                .mapToObj(
                        "  - {id: e-%d, capabilities: [generate], endpoint: {type: mcp, url: \"http://h/\", tool: t}, description: \"d\"}"
                                ::formatted)
                .collect(Collectors.joining("\n"));
        String many = String.join("\n", "name: many", "experts:", experts);
        RegistrySnapshot large = RegistryLoader.extend(
                        REGISTRY.document(), "many.yaml", many.getBytes(StandardCharsets.UTF_8))
                .snapshot();

        assertThatThrownBy(() -> next(ScriptedTexts.writing(CALL), state(), large))
                .isInstanceOfSatisfying(
                        TerminalException.class, e -> assertThat(e.code()).isEqualTo("prompt-too-long"))
                .hasMessageContaining("Name fewer");
    }
}
