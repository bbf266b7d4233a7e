package dev.maestro.core.invoke.read;

import static dev.maestro.core.invoke.Skills.ask;
import static dev.maestro.core.invoke.Skills.at;
import static dev.maestro.core.invoke.Skills.reading;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.invoke.ScriptedRun;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadTest {

    private static final String SIGN = reading(at("7", 130, 102), at("Platform", 20, 100), at("No entry", 20, 160));

    @Test
    void joinsPiecesInReadingOrder() {
        String observation = new ReadPlain().run(ask("What does the sign say?"), ScriptedRun.replying(SIGN));

        assertThat(observation).isEqualTo("Platform 7 No entry");
    }

    @Test
    void readsOneLineWhenOneIsAskedFor() {
        String observation =
                new ReadPlain().run(ask("What is written on the second line?"), ScriptedRun.replying(SIGN));

        assertThat(observation).isEqualTo("No entry");
    }

    @Test
    void saysYesOrNoToAQuotedText() {
        ReadPlain skill = new ReadPlain();

        assertThat(skill.run(ask("Does the sign say \"no entry\"?"), ScriptedRun.replying(SIGN)))
                .isEqualTo("yes");
        assertThat(skill.run(ask("Does the sign say \"exit\"?"), ScriptedRun.replying(SIGN)))
                .isEqualTo("no");
    }

    @Test
    void givesTheLetterOfTheOptionThatReadsTheSame() {
        String observation = new ReadPlain()
                .run(
                        ask("What does the sign say?", List.of("Exit", "PLATFORM 7 NO ENTRY", "Gate")),
                        ScriptedRun.replying(SIGN));

        assertThat(observation).isEqualTo("B");
    }

    @Test
    void saysNothingWhenNothingIsThereToRead() {
        assertThat(new ReadPlain().run(ask("What does it say?"), ScriptedRun.replying(reading())))
                .isEmpty();
    }

    @Test
    void readsThePictureTurnedUpright() {
        ScriptedRun run = ScriptedRun.replying(SIGN);

        new ReadUpright().run(ask("What does the sign say?"), run);

        assertThat(run.pictureWork()).containsExactly("upright");
        assertThat(run.mainRequests().getFirst().images().getFirst().digest()).endsWith("/upright");
    }

    @Test
    void readsTheCleanedPicture() {
        ScriptedRun run = ScriptedRun.replying(SIGN);

        new ReadClean().run(ask("What does the sign say?"), run);

        assertThat(run.pictureWork()).containsExactly("clean");
        assertThat(run.mainRequests().getFirst().images().getFirst().digest()).endsWith("/clean");
    }

    @Test
    void asksTheReaderForAPage() {
        ScriptedRun run = ScriptedRun.replying(SIGN);

        new ReadPlain().run(ask("What does the sign say?"), run);

        assertThat(run.mainRequests().getFirst().text())
                .isEqualTo("{\"capability\":\"read-text\",\"options\":{\"layout\":\"page\"}}");
    }

    @Test
    void takesAZeroInAWordForTheLetterAndLeavesCodesAlone() {
        String sign = reading(at("PLATF0RM 34", 20, 100), at("R00m 10B", 20, 160), at("A0B", 20, 220));

        assertThat(new ReadPlain().run(ask("What does the sign say?"), ScriptedRun.replying(sign)))
                .isEqualTo("PLATFORM 34 Room 10B A0B");
    }
}
