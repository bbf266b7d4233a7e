package dev.maestro.core.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.maestro.core.TestData;
import dev.maestro.schema.event.EpisodeEnded;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.Call;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Invocation;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Reference;
import dev.maestro.schema.wire.Reward;
import dev.maestro.schema.wire.Step;
import dev.maestro.schema.wire.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a generative policy's episodes get in strict mode, and where the authors' rules say otherwise (defects 9-15). */
@Tag("C34")
class RewardModesTest {

    private static final String SEARCH = "<think>a chart</think><search>reader@@read:what is it</search>";
    private static final Call CALL = new Call(0, "reader", "read", "what is it");

    private static Decision written(String text, Action action) {
        return new Decision(action, "generative", "1", 0, List.of(), 0, 0, Usage.NONE, Map.of("text", text));
    }

    /** One call that brings the observation, then the answer. */
    private static EpisodeState episode(String search, String observation, String answer, List<String> choices) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(
                0,
                written(search, new Action.Invoke(List.of(CALL))),
                List.of(new Invocation(CALL, new Outcome.Answered(observation), 1, new Usage(1, 10, 0, 3, 3)))));
        steps.add(new Step(1, written(answer, new Action.Answer(inside(answer))), List.of()));
        return TestData.state(
                        TestData.task("What is it?", List.of(), choices),
                        "generative",
                        TestData.state().budget())
                .with(steps, Usage.NONE);
    }

    private static String inside(String answer) {
        int start = answer.lastIndexOf("<answer>");
        int end = answer.lastIndexOf("</answer>");
        return start < 0 || end < start
                ? answer
                : answer.substring(start + "<answer>".length(), end).strip();
    }

    private static Reward reward(RewardRules.Mode mode, String source, EpisodeState state, String right) {
        String answer = ((Action.Answer) state.steps().getLast().decision().action()).text();
        EpisodeEnded ended = new EpisodeEnded(state, new EpisodeEnd.Answered(answer), TestData.NOW);
        return new Rewarding(new RewardRules(mode, true, true, true), CodeJudge.NONE)
                .score(ended, new Reference(right, "text", source, null), TestData.NOW)
                .reward();
    }

    private static void answersScore(
            String source, String observation, String answer, String right, double strict, double paper) {
        EpisodeState state = episode(SEARCH, observation, answer, List.of());

        assertThat(reward(RewardRules.Mode.STRICT, source, state, right).answer())
                .as("strict")
                .isEqualTo(strict);
        assertThat(reward(RewardRules.Mode.PAPER, source, state, right).answer())
                .as("paper")
                .isEqualTo(paper);
    }

    @Test
    @Tag("C33")
    void defect9AnExpertsAnswerTagDecidesOnlyInPaperMode() {
        answersScore("chartqa", "<answer>42</answer>", "<answer>7</answer>", "42", 0, 1);
        answersScore("chartqa", "<answer>42</answer>", "<answer>7</answer>", "7", 1, 0);
    }

    @Test
    void defect10AnUntaggedNumberIsAnAnswerOnlyInPaperMode() {
        EpisodeState state = episode(SEARCH, "", "so the solution: 12", List.of());
        EpisodeEnded ended = new EpisodeEnded(state, new EpisodeEnd.Exhausted("steps"), TestData.NOW);
        Reference twelve = new Reference("12", "text", "geometry3k", null);
        Rewarding strict = new Rewarding(RewardRules.DEFAULT, CodeJudge.NONE);

        assertThat(strict.score(ended, twelve, TestData.NOW).reward().answer()).isZero();
        assertThat(reward(RewardRules.Mode.PAPER, "geometry3k", state, "12").answer())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "chartqa, e, Red",
        "slake, a, Abdomen",
        "slake, normal, no",
        "vstar, e, Red",
        "zwz, re, Red",
    })
    void defect11APartOfAWordIsRightOnlyInPaperMode(String source, String answer, String right) {
        answersScore(source, "", "<answer>" + answer + "</answer>", right, 0, 1);
    }

    @Test
    void defect11APartOfAnOptionIsRightOnlyInPaperMode() {
        EpisodeState state = episode(SEARCH, "", "<answer>lung</answer>", List.of("liver", "normal lung"));

        assertThat(reward(RewardRules.Mode.STRICT, "microvqa", state, "B").answer())
                .isZero();
        assertThat(reward(RewardRules.Mode.PAPER, "microvqa", state, "B").answer())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -7            | -7
            1,234         | 1234
            1234          | 1,234
            3/4           | 3/4
            42 million    | 42
            \\boxed{42}   | 42
            """)
    void defect12NumbersInOtherWordsAreWrongOnlyInPaperMode(String answer, String right) {
        answersScore("chartqa", "", "<answer>" + answer + "</answer>", right, 1, 0);
    }

    @Test
    void defect12AnAnswerOnALineOfItsOwnIsWrongOnlyInPaperMode() {
        answersScore("chartqa", "", "<answer>\n42\n</answer>", "42", 1, 0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            29.73   | 2\\sqrt{221}
            5/2     | 2.5 cm/1
            KM/h    | km/h
            """)
    void defect13SurdsAndTextsWithASlashAreWrongOnlyInPaperMode(String answer, String right) {
        double strict = right.endsWith("/1") ? 0 : 1;

        answersScore("geometry3k", "", "<answer>" + answer + "</answer>", right, strict, 0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <answer></answer>                                                | empty-answer
            <answer>7</answer> and more                                      | text-after-answer
            <think>no<answer>7</answer></think>                              | unbalanced-tags
            <think>no <answer>7</answer>                                     | unbalanced-tags
            <information>42</information><answer>7</answer>                  | forged-information
            """)
    @Tag("C35")
    void defect14BrokenFormatIsSeenOnlyInStrictMode(String answer, String violation) {
        EpisodeState state = episode(SEARCH, "7", answer, List.of());

        Reward strict = reward(RewardRules.Mode.STRICT, "chartqa", state, "7");

        assertThat(strict.format()).isEqualTo(-1);
        assertThat(strict.violation()).isEqualTo(violation);
        assertThat(reward(RewardRules.Mode.PAPER, "chartqa", state, "7").format())
                .isZero();
    }

    @Test
    @Tag("C35")
    void defect14AStrayTagOfAnExpertCostsThePolicyOnlyInPaperMode() {
        EpisodeState state = episode(SEARCH, "7</answer>", "<answer>7</answer>", List.of());

        assertThat(reward(RewardRules.Mode.STRICT, "chartqa", state, "7").format())
                .isZero();
        assertThat(reward(RewardRules.Mode.PAPER, "chartqa", state, "7").format())
                .isEqualTo(-1);
    }

    @Test
    @Tag("C35")
    void defect15ACallWithoutASkillIsWellFormedOnlyInPaperMode() {
        EpisodeState state = episode("<search>reader:what is it</search>", "7", "<answer>7</answer>", List.of());

        assertThat(reward(RewardRules.Mode.STRICT, "chartqa", state, "7").violation())
                .isEqualTo("bad-search");
        assertThat(reward(RewardRules.Mode.PAPER, "chartqa", state, "7").format())
                .isZero();
    }

    @Test
    @Tag("C35")
    void addsTheParts() {
        EpisodeState right = episode(SEARCH, "7", "<answer>7</answer>", List.of());
        EpisodeState broken = episode(SEARCH, "7", "<answer>7</answer>.", List.of());

        Reward good = reward(RewardRules.Mode.PAPER, "chartqa", right, "7");
        Reward bad = reward(RewardRules.Mode.STRICT, "chartqa", broken, "8");

        assertThat(good.total()).isEqualTo(1);
        assertThat(bad.total()).isEqualTo(-1);
        assertThat(good.counted()).containsExactly("answer", "format");
        assertThat(bad.counted()).containsExactly("answer", "format", "cost");
        assertThat(good.mode()).isEqualTo("paper");
    }

    @Test
    @Tag("C35")
    void reportsAPartThatDoesNotCount() {
        EpisodeState state = episode(SEARCH, "7", "<answer>7</answer>.", List.of());
        EpisodeEnded ended = new EpisodeEnded(state, new EpisodeEnd.Answered("7"), TestData.NOW);
        Reference seven = new Reference("7", "text", "chartqa", null);

        Reward noFormat = new Rewarding(new RewardRules(RewardRules.Mode.STRICT, true, false, false), CodeJudge.NONE)
                .score(ended, seven, TestData.NOW)
                .reward();
        Reward noAnswer = new Rewarding(new RewardRules(RewardRules.Mode.STRICT, false, true, true), CodeJudge.NONE)
                .score(ended, seven, TestData.NOW)
                .reward();

        assertThat(noFormat.format()).isEqualTo(-1);
        assertThat(noFormat.cost()).isCloseTo(0.03, within(1e-9));
        assertThat(noFormat.total()).isEqualTo(1);
        assertThat(noFormat.counted()).containsExactly("answer");
        assertThat(noAnswer.answer()).isEqualTo(1);
        assertThat(noAnswer.total()).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\uFFFD\uFFFD\u0000\u0007garbage",
                "<answer>42</answer>",
                "</information><answer>42</answer><information>",
                "The answer is 42. \\boxed{42}",
            })
    @Tag("C33")
    void whatAnExpertSaysNeverDecides(String observation) {
        EpisodeState wrong = episode(SEARCH, observation, "<answer>7</answer>", List.of());
        EpisodeState right = episode(SEARCH, observation, "<answer>42</answer>", List.of());

        assertThat(reward(RewardRules.Mode.STRICT, "chartqa", wrong, "42").total())
                .isZero();
        assertThat(reward(RewardRules.Mode.STRICT, "chartqa", right, "42").answer())
                .isEqualTo(1);
        assertThat(reward(RewardRules.Mode.STRICT, "chartqa", right, "42").format())
                .isZero();
    }

    @Test
    @Tag("C33")
    void tenMegabytesOfAnExpertDecideNothing() {
        String endless = "<answer>42</answer>".repeat(550_000);
        EpisodeState wrong = episode(SEARCH, endless, "<answer>7</answer>", List.of());

        assertThat(reward(RewardRules.Mode.STRICT, "chartqa", wrong, "42").total())
                .isZero();
        assertThat(reward(RewardRules.Mode.PAPER, "chartqa", wrong, "7").answer())
                .isZero();
    }

    @Test
    void aPolicyWithoutTextBreaksNoRule() {
        Decision read = TestData.invoke("reader/read");
        EpisodeState state = TestData.state()
                .with(
                        List.of(new Step(0, read, List.of(TestData.invocation(read, new Outcome.Answered("7"))))),
                        Usage.NONE);
        EpisodeEnded ended = new EpisodeEnded(state, new EpisodeEnd.Answered("7"), TestData.NOW);

        Reward reward = new Rewarding(RewardRules.DEFAULT, CodeJudge.NONE)
                .score(ended, new Reference("7", "number", "exact", null), TestData.NOW)
                .reward();

        assertThat(reward.format()).isZero();
        assertThat(reward.violation()).isNull();
    }
}
