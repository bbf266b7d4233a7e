package dev.maestro.core.invoke.code;

import static dev.maestro.core.invoke.Skills.ask;
import static dev.maestro.core.invoke.Skills.outcomeOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.invoke.ScriptedRun;
import dev.maestro.schema.wire.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C24")
class CodeSolveTest {

    private static final String TASK = "def double(x): doubles x {query}";
    private static final String RAN = "{\"outcome\":\"completed\",\"output\":\"\",\"fuel\":1}";
    private static final String WRONG =
            "{\"outcome\":\"raised\",\"output\":\"\",\"error\":\"AssertionError (line 4)\",\"fuel\":1}";
    private static final String EXAMPLE = "assert double(2) == 4";
    private static final String BAD = "```python\ndef double(x):\n    return x\n```";
    private static final String GOOD = "Here:\n```python\ndef double(x):\n    return 2 * x\n```";

    @Test
    void generatesTestsAndRepairs() {
        ScriptedRun run = ScriptedRun.replying(EXAMPLE, BAD, GOOD).withHelper(RAN, WRONG, RAN);

        String observation = new CodeSolve().run(ask(TASK), run);

        assertThat(observation).isEqualTo("```python\ndef double(x):\n    return 2 * x\n```");
        assertThat(run.mainRequests()).hasSize(3).allSatisfy(request -> assertThat(request.images())
                .hasSize(1));
        assertThat(run.mainRequests().get(2).text()).contains("return x", "AssertionError (line 4)", TASK);
        assertThat(run.helperRequests().get(2).text()).contains("return 2 * x", EXAMPLE);
    }

    @Test
    void asksAgainForCodeThatIsMissing() {
        ScriptedRun run = ScriptedRun.replying(EXAMPLE, "I cannot.", GOOD).withHelper(RAN, RAN);

        assertThat(new CodeSolve().run(ask(TASK), run)).contains("return 2 * x");
        assertThat(run.mainRequests().get(2).text())
                .isEqualTo(run.mainRequests().get(1).text());
    }

    @Test
    void saysThatNothingWasTestedWhereThereIsNoExample() {
        ScriptedRun run = ScriptedRun.replying("none", "assert (", GOOD).withHelper(WRONG, RAN);

        assertThat(new CodeSolve().run(ask(TASK), run)).startsWith("```python\n# not tested");
        assertThat(run.mainRequests()).hasSize(3);
    }

    @Test
    void givesTheLastCodeAfterThreeFailuresAndSaysSo() {
        ScriptedRun run = ScriptedRun.replying(EXAMPLE, BAD, BAD, BAD).withHelper(RAN, WRONG, WRONG, WRONG);

        assertThat(new CodeSolve().run(ask(TASK), run))
                .startsWith("```python\n# fails: raised AssertionError (line 4)\n")
                .contains("return x");
    }

    @Test
    void findsNothingWhenNoCodeIsEverWritten() {
        ScriptedRun run = ScriptedRun.replying(EXAMPLE, "no", "no", "no").withHelper(RAN);

        assertThat(new CodeSolve().run(ask(TASK), run)).isEmpty();
    }

    @Test
    void passesOnThatThereIsNoSandbox() {
        Outcome none = new Outcome.Refused("no-helper", "none");
        ScriptedRun run = ScriptedRun.replying(EXAMPLE).withFailingHelper(none);

        assertThat(outcomeOf(new CodeSolve(), ask(TASK), run)).isEqualTo(none);
    }
}
