package dev.maestro.core.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.core.episode.TerminalException;
import dev.maestro.schema.wire.Reference;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataSourceScorerTest {

    private static final List<String> TISSUES = List.of("liver", "normal lung", "Red", "12.5");

    private static double score(String source, String type, String answer, String right, List<String> choices) {
        return Scorer.of(source).score(answer, new Reference(right, type, source, null), choices);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            chartqa    | -7                   | -7       | 1
            chartqa    | 1,234                | 1234     | 1
            chartqa    | 1234                 | 1,234    | 1
            chartqa    | 3/4                  | 0.75     | 1
            chartqa    | 42 million           | 42       | 1
            chartqa    | $\\boxed{42}$        | 42       | 1
            chartqa    | '\n42\n'             | 42       | 1
            chartqa    | 41                   | 42       | 0
            chartqa    | 0.333                | 0.33     | 1
            chartqa    | e                    | Red      | 0
            chartqa    | go-jek               | Go-Jek   | 1
            geometry3k | 29.73                | 2 \\sqrt { 221 } | 1
            geometry3k | 30                   | 2 \\sqrt { 221 } | 0
            tallyqa    | 7                    | 7        | 1
            tallyqa    | 7 dogs               | 7        | 1
            tallyqa    | 17                   | 7        | 0
            slake      | No.                  | no       | 1
            slake      | normal               | no       | 0
            slake      | the liver            | Liver    | 1
            slake      | liver and spleen     | Liver    | 0
            slake      | a                    | Abdomen  | 0
            vstar      | yes                  | Yes      | 1
            vstar      | yes, it is           | Yes      | 0
            zwz        | red                  | Red      | 1
            zwz        | e                    | Red      | 0
            mathvision | \\frac{1}{2}         | 0.5      | 1
            """)
    @Tag("C33")
    void scoresTheDataSourcesOfThePaper(String source, String answer, String right, double score) {
        assertThat(score(source, "text", answer, right, List.of())).isEqualTo(score);
    }

    @ParameterizedTest
    @ValueSource(strings = {"msearthmcq", "microvqa", "hrbench", "erqa", "vstar", "zwz", "slake", "mathvision"})
    @Tag("C36")
    void scoresAnOptionByLetterOrText(String source) {
        assertThat(score(source, "choice", "B", "B", TISSUES)).isEqualTo(1);
        assertThat(score(source, "choice", "(b)", "B", TISSUES)).isEqualTo(1);
        assertThat(score(source, "choice", "normal lung", "B", TISSUES)).isEqualTo(1);
        assertThat(score(source, "choice", "B. normal lung", "B", TISSUES)).isEqualTo(1);
        assertThat(score(source, "choice", "A", "B", TISSUES)).isZero();
        assertThat(score(source, "choice", "lung", "B", TISSUES)).isZero();
        assertThat(score(source, "choice", "A or B", "B", TISSUES)).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Joe's Diner                        | 1
            It says Joe's Diner                | 1
            JOE'S DINER                        | 1
            the diner                          | 1
            Joe's Dinerama                     | 0
            Joe's                              | 0
            a b c d e f g the diner i j k l m  | 0
            """)
    @Tag("C36")
    void takesOneOfTheAcceptedTextsOfOcrBench(String answer, double score) {
        Reference reference = new Reference("Joe's Diner", "text", "ocrbench", null, List.of("the diner"));

        assertThat(Scorer.of("ocrbench").score(answer, reference, List.of())).isEqualTo(score);
    }

    @Test
    @Tag("C36")
    void comparesFormulasOfOcrBenchSignBySign() {
        assertThat(score("ocrbench", "formula", "x ^ { 2 }+Y", "x^{2} + Y", List.of()))
                .isEqualTo(1);
        assertThat(score("ocrbench", "formula", "x^{2}+y", "x^{2}+Y", List.of()))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            number | {4}               | 4     | 1
            number | 4                 | 4     | 1
            number | {5}               | 4     | 0
            bool   | {Yes}             | yes   | 1
            text   | {x}               | X     | 1
            list   | rows={5} columns={6} | (5,6) | 1
            list   | {5,6}             | (5,6) | 1
            list   | (6,5)             | (5,6) | 0
            """)
    @Tag("C36")
    void scoresVlmsAreBlindInItsBracketsOrWithout(String type, String answer, String right, double score) {
        assertThat(score("vlms_are_blind", type, answer, right, List.of())).isEqualTo(score);
    }

    @Test
    @Tag("C36")
    void scoresCodeByRunningItsTest() {
        Reference reference = new Reference("assert f(2) == 4", "code", "humaneval_v", null);
        CodeJudge judge = (code, test) -> code.contains("* 2") && test.equals("assert f(2) == 4");
        Scorer scorer = Scorer.of("humaneval_v", judge);

        assertThat(scorer.score("Here:\n```python\ndef f(x): return x * 2\n```\n", reference, List.of()))
                .isEqualTo(1);
        assertThat(scorer.score("def f(x): return x * 2", reference, List.of())).isEqualTo(1);
        assertThat(scorer.score("```python\ndef f(x): return x\n```", reference, List.of()))
                .isZero();
    }

    @Test
    @Tag("C36")
    void saysThatCodeNeedsASandbox() {
        assertThatThrownBy(() -> score("humaneval_v", "code", "def f(): pass", "f()", List.of()))
                .isInstanceOf(TerminalException.class)
                .hasMessageContaining("maestro.reward.sandbox");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            verbatim | Code 2D!    | Code 2D!     | 1
            verbatim | code 2d!    | Code 2D!     | 0
            verbatim | ' Code 2D! '| Code 2D!     | 1
            """)
    void countsCaseWhereItIsPartOfTheAnswer(String type, String answer, String right, double score) {
        assertThat(score("exact", type, answer, right, List.of())).isEqualTo(score);
    }

    @Test
    void comparesPythonLiteralsAsPythonDoes() {
        assertThat(score("exact", "literal", "\"a\\n\"", "'a\\n'", List.of())).isEqualTo(1);
        assertThat(score("exact", "literal", "{'b': 2, 'a': 1}", "{'a': 1, 'b': 2}", List.of()))
                .isEqualTo(1);
        assertThat(score("exact", "literal", "[1.0, True]", "[1, 1]", List.of()))
                .isEqualTo(1);
        assertThat(score("exact", "literal", "(1,)", "(1)", List.of())).isZero();
        assertThat(score("exact", "literal", "(1, 2)", "[1, 2]", List.of())).isZero();
        assertThat(score("exact", "literal", "'A'", "'a'", List.of())).isZero();
        assertThat(score("exact", "literal", "'a  b'", "'a b'", List.of())).isZero();
        assertThat(score("exact", "literal", "None", "None", List.of())).isEqualTo(1);
        assertThat(score("exact", "literal", "{1, 2}", "{2, 1}", List.of())).isEqualTo(1);
        assertThat(score("exact", "literal", "'\\u0041'", "'A'", List.of())).isEqualTo(1);
        assertThat(score("exact", "literal", "[1, 2", "[1, 2]", List.of())).isZero();
        assertThat(score("exact", "literal", "[".repeat(10_000), "[]", List.of()))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"chartqa", "geometry3k", "tallyqa", "slake", "vstar", "ocrbench", "exact", "formula"})
    @Tag("C34")
    void givesNothingForAnAnswerWithoutEnd(String source) {
        String endless = "7 ".repeat(5_000_000);

        assertThat(score(source, source.equals("exact") ? "number" : "text", endless, "7", List.of()))
                .isZero();
    }
}
