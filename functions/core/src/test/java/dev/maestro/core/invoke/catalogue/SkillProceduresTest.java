package dev.maestro.core.invoke.catalogue;

import static dev.maestro.core.invoke.Skills.ask;
import static dev.maestro.core.invoke.Skills.askText;
import static dev.maestro.core.invoke.Skills.outcomeOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.invoke.ScriptedRun;
import dev.maestro.core.invoke.SkillProcedure;
import dev.maestro.core.invoke.method.MethodProcedures;
import dev.maestro.schema.wire.Outcome;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SkillProceduresTest {

    private static final Set<String> WITHOUT_PICTURE =
            Set.of("compute-evaluate", "knowledge-lookup", "code-run", "code-solve", "answer-direct");

    static Collection<SkillProcedure> all() {
        return SkillProcedures.all().values();
    }

    /** Those that work with embedded experts, whose replies are JSON; those of the paper have tests of their own. */
    private static Stream<SkillProcedure> embedded() {
        Set<String> paper =
                MethodProcedures.all().stream().map(SkillProcedure::name).collect(Collectors.toSet());
        return all().stream().filter(skill -> !paper.contains(skill.name()));
    }

    static List<SkillProcedure> onPictures() {
        return embedded()
                .filter(skill -> !WITHOUT_PICTURE.contains(skill.name()))
                .toList();
    }

    static List<SkillProcedure> onJson() {
        return embedded()
                .filter(skill ->
                        !skill.name().startsWith("code-") && !skill.name().equals("answer-direct"))
                .toList();
    }

    @Test
    void listsEachProcedureUnderItsName() {
        assertThat(SkillProcedures.all())
                .containsKeys(
                        "read-plain",
                        "read-upright",
                        "read-clean",
                        "document-key-value",
                        "document-key-value-upright",
                        "document-key-value-crops",
                        "chart-labels",
                        "chart-axis",
                        "table-cell",
                        "table-cell-upright",
                        "glyph-circled",
                        "count-shapes",
                        "geometry-crossings",
                        "geometry-touch",
                        "geometry-nested",
                        "geometry-grid",
                        "geometry-paths",
                        "geometry-figure",
                        "compute-evaluate",
                        "knowledge-lookup",
                        "barcode-read",
                        "barcode-read-clean",
                        "code-run",
                        "code-solve",
                        "answer-direct")
                .allSatisfy((name, skill) -> assertThat(skill.name()).isEqualTo(name));
    }

    @ParameterizedTest
    @MethodSource("onPictures")
    void refusesAQuestionWithoutThePictureItNeeds(SkillProcedure skill) {
        ScriptedRun run = ScriptedRun.replying();

        Outcome outcome = outcomeOf(skill, askText("How many red circles are there?"), run);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo("image-needed");
            assertThat(refused.message()).contains(skill.name()).contains("send one");
        });
        assertThat(run.mainRequests()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("onJson")
    void failsOnAReplyThatIsNoJson(SkillProcedure skill) {
        ScriptedRun run = ScriptedRun.replying("I see a cat").withHelper("I see a cat");

        Outcome outcome = outcomeOf(skill, ask("How many red circles are there?"), run);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.code())
                .isEqualTo("bad-reply"));
    }

    @ParameterizedTest
    @MethodSource("onJson")
    void failsOnAReplyThatLacksItsFields(SkillProcedure skill) {
        ScriptedRun run = ScriptedRun.replying("{\"box\":3}").withHelper("{\"box\":3}");

        Outcome outcome = outcomeOf(skill, ask("How many red circles are there?"), run);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.code())
                .isEqualTo("bad-reply"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"read-plain", "document-key-value", "count-shapes", "compute-evaluate", "answer-direct"})
    void passesOnThatTheExpertTimedOut(String name) {
        ScriptedRun run = ScriptedRun.failing(new Outcome.TimedOut(900));

        Outcome outcome = outcomeOf(SkillProcedures.all().get(name), ask("How many red circles are there?"), run);

        assertThat(outcome).isEqualTo(new Outcome.TimedOut(900));
    }
}
