package dev.maestro.core.invoke.glyph;

import static dev.maestro.core.invoke.Skills.ask;
import static dev.maestro.core.invoke.Skills.at;
import static dev.maestro.core.invoke.Skills.reading;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.invoke.ScriptedRun;
import org.junit.jupiter.api.Test;

class CircledTest {

    private static final String RING = "{\"box\":[100,100,50,50]}";

    @Test
    void readsTheInsideOfTheRingEnlarged() {
        ScriptedRun run = ScriptedRun.replying(reading(at("g", 5, 5))).withHelper(RING);

        String observation = new Circled().run(ask("Which letter is circled?"), run);

        assertThat(observation).isEqualTo("g");
        assertThat(run.pictureWork()).containsExactly("crop 107 107 36 36 x1.92");
        assertThat(run.mainRequests().getFirst().text()).contains("\"layout\":\"character\"");
    }

    @Test
    void takesTheLetterOfTheQuotedWord() {
        ScriptedRun run = ScriptedRun.replying(reading(at("(g)o", 5, 5))).withHelper(RING);

        assertThat(new Circled().run(ask("Which letter of \"dog\" is circled?"), run))
                .isEqualTo("g");
    }

    @Test
    void saysNothingWithoutARing() {
        ScriptedRun run = ScriptedRun.replying().withHelper("{\"box\":null}");

        assertThat(new Circled().run(ask("Which letter is circled?"), run)).isEmpty();
    }

    @Test
    void takesNoSignOfAnotherScriptForALetter() {
        ScriptedRun run = ScriptedRun.replying(reading(at("七", 5, 5))).withHelper(RING);

        assertThat(new Circled().run(ask("Which letter is circled?"), run)).isEmpty();
    }
}
