package dev.maestro.core.invoke.compute;

import static dev.maestro.core.invoke.Skills.askText;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.invoke.ScriptedRun;
import dev.maestro.core.invoke.SkillInput;
import dev.maestro.core.invoke.knowledge.LookUp;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsumersTest {

    @Test
    void computesFromTheQuestionAndTheLastEvidence() {
        ScriptedRun run = ScriptedRun.replying("{\"answer\":\"42\",\"expression\":\"12+30\"}");

        String observation = new Evaluate().run(askText("What is the sum?", "nothing", "a: 12; b: 30"), run);

        assertThat(observation).isEqualTo("42");
        assertThat(run.mainRequests().getFirst().text())
                .isEqualTo("{\"capability\":\"compute\",\"options\":{\"evidence\":\"a: 12; b: 30\","
                        + "\"question\":\"What is the sum?\"}}");
    }

    @Test
    void saysNothingWhenTheExpertCannotTell() {
        ScriptedRun run = ScriptedRun.replying("{\"answer\":\"\",\"reason\":\"no numbers\"}");

        assertThat(new Evaluate().run(askText("What is the sum?"), run)).isEmpty();
    }

    @Test
    void mapsARoundedResultToItsOption() {
        ScriptedRun run = ScriptedRun.replying("{\"answer\":\"0.3333\",\"expression\":\"1/3\"}");
        SkillInput input = new SkillInput("What is a third?", List.of("0.25", "1/3", "3"), List.of(), List.of());

        assertThat(new Evaluate().run(input, run)).isEqualTo("B");
    }

    @Test
    void looksUpFromTheQuestionAndTheLastEvidence() {
        ScriptedRun run = ScriptedRun.replying("{\"answer\":\"26\"}");

        String observation = new LookUp().run(askText("What is its atomic number?", "Fe"), run);

        assertThat(observation).isEqualTo("26");
        assertThat(run.mainRequests().getFirst().text()).contains("\"evidence\":\"Fe\"");
    }
}
