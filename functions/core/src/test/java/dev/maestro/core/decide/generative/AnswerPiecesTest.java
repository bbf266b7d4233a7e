package dev.maestro.core.decide.generative;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.schema.wire.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerPiecesTest {

    private static final NameTable NAMES = new NameTable(GenerativeEpisode.REGISTRY.pairs(List.of(), List.of()));

    private final List<String> heard = new ArrayList<>();
    private int begun;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A sum.</think><answer>17</answer>",
                "A sum.</think>\n<answer>\n  two words \n</answer>",
                "x</think><answer>3 < 5, and </b> is no tag</answer>",
                "It may be <answer>9</answer>, no.</think> so <answer>7 </answer>",
                "x</think><answer>a \uD83D\uDE00 b</answer>"
            })
    void theyMakeTheAnswerWhereverTheTurnIsCut(String turn) {
        String answer = ((Action.Answer) parsed(turn)).text();
        Random random = new Random(7);

        for (int i = 0; i < 200; i++) {
            heard.clear();
            begun = 0;
            AnswerPieces pieces = pieces(true);
            for (int at = 0; at < turn.length(); ) {
                int end = Math.min(turn.length(), at + 1 + random.nextInt(1 + i % 12));
                pieces.wrote(turn.substring(at, end));
                at = end;
                assertThat(answer).as("cut %d at %d", i, at).startsWith(String.join("", heard));
            }

            assertThat(String.join("", heard)).as("cut %d", i).isEqualTo(answer);
            assertThat(begun).isEqualTo(1);
        }
    }

    @Test
    void theyComeWhileTheAnswerIsWritten() {
        AnswerPieces pieces = pieces(true);

        for (String piece : List.of("x</think><ans", "wer>", "It is", " blue", " </ans", "wer>")) {
            pieces.wrote(piece);
        }

        assertThat(heard).containsExactly("It is", " blue");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A chart.</think><search>Chart-R1@@Plain_Call: what is the <answer> here?</search>",
                "still thinking of <answer>9</answer>",
                "x</think><answer> \n</answer>",
                "x</think>no block at all"
            })
    void aTurnThatDoesNotAnswerGivesNothing(String turn) {
        AnswerPieces pieces = pieces(true);

        turn.codePoints().mapToObj(Character::toString).forEach(pieces::wrote);

        assertThat(heard).isEmpty();
        assertThat(begun).isZero();
    }

    @Test
    void aThoughtIsNoAnswerAlsoWhereTheModelOpensItItself() {
        AnswerPieces thinking = pieces(false);
        List.of("\n<th", "ink>not <answer>9</answer></thi", "nk><answer>7", "</answer>")
                .forEach(thinking::wrote);
        AnswerPieces plain = pieces(false);
        List.of("<ans", "wer>8</answer>").forEach(plain::wrote);

        assertThat(heard).containsExactly("7", "8");
    }

    @Test
    void anAnswerThatIsWrittenAnewBeginsAnew() {
        AnswerPieces pieces = pieces(true);
        pieces.begins();
        pieces.wrote("x</think><answer>bl");

        pieces.begins();
        pieces.wrote("y</think><answer>red</answer>");

        assertThat(heard).containsExactly("bl", "red");
        assertThat(begun).isEqualTo(2);
    }

    private AnswerPieces pieces(boolean insideThinking) {
        return new AnswerPieces(insideThinking, () -> {
            begun++;
            return heard::add;
        });
    }

    private static Action parsed(String turn) {
        return new TurnParser(NAMES, new TurnParser.Rules(true, true, true, 4))
                .parse(turn)
                .action();
    }
}
