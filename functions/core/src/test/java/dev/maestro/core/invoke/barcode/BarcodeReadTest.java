package dev.maestro.core.invoke.barcode;

import static dev.maestro.core.invoke.Skills.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.invoke.ScriptedRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarcodeReadTest {

    private static final String CODES = """
            {"codes":[{"format":"QR_CODE","text":"Hello","box":[1,2,3,4]},
            {"format":"EAN_13","text":"0048000082327","box":[1,2,3,4]}]}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Which digits does the EAN-13 barcode encode?    | 0048000082327
            What does the QR code say?                      | Hello
            What text does the barcode encode?              | Hello
            How many barcodes are there?                    | 2
            Which symbology is used?                        | QR_CODE
            """)
    void givesTheTextOfTheCodeThatIsNamed(String question, String observation) {
        assertThat(BarcodeRead.plain().run(ask(question), ScriptedRun.replying(CODES)))
                .isEqualTo(observation);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            What does the barcode say?    |
            How many barcodes are there?  | 0
            """)
    void findsNoCode(String question, String observation) {
        assertThat(BarcodeRead.plain().run(ask(question), ScriptedRun.replying("{\"codes\":[]}")))
                .isEqualTo(observation == null ? "" : observation);
    }

    @Test
    void takesNoiseOutFirst() {
        ScriptedRun run = ScriptedRun.replying(CODES);

        assertThat(BarcodeRead.clean().run(ask("What does the barcode say?"), run))
                .isEqualTo("Hello");
        assertThat(run.pictureWork()).containsExactly("clean");
    }
}
