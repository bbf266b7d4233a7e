package dev.maestro.local.experts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.core.episode.Json;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookUpTest {

    private static JsonNode lookUp(String question, String evidence) throws Exception {
        String options = Json.mapper().writeValueAsString(Map.of("question", question, "evidence", evidence));
        return Bench.ask("element-kb", "look-up", options);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            What is the atomic number of Iron?                                  | 26
            How many protons does an atom of tin have?                          | 50
            What is the chemical symbol of Sodium?                              | Na
            How is Tungsten abbreviated in the periodic table?                  | W
            What is the name of the element with the symbol Ag?                 | Silver
            How is the element with the symbol I called?                        | Iodine
            Which element has the atomic number 79?                             | Gold
            In which period of the periodic table is Krypton?                   | 4
            In which row of the periodic table does Iodine stand?               | 5
            What is the group number of Chlorine?                               | 17
            In which column of the periodic table does Helium stand?            | 18
            In which group of the periodic table is Zinc?                       | 12
            What is the atomic mass of Aluminum?                                | 26.982
            Which element has 8 protons?                                        | Oxygen
            """)
    void knowsElementsThatTheQuestionNames(String question, String answer) throws Exception {
        assertThat(lookUp(question, "").path("answer").asText()).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            What is the atomic number of the element in the picture?            | Fe            | 26
            Which symbol stands for the element in the picture?                 | Potassum      | K
            What is the chemical symbol of the element in the picture?          | Magnesiun     | Mg
            What is the name of the element in the picture?                     | 47 Ag 107.87  | Silver
            What is the period of the element in the picture?                   | Cu Copper     | 4
            What is the atomic number of the element in the picture?            | AI            | 13
            What is the atomic number of the element in the picture?            | sc            | 21
            """)
    void knowsElementsThatAReaderRead(String question, String evidence, String answer) throws Exception {
        assertThat(lookUp(question, evidence).path("answer").asText()).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource({"How many circles are there?", "What is the colour of the sky?", "What is the atomic number?"})
    void saysWhyItDoesNotKnow(String question) throws Exception {
        JsonNode answer = lookUp(question, "");

        assertThat(answer.path("answer").asText()).isEmpty();
        assertThat(answer.path("reason").asText()).isNotBlank();
    }
}
