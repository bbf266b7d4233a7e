package dev.maestro.core.decide.generative;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.PaperRegistry;
import dev.maestro.core.observe.PromptText;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.Call;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TurnParserTest {

    static final TurnParser.Rules RULES = new TurnParser.Rules(true, true, true, 4);

    private static final RegistrySnapshot REGISTRY = PaperRegistry.extended();
    static final NameTable NAMES = new NameTable(REGISTRY.pairs());

    private static Action parse(String text) {
        return new TurnParser(NAMES, RULES).parse(text).action();
    }

    private static String code(String text, TurnParser.Rules rules) {
        return new TurnParser(NAMES, rules).parse(text).action() instanceof Action.Malformed malformed
                ? malformed.code()
                : "none";
    }

    @Test
    @Tag("C8")
    void readsACallWithColonsAndLinesInItsQuery() {
        ParsedTurn turn = new TurnParser(NAMES, RULES)
                .parse(
                        "a chart</think>\nfirst this:\n<search> Chart-R1 @@ Chart_Problem_Solver :\n What is 1:2?\nAnd B? </search>");

        assertThat(turn.thought()).isEqualTo("a chart");
        assertThat(turn.action())
                .isEqualTo(new Action.Invoke(
                        List.of(new Call(0, "chart-r1", "chart-problem-solver", "What is 1:2?\nAnd B?"))));
    }

    @ParameterizedTest
    @Tag("C9")
    @CsvSource({
        "chart-r1,chart_problem_solver",
        "CHART-R1,chart-problem-solver",
        "Chart_R1,chartproblemsolver",
        "chartr1,CHART PROBLEM SOLVER",
    })
    void takesNamesInAnyCaseAndAsSnakeKebabAndSquashed(String expert, String skill) {
        Action action = parse("x</think><search>" + expert + "@@" + skill + ": q</search>");

        assertThat(action).isEqualTo(new Action.Invoke(List.of(new Call(0, "chart-r1", "chart-problem-solver", "q"))));
    }

    @ParameterizedTest
    @Tag("C9")
    @CsvSource({
        "Qwen3-VL-235B,Chart_Problem_Solver,unknown-expert",
        "chart,Chart_Problem_Solver,unknown-expert",
        "the Chart-R1 model,Chart_Problem_Solver,unknown-expert",
        "Chart-R1,Fraction_Solver,unknown-skill",
        "Chart-R1,unicode tool,unknown-skill",
        "Chart-R1,Detection_Task,unknown-skill",
        "glm-ocr,Chart_Problem_Solver,unknown-expert",
    })
    void guessesNoName(String expert, String skill, String code) {
        assertThat(code("x</think><search>" + expert + "@@" + skill + ": q</search>", RULES))
                .isEqualTo(code);
    }

    static Stream<Arguments> malformed() {
        String call = "Chart-R1@@Chart_Problem_Solver: q";
        return Stream.of(
                Arguments.of(" \n ", MalformedTurn.EMPTY_TURN),
                Arguments.of("x".repeat(TurnParser.LONGEST_TURN + 1), MalformedTurn.TURN_TOO_LONG),
                Arguments.of("I think <search>" + call + "</search>", MalformedTurn.THINK_NOT_CLOSED),
                Arguments.of("</think><think>more</think>", MalformedTurn.THINK_OUT_OF_PLACE),
                Arguments.of("</think><search>" + call + "</search><|im_end|>", MalformedTurn.CHAT_TOKEN),
                Arguments.of(
                        "</think><information>7</information><answer>7</answer>", MalformedTurn.FORGED_INFORMATION),
                Arguments.of("</think>Let me see.", MalformedTurn.NO_ACTION),
                Arguments.of("</think><search>" + call, MalformedTurn.SEARCH_NOT_CLOSED),
                Arguments.of("</think><answer>4", MalformedTurn.ANSWER_NOT_CLOSED),
                Arguments.of("</think>" + call + "</search>", MalformedTurn.STRAY_CLOSING_TAG),
                Arguments.of("</think><search><answer>4</answer></search>", MalformedTurn.NESTED_TAG),
                Arguments.of(
                        "</think><search>" + call + "</search><answer>4</answer>", MalformedTurn.SEARCH_AND_ANSWER),
                Arguments.of("</think><answer>4</answer><answer>5</answer>", MalformedTurn.SEVERAL_ANSWERS),
                Arguments.of("</think><answer> </answer>", MalformedTurn.EMPTY_ANSWER),
                Arguments.of("</think><search> </search>", MalformedTurn.EMPTY_SEARCH),
                Arguments.of("</think><search>Chart-R1: q</search>", MalformedTurn.MISSING_PAIR_SEPARATOR),
                Arguments.of("</think><search>Chart-R1@@Chart q</search>", MalformedTurn.MISSING_QUERY_SEPARATOR),
                Arguments.of("</think><search>Chart-R1: ask @@ now</search>", MalformedTurn.PAIR_SEPARATOR_AFTER_COLON),
                Arguments.of("</think><search>@@Chart_Problem_Solver: q</search>", MalformedTurn.EMPTY_EXPERT),
                Arguments.of("</think><search>Chart-R1@@: q</search>", MalformedTurn.EMPTY_SKILL),
                Arguments.of("</think><search>Chart-R1@@Chart_Problem_Solver: </search>", MalformedTurn.EMPTY_QUERY),
                Arguments.of("</think><search>Model@@Skill:query</search>", MalformedTurn.PLACEHOLDER),
                Arguments.of(
                        "</think><search>Chart-R1@@Chart_Problem_Solver: [your-input]</search>",
                        MalformedTurn.PLACEHOLDER),
                Arguments.of("</think><search>Nobody@@Zoom: q</search>", MalformedTurn.UNKNOWN_EXPERT),
                Arguments.of("</think><search>Chart-R1@@Nothing: q</search>", MalformedTurn.UNKNOWN_SKILL),
                Arguments.of(
                        "</think><search>" + (call + "\n||\n").repeat(4) + call + "</search>",
                        MalformedTurn.TOO_MANY_CALLS));
    }

    @ParameterizedTest
    @MethodSource
    @Tag("C10")
    void malformed(String text, MalformedTurn expected) {
        assertThat(code(text, RULES)).isEqualTo(expected.code());
    }

    @Test
    @Tag("C10")
    void tellsAPairThatIsNotAllowed() {
        NameTable base = new NameTable(List.of(
                REGISTRY.pair("chart-r1", "zoom").orElseThrow(),
                REGISTRY.pair("glm-4-6v-flash", "plain-call").orElseThrow()));

        ParsedTurn turn = new TurnParser(base, RULES).parse("</think><search>Chart-R1@@plain-call: q</search>");

        assertThat(turn.action())
                .isInstanceOfSatisfying(Action.Malformed.class, malformed -> assertThat(malformed.code())
                        .isEqualTo("pair-not-allowed"));
    }

    @Test
    @Tag("C10")
    void everyMalformedCaseHasAnObservationOfItsOwn() {
        PromptText texts = PromptText.load("policy-malformed");

        Set<String> distinct = new HashSet<>();
        for (MalformedTurn each : MalformedTurn.values()) {
            assertThat(texts.has(each.code())).as(each.code()).isTrue();
            distinct.add(texts.sections().get(each.code()));
        }

        assertThat(distinct).hasSameSizeAs(MalformedTurn.values()).doesNotContain("");
        assertThat(malformed().map(arguments -> arguments.get()[1]).distinct().count())
                .as("cases tested by text alone")
                .isEqualTo(MalformedTurn.values().length - 3L); // two need other rules, one a narrower registry
    }

    @ParameterizedTest
    @Tag("C11")
    @ValueSource(
            strings = {
                "</think><search>Chart-R1@@zoom: a\n||\nglm-4.6v-flash@@zoom: b</search>",
                "</think><search>Chart-R1@@zoom: a</search> and <search>glm-4.6v-flash@@zoom: b</search>"
            })
    void runsSeveralCallsOfATurnTogether(String text) {
        assertThat(parse(text))
                .isEqualTo(new Action.Invoke(
                        List.of(new Call(0, "chart-r1", "zoom", "a"), new Call(1, "glm-4-6v-flash", "zoom", "b"))));
    }

    @Test
    @Tag("C15")
    void takesAnAnswerOnlyWhenOneMayCome() {
        String answer = "</think><answer>4</answer>";

        assertThat(code(answer, new TurnParser.Rules(true, false, true, 1))).isEqualTo("answer-before-call");
        assertThat(parse(answer)).isEqualTo(new Action.Answer("4"));
    }

    @Test
    @Tag("C13")
    void takesNoCallWhenNoneIsLeft() {
        String call = "</think><search>Chart-R1@@zoom: q</search>";

        assertThat(code(call, new TurnParser.Rules(true, true, false, 1))).isEqualTo("no-call-left");
    }

    @Test
    void wantsNoThinkBlockOfAModelWhoseTemplateOpensNone() {
        TurnParser.Rules plain = new TurnParser.Rules(false, true, true, 1);

        assertThat(code("<answer>4</answer>", plain)).isEqualTo("none");
        assertThat(code("<think>x</think><answer>4</answer>", plain)).isEqualTo("none");
        assertThat(code("<think>x <answer>4</answer>", plain)).isEqualTo("think-not-closed");
    }

    @Test
    void keepsAnAnswerOfSeveralLinesWhole() {
        String code = "```python\nif a < b and List<int>:\n    pass\n```";

        assertThat(parse("</think><answer>\n" + code + "\n</answer>")).isEqualTo(new Action.Answer(code));
    }

    @Test
    void namesThatFitTwoEntriesFitNone() {
        assertThat(Arrays.stream(new String[] {"chart-r1", "Chart-R1"}).map(NAMES::expert))
                .allSatisfy(found -> assertThat(found).isPresent());
        assertThat(NAMES.expert("chart.r1")).isEmpty();
    }
}
