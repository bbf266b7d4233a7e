package dev.maestro.core.invoke.method;

import static dev.maestro.core.invoke.Skills.ask;
import static dev.maestro.core.invoke.Skills.askText;
import static dev.maestro.core.invoke.Skills.outcomeOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.invoke.ExpertRequest;
import dev.maestro.core.invoke.ScriptedRun;
import dev.maestro.schema.wire.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C24")
class CodeSolverTest {

    private static final String TASK = "Write def double(x): it doubles x {{query}}";
    private static final String RAN = "{\"outcome\":\"completed\",\"output\":\"\",\"fuel\":1}";
    private static final String WRONG =
            "{\"outcome\":\"raised\",\"output\":\"\",\"error\":\"AssertionError (line 4)\",\"fuel\":1}";
    private static final String EXAMPLE = "assert double(2) == 4";
    private static final String BAD = "```python\ndef double(x):\n    return x\n```";
    private static final String GOOD = "Here:\n```python\ndef double(x):\n    return 2 * x\n```";

    private final CodeSolver solver = CodeSolver.ofPicture();

    @Test
    void generatesTestsAndRepairs() {
        ScriptedRun run = ScriptedRun.replying(EXAMPLE, BAD, GOOD).withHelper(WRONG, RAN);

        String observation = solver.run(ask(TASK), run);

        assertThat(observation).isEqualTo("```python\ndef double(x):\n    return 2 * x\n```");
        assertThat(run.mainRequests()).hasSize(3).allSatisfy(request -> assertThat(request.images())
                .hasSize(1));
        assertThat(run.mainRequests().get(2).text()).contains("return x", "AssertionError (line 4)", TASK, EXAMPLE);
        assertThat(run.helperRequests())
                .hasSize(2)
                .extracting(ExpertRequest::capability)
                .containsOnly("run-code");
        assertThat(run.helperRequests().get(0).text()).contains("return x\\n\\n" + EXAMPLE);
        assertThat(run.helperRequests().get(1).text()).contains("return 2 * x", EXAMPLE);
    }

    @Test
    void notesTheDigestOfItsPrompts() {
        ScriptedRun run = ScriptedRun.replying(EXAMPLE, GOOD).withHelper(RAN);

        solver.run(ask(TASK), run);

        assertThat(run.notes().get("prompt")).matches("code sha256:[0-9a-f]{64}");
    }

    @Test
    void asksOnceMoreForAnExampleThatIsNone() {
        ScriptedRun run =
                ScriptedRun.replying("Here: double(1) is 2", EXAMPLE, GOOD).withHelper(RAN);

        assertThat(solver.run(ask(TASK), run)).contains("return 2 * x");
        assertThat(run.mainRequests().get(1).text())
                .isEqualTo(run.mainRequests().get(0).text());
    }

    @Test
    void saysThatTheFenceWasMissingWhenItAsksAgain() {
        ScriptedRun run = ScriptedRun.replying(EXAMPLE, "I cannot.", GOOD).withHelper(RAN);

        assertThat(solver.run(ask(TASK), run)).contains("return 2 * x");
        assertThat(run.mainRequests().get(2).text()).contains("held no fence");
    }

    @Test
    void takesTheLastFenceOfAReply() {
        ScriptedRun run = ScriptedRun.replying(EXAMPLE, BAD + "\nis wrong, so\n" + GOOD + "\n```python\n\n```")
                .withHelper(RAN);

        assertThat(solver.run(ask(TASK), run)).contains("return 2 * x").doesNotContain("return x");
    }

    @Test
    void saysThatNothingWasTestedWhereThereIsNoExample() {
        ScriptedRun run = ScriptedRun.replying("none", "assert double(1", GOOD);

        assertThat(solver.run(ask(TASK), run))
                .startsWith("```python\n# not tested")
                .contains("return 2 * x");
        assertThat(run.mainRequests()).hasSize(3);
        assertThat(run.helperRequests()).isEmpty();
    }

    @Test
    void givesTheLastCodeAfterThreeFailuresAndSaysSo() {
        ScriptedRun run = ScriptedRun.replying(EXAMPLE, BAD, BAD, BAD).withHelper(WRONG, WRONG, WRONG);

        assertThat(solver.run(ask(TASK), run))
                .startsWith("```python\n# fails: raised AssertionError (line 4)\n")
                .contains("return x");
    }

    @Test
    void findsNothingWhenNoCodeIsEverWritten() {
        ScriptedRun run = ScriptedRun.replying(EXAMPLE, "no", "no", "no");

        assertThat(solver.run(ask(TASK), run)).isEmpty();
    }

    @Test
    void passesOnThatThereIsNoSandbox() {
        Outcome none = new Outcome.Refused("no-helper", "none");
        ScriptedRun run = ScriptedRun.replying(EXAMPLE, GOOD).withFailingHelper(none);

        assertThat(outcomeOf(solver, ask(TASK), run)).isEqualTo(none);
    }

    @Test
    void worksOnATaskWithoutAPictureUnderAnotherName() {
        ScriptedRun run = ScriptedRun.replying(EXAMPLE, GOOD).withHelper(RAN);

        CodeSolver ofText = CodeSolver.ofText();

        assertThat(ofText.name()).isEqualTo("code-solve");
        assertThat(ofText.run(askText(TASK), run)).contains("return 2 * x");
    }
}
