package dev.maestro.schema.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    private static final List<Outcome> ALL = List.of(
            new Outcome.Answered("4"),
            new Outcome.Refused("no-image", "There is no image."),
            new Outcome.Failed("cut-reply", "The reply broke off."),
            new Outcome.TimedOut(900),
            new Outcome.OverBudget("calls"));

    @Test
    void hasTheWordOfItsTypeOnTheWire() {
        ObjectMapper mapper = new ObjectMapper();

        assertThat(ALL).hasSameSizeAs(Outcome.class.getPermittedSubclasses()).allSatisfy(outcome -> assertThat(
                        mapper.valueToTree(outcome).path("type").asText())
                .isEqualTo(outcome.word()));
    }

    @Test
    void doesNotTravelWithItsWordTwice() {
        ObjectMapper mapper = new ObjectMapper();

        assertThat(mapper.valueToTree(new Outcome.TimedOut(900)).toString())
                .isEqualTo("{\"type\":\"timed-out\",\"afterMillis\":900}");
    }
}
