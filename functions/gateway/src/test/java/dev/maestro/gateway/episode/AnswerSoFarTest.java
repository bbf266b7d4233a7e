package dev.maestro.gateway.episode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.schema.event.AnswerChunk;
import org.junit.jupiter.api.Test;

class AnswerSoFarTest {

    private final AnswerSoFar answer = new AnswerSoFar();

    @Test
    void growsPieceByPiece() {
        add(5, 0, "It is");
        add(5, 1, " blue");

        assertThat(answer.text()).isEqualTo("It is blue");
    }

    @Test
    void takesNothingBehindALostPieceAndNoPieceTwice() {
        add(5, 0, "It is");
        add(5, 0, "It is");
        add(5, 2, " sky");

        assertThat(answer.text()).isEqualTo("It is");
    }

    @Test
    void beginsAnewWithALaterAttemptAndIgnoresEarlierOnes() {
        add(5, 0, "It is");
        add(7, 0, "No");
        add(5, 1, " blue");

        assertThat(answer.text()).isEqualTo("No");
    }

    private void add(long attempt, int index, String text) {
        answer.add(new AnswerChunk("e-1", 0, attempt, index, text));
    }
}
