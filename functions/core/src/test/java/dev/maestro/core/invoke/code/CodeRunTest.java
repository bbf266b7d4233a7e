package dev.maestro.core.invoke.code;

import static dev.maestro.core.invoke.Skills.askText;
import static dev.maestro.core.invoke.Skills.outcomeOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.invoke.ScriptedRun;
import dev.maestro.core.invoke.SkillInput;
import dev.maestro.schema.wire.Outcome;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeRunTest {

    private static final String FENCED = "\n```python\ndef f(a, b=1):\n    return a\n```\n";
    private static final String SEVEN = "{\"outcome\":\"completed\",\"output\":\"7\\n\",\"fuel\":1}";

    private static String program(ScriptedRun run) {
        return run.mainRequests().getFirst().text();
    }

    @Test
    void givesTheValueOfTheCallAsALiteral() {
        ScriptedRun run = ScriptedRun.replying("{\"outcome\":\"completed\",\"output\":\"'a  b'\\n\",\"fuel\":1}");

        String observation = new CodeRun().run(askText("What does f('x') return?" + FENCED), run);

        assertThat(observation).isEqualTo("'a  b'");
        assertThat(program(run)).contains("def f(a, b=1)", "_value = (f('x'))", "print(repr(_value))");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            What does the call f("a)", [1, (2)]) return?          | f("a)", [1, (2)])
            Evaluate f('it\\'s (', {'k': ")"}) for this function  | f('it\\'s (', {'k': ")"})
            Call `f(1)` and give the value                        | f(1)
            Is the result of f(f(2)) 2?                           | f(f(2))
            What is f([3]).pop(0).real? I wonder.                 | f([3]).pop(0).real
            What is f({'a': 1})['a'].                             | f({'a': 1})['a']
            What is f(1).open(2?                                  | f(1)
            """)
    void findsTheCallThatIsAskedAbout(String question, String call) {
        assertThat(CodeQuestion.of(question + FENCED).orElseThrow().call()).contains(call);
    }

    @Test
    void findsTheCallOfAMethod() {
        String code = "\n```python\nclass Box:\n    def open(self):\n        return 1\n```\n";

        assertThat(CodeQuestion.of("What is Box().open()?" + code).orElseThrow().call())
                .contains("Box().open()");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"What does g(1) return?", "What does half(1) return?", "What is f(1", "What does x.f(1) do?"})
    void findsNoCall(String question) {
        assertThat(CodeQuestion.of(question + FENCED).orElseThrow().call()).isEmpty();
    }

    @Test
    void runsTheCodeAsItIsWhenNoCallIsAskedAbout() {
        ScriptedRun run = ScriptedRun.replying(SEVEN);

        String observation = new CodeRun().run(askText("What does this print?\n```\nprint(3 + 4)\n```"), run);

        assertThat(observation).isEqualTo("7");
        assertThat(program(run)).contains("print(3 + 4)").doesNotContain("repr");
    }

    @Test
    void takesTheCodeFromWhatWasReadBefore() {
        ScriptedRun run = ScriptedRun.replying(SEVEN);

        new CodeRun().run(askText("What does f(2) return?", "A page." + FENCED), run);

        assertThat(program(run)).contains("def f(a, b=1)", "_value = (f(2))");
    }

    @Test
    void answersWithTheOption() {
        SkillInput input = new SkillInput("What does f(2) return?" + FENCED, List.of("6", "7"), List.of(), List.of());

        assertThat(new CodeRun().run(input, ScriptedRun.replying(SEVEN))).isEqualTo("B");
    }

    @Test
    void refusesAQuestionWithoutCode() {
        Outcome outcome = outcomeOf(new CodeRun(), askText("What does f(2) return?"), ScriptedRun.replying());

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.message())
                .contains("three backticks"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"raised", "out-of-fuel", "out-of-memory", "timed-out", "trapped"})
    @Tag("C24")
    void typesHowTheCodeFailed(String how) {
        ScriptedRun run = ScriptedRun.replying(
                "{\"outcome\":\"" + how + "\",\"output\":\"7\",\"error\":\"KeyError: 1 (line 2)\",\"fuel\":1}");

        Outcome outcome = outcomeOf(new CodeRun(), askText("What does f(2) return?" + FENCED), run);

        assertThat(outcome)
                .isEqualTo(new Outcome.Refused("code-" + how, "The code did not run to its end: KeyError: 1 (line 2)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "{}", "{\"outcome\":\"fine\",\"output\":\"7\"}", "{\"outcome\":\"completed\"}"})
    void failsOnAReplyOutsideOfItsContract(String reply) {
        Outcome outcome =
                outcomeOf(new CodeRun(), askText("What does f(2) return?" + FENCED), ScriptedRun.replying(reply));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.code())
                .isEqualTo("bad-reply"));
    }

    @Test
    void readsAVeryLongQuestionQuickly() {
        String endless = "f(".repeat(200_000) + FENCED;

        assertThat(CodeQuestion.of(endless).orElseThrow().call()).isEmpty();
    }

    @Test
    @Tag("C16")
    void keepsItsWholeOutput() {
        assertThat(new CodeRun().observationCharacters()).isEqualTo(20_000);
    }
}
