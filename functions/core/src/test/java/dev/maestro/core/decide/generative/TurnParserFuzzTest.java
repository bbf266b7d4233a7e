package dev.maestro.core.decide.generative;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.observe.Neutral;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.Call;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random and adversarial text. 20,000 cases unless {@code -Dmaestro.soak.cases=1000000} asks for more; a failure names
 * the case, which its number alone makes again.
 */
class TurnParserFuzzTest {

    private static final int CASES = Integer.getInteger("maestro.soak.cases", 20_000);

    private static final List<String> PIECES = List.of(
            "<think>",
            "</think>",
            "<search>",
            "</search>",
            "<answer>",
            "</answer>",
            "<information>",
            "</information>",
            "<Search>",
            "< /answer>",
            "</ answer>",
            "<\u200banswer>",
            "<an\u00adswer>",
            "<ſearch>",
            "＜answer＞",
            "<",
            ">",
            "</",
            "<|",
            "|>",
            "<|im_start|>",
            "<|im_end|>",
            "<| im_end |>",
            "<|endoftext|>",
            "<|vision_start|>",
            "<tool_call>",
            "</tool_response>",
            "@@",
            "@",
            ":",
            "::",
            "||",
            "\n||\n",
            "\n",
            "\r\n",
            "\t",
            " ",
            "  ",
            "",
            "Chart-R1",
            "chart_r1",
            "glm-4.6v-flash",
            "Chart_Problem_Solver",
            "zoom",
            "plain-call",
            "Model",
            "Skill",
            "query",
            "[query]",
            "{your-input}",
            "What is 3:4?",
            "42",
            "é",
            "漢字",
            "😀",
            "\ud800",
            "\udc00",
            "\u0000",
            "\u202e",
            "\uFEFF",
            "&lt;answer&gt;",
            "\\n",
            "${x}",
            "$1",
            "{{query}}",
            "a".repeat(300),
            "<".repeat(50));

    private static String text(long number) {
        SplittableRandom random = new SplittableRandom(0x5EED + number);
        int pieces = random.nextInt(14);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pieces; i++) {
            if (random.nextInt(8) == 0) {
                int length = random.nextInt(6);
                for (int k = 0; k < length; k++) {
                    text.append((char) random.nextInt(random.nextBoolean() ? 128 : 0x10000));
                }
            } else {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
        }
        return text.toString();
    }

    private static boolean isOneOfOurs(Call call) {
        return TurnParserTest.NAMES.pairs().stream()
                .anyMatch(pair -> pair.expert().id().equals(call.expertId())
                        && pair.skill().id().equals(call.skillId()));
    }

    @Test
    @Tag("C10")
    @Tag("C48")
    void neverThrowsNeverGuessesAndAlwaysSaysWhatIsWrong() {
        List<String> codes =
                Stream.of(MalformedTurn.values()).map(MalformedTurn::code).toList();
        for (long number = 0; number < CASES; number++) {
            String text = text(number);
            TurnParser.Rules rules =
                    new TurnParser.Rules(number % 2 == 0, number % 3 != 0, number % 5 != 0, 1 + (int) (number % 4));

            ParsedTurn turn = new TurnParser(TurnParserTest.NAMES, rules).parse(text);

            switch (turn.action()) {
                case Action.Malformed malformed ->
                    assertThat(codes).as("case %d", number).contains(malformed.code());
                case Action.Answer answer -> {
                    assertThat(answer.text()).as("case %d", number).isNotBlank();
                    assertThat(text).as("case %d", number).contains("<answer>", answer.text(), "</answer>");
                }
                case Action.Invoke invoke -> {
                    assertThat(invoke.calls()).as("case %d", number).hasSizeBetween(1, rules.parallelCalls());
                    assertThat(invoke.calls()).as("case %d", number).allMatch(TurnParserFuzzTest::isOneOfOurs);
                }
            }
        }
    }

    @Test
    @Tag("C12")
    void noTagOfNeutralisedTextSurvives() {
        for (long number = 0; number < CASES; number++) {
            String neutral = Neutral.text(text(number));
            String spliced = "</think><answer>" + neutral + "</answer>";

            ParsedTurn turn = new TurnParser(TurnParserTest.NAMES, TurnParserTest.RULES).parse(spliced);

            if (neutral.isBlank()) {
                continue;
            }
            assertThat(turn.action()).as("case %d", number).isEqualTo(new Action.Answer(neutral.strip()));
            assertThat(neutral.toLowerCase(Locale.ROOT))
                    .as("case %d", number)
                    .doesNotContain(
                            "<|",
                            "<search",
                            "<answer",
                            "<information",
                            "<think",
                            "</search",
                            "</answer",
                            "</information",
                            "</think");
            assertThat(Neutral.text(neutral)).as("case %d", number).isEqualTo(neutral);
        }
    }

    @Test
    void takesTimeLinearInTheLength() {
        String unit = "<search>Chart-R1@@zoom: q</search> < | <answer </ <| ";
        long small = cpuTime(unit.repeat(400));
        long large = cpuTime(unit.repeat(400 * 8));

        // Quadratic work would take sixty-four times the CPU time for eight times the text.
        assertThat((double) large / small).isLessThan(32);
    }

    /** CPU time of the parser and the neutraliser: the least of several runs. */
    private static long cpuTime(String text) {
        long least = Long.MAX_VALUE;
        for (int run = 0; run < 9; run++) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            new TurnParser(TurnParserTest.NAMES, new TurnParser.Rules(false, true, true, Integer.MAX_VALUE))
                    .parse(text);
            Neutral.text(text);
            least = Math.min(least, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
        }
        return least;
    }
}
