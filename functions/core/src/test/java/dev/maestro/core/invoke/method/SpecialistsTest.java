package dev.maestro.core.invoke.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.invoke.ExpertRequest;
import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.ScriptedRun;
import dev.maestro.core.invoke.SkillInput;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecialistsTest {

    private static final Image IMAGE = new Image("sha256:1", new byte[] {1}, 560, 280);
    private static final Image OTHER = new Image("sha256:2", new byte[] {2}, 560, 280);
    private static final String ZOOM = "<tool_call>{\"arguments\":{\"bbox_2d\":[100,50,300,150]}}</tool_call>";
    private static final String OBJECTS = "{\"objects\":[{\"label\":\"sign\",\"bbox\":[10,20,60,80]}]}";

    private static String reply(String capability) {
        return switch (capability) {
            case "zoom" -> ZOOM;
            case "detect-objects" -> OBJECTS;
            default -> "some " + capability;
        };
    }

    private static ScriptedRun run(String name, String query, String capabilities) {
        String[] wanted = capabilities.isEmpty() ? new String[0] : capabilities.split(" ", -1);
        ScriptedRun run = ScriptedRun.replying("<think>hm</think>7")
                .withHelper(Arrays.stream(wanted).map(SpecialistsTest::reply).toArray(String[]::new));

        String found = SolversTest.skill(name).run(new SkillInput(query, List.of(), List.of(IMAGE), List.of()), run);

        assertThat(found).isEqualTo("7");
        assertThat(run.helperRequests()).extracting(ExpertRequest::capability).containsExactly(wanted);
        assertThat(run.mainRequests()).hasSize(1);
        return run;
    }

    @ParameterizedTest
    @Tag("C25")
    @CsvSource({
        "embodied-trajectory-outcome,caption",
        "embodied-pointing-localization,caption",
        "embodied-multi-view-task,caption",
        "embodied-action-adjustment,caption",
        "embodied-spatial-mechanics,caption",
    })
    void theEmbodiedOnesUseACaptionAndTheRawImages(String name, String capabilities) {
        ScriptedRun run = run(name, "q", capabilities);

        assertThat(run.mainRequests().getFirst().images()).containsExactly(IMAGE);
        assertThat(run.mainRequests().getFirst().text()).contains("some caption");
    }

    @ParameterizedTest
    @Tag("C26")
    @CsvSource({
        "ocr-text-recognition,transcribe zoom,2",
        "ocr-key-information-extraction,transcribe detect-objects zoom,3",
        "ocr-scene-text-qa,caption transcribe detect-objects zoom,3",
        "ocr-document-chart-qa,caption transcribe zoom,2",
        "ocr-formula-recognition,transcribe zoom,2",
    })
    void theReadingOnesComputeTheEvidenceOfTheirPlanAndNoOther(String name, String capabilities, int images) {
        ScriptedRun run = run(name, "q", capabilities);

        assertThat(run.mainRequests().getFirst().images()).hasSize(images);
    }

    @ParameterizedTest
    @Tag("C27")
    @CsvSource({
        "diagram-circle-contact,zoom",
        "diagram-intersection-route,zoom",
        "diagram-grid-structure,zoom",
        "diagram-highlighted-character,transcribe zoom",
        "diagram-shape-counting,zoom",
    })
    void theDiagramOnesAreCalledDirectlyAndLookCloser(String name, String capabilities) {
        ScriptedRun run = run(name, "q", capabilities);

        assertThat(run.mainRequests().getFirst().images()).hasSize(2);
    }

    @ParameterizedTest
    @Tag("C25")
    @Tag("C26")
    @Tag("C27")
    @Tag("C28")
    @CsvSource({
        "embodied-scene-qa,Follow the arrow: where does the gripper end up?,caption,embodied-trajectory-outcome,movements end",
        "ocr-problem-solver,What is the total amount on the receipt?,transcribe detect-objects zoom,"
                + "ocr-key-information-extraction,fields in documents",
        "diagram-reasoning,Are the two circles touching?,zoom,diagram-circle-contact,how shapes touch",
    })
    void aRouterNotesItsDecisionAndTheSpecialistKeepsItsOwnSystemPrompt(
            String router, String query, String capabilities, String route, String system) {
        ScriptedRun run = run(router, query, capabilities);

        assertThat(run.notes().get("route")).startsWith(route + " of {").contains(route + "=");
        assertThat(run.notes().get("prompt")).startsWith(route + " sha256:");
        assertThat(run.mainRequests().getFirst().system()).contains(system);
    }

    private static String route(String router, String query, int images) {
        return ((Router) SolversTest.skill(router)).choose(query, images).route();
    }

    @Test
    @Tag("C28")
    void wordsMatchWholeSoThatNoPartOfOneMisleads() {
        assertThat(route("embodied-scene-qa", "What does the pathway sign mean?", 1))
                .isNotEqualTo("embodied-trajectory-outcome");
        assertThat(route("ocr-problem-solver", "Which design is assigned a document?", 1))
                .isEqualTo("ocr-document-chart-qa");
        assertThat(route("embodied-scene-qa", "Which PATH?", 1)).isEqualTo("embodied-trajectory-outcome");
    }

    @ParameterizedTest
    @Tag("C28")
    @CsvSource({
        "embodied-scene-qa,hm,1,embodied-spatial-mechanics",
        "ocr-problem-solver,hm,1,ocr-scene-text-qa",
        "diagram-reasoning,hm,1,diagram-shape-counting",
        "embodied-scene-qa,hm,2,embodied-multi-view-task",
        "embodied-scene-qa,Which image is closest to completing the task?,1,embodied-multi-view-task",
        "embodied-scene-qa,How should the gripper rotate to align?,1,embodied-action-adjustment",
        "embodied-scene-qa,Which marker corresponds to the same point?,1,embodied-pointing-localization",
        "ocr-problem-solver,Write the formula as LaTeX,1,ocr-formula-recognition",
        "ocr-problem-solver,What is written in the image?,1,ocr-text-recognition",
        "ocr-problem-solver,Who is the author of this book?,1,ocr-document-chart-qa",
        "diagram-reasoning,Which letter is circled?,1,diagram-highlighted-character",
        "diagram-reasoning,How many rows and columns has the grid?,1,diagram-grid-structure",
        "diagram-reasoning,How many times do the lines intersect?,1,diagram-intersection-route",
        "diagram-reasoning,How many nested squares are there?,1,diagram-shape-counting",
        "embodied-scene-qa,path location,1,embodied-trajectory-outcome",
    })
    void routesByWordsBonusesTiesAndDefault(String router, String query, int images, String route) {
        assertThat(route(router, query, images)).isEqualTo(route);
        assertThat(route(router, query, images)).isEqualTo(route);
    }

    @Test
    @Tag("C26")
    void laterImagesGetNoCrop() {
        ScriptedRun run = ScriptedRun.replying("7").withHelper(ZOOM);

        SolversTest.skill("diagram-grid-structure")
                .run(new SkillInput("q", List.of(), List.of(IMAGE, OTHER), List.of()), run);

        assertThat(run.mainRequests().getFirst().images()).hasSize(3).endsWith(OTHER);
    }
}
