package dev.maestro.core.invoke.document;

import static dev.maestro.core.invoke.Skills.ask;
import static dev.maestro.core.invoke.Skills.at;
import static dev.maestro.core.invoke.Skills.line;
import static dev.maestro.core.invoke.Skills.reading;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.invoke.ScriptedRun;
import dev.maestro.schema.wire.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyValueTest {

    private static final String RECEIPT = reading(
            at("SUNNY MART LTD", 200, 10),
            at("Invoice No: A-3391", 20, 60),
            at("Date: 19/10/2018", 20, 100),
            at("Tel : 03-555 1234", 20, 140),
            at("Apples", 20, 200),
            at("3.20", 500, 202),
            at("Subtotal", 20, 260),
            at("RM 33.20", 500, 261),
            at("Total Amount", 20, 300),
            at("$ 1,036.00", 500, 299),
            at("Cashier", 20, 360),
            at("Mary Ann", 20, 384));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            What is the total amount on this receipt?          | 1036.00
            How much is the subtotal?                          | 33.20
            What is the invoice number?                        | A-3391
            On which date was this receipt issued?             | 19/10/2018
            What telephone number is printed?                  | 03-555 1234
            What is the price of Apples?                       | 3.20
            Who is the cashier?                                | Mary Ann
            Which company or shop issued this receipt?         | SUNNY MART LTD
            What stands at 'Invoice No'?                       | A-3391
            """)
    void findsTheValueAtTheLabelThatIsAskedFor(String question, String value) {
        assertThat(KeyValue.plain().run(ask(question), ScriptedRun.replying(RECEIPT)))
                .isEqualTo(value);
    }

    @Test
    void readsALabelThatWasMisreadByALetter() {
        String receipt = reading(at("T0tal Arnount", 20, 300), at("12.50", 500, 299));

        assertThat(KeyValue.plain().run(ask("What is the total amount?"), ScriptedRun.replying(receipt)))
                .isEqualTo("12.50");
    }

    @Test
    void saysNothingWhenNoLabelFits() {
        assertThat(KeyValue.plain().run(ask("What is the customer's blood group?"), ScriptedRun.replying(RECEIPT)))
                .isEmpty();
    }

    @Test
    void readsCropsUntilALabelSurelyFits() {
        String regions =
                "{\"regions\":[{\"box\":[100,100,90,13]},{\"box\":[200,100,60,13]},{\"box\":[600,500,80,13]}]}";
        String first = reading(at("Serial number:", 10, 30), at("KX-4410", 300, 30));
        ScriptedRun run = ScriptedRun.replying(first).withHelper(regions);

        String observation = new KeyValueCrops().run(ask("What is the serial number?"), run);

        assertThat(observation).isEqualTo("KX-4410");
        assertThat(run.pictureWork()).hasSize(1).first().asString().startsWith("crop 84 84 191 44 x2.6");
        assertThat(run.mainRequests()).hasSize(1);
    }

    @Test
    void looksAtTheNextCropWhenTheFirstHasNothing() {
        String regions = "{\"regions\":[{\"box\":[100,100,90,13]},{\"box\":[600,500,80,13]}]}";
        ScriptedRun run = ScriptedRun.replying(
                        reading(at("Weather: fine", 10, 30)), reading(at("Serial number: KX-4410", 10, 30)))
                .withHelper(regions);

        assertThat(new KeyValueCrops().run(ask("What is the serial number?"), run))
                .isEqualTo("KX-4410");
        assertThat(run.mainRequests()).hasSize(2);
    }

    @Test
    void proposesCropsByACoarseReadWhenNoExpertProposesRegions() {
        ScriptedRun run = ScriptedRun.replying(
                        reading(line("5er1al nunber KX", 100, 100, 120, 12)),
                        reading(at("Serial number: KX-4410", 10, 30)))
                .withFailingHelper(new Outcome.Refused("no-helper", "none"));

        assertThat(new KeyValueCrops().run(ask("What is the serial number?"), run))
                .isEqualTo("KX-4410");
    }

    @Test
    void saysNothingWhenThePageHasNoText() {
        ScriptedRun run = ScriptedRun.replying(reading()).withHelper("{\"regions\":[]}");

        assertThat(new KeyValueCrops().run(ask("What is the serial number?"), run))
                .isEmpty();
    }

    @Test
    void mapsTheValueToItsOption() {
        assertThat(KeyValue.plain()
                        .run(
                                ask("What is the total amount?", List.of("33.20", "1036", "3.20")),
                                ScriptedRun.replying(RECEIPT)))
                .isEqualTo("B");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            What is the total to pay?                  | 380.68
            When was the receipt issued?               | 2012-09-06
            What is the code next to Pump 3?           | XY-2345
            What is the code next to Pump 7?           | AB-7777
            What is the code next to Valve 1?          | TT-3456
            Which code belongs to Crate 9?             |
            What is the code next to Bin 4?            | MD-9779
            How much is the amount due?                | 380.68
            """)
    void findsValuesThatRunOnOrStandAboveOrLackALabel(String question, String value) {
        String page = reading(
                at("Pump 7 AB-7777", 20, 20),
                at("Pump 3", 20, 120),
                at("XY-2345", 20, 144),
                at("TT-3456", 400, 200),
                at("Valve 1", 400, 224),
                at("Crate 11 XX-1111", 400, 300),
                at("Bin 4 MD - 9779 |", 400, 350),
                at("34 Stapler 13", 20, 300),
                at("AMOUNT DUE", 20, 400),
                at("380.68", 500, 400),
                at("2012-09-06 14:20", 20, 500));

        assertThat(KeyValue.plain().run(ask(question), ScriptedRun.replying(page)))
                .isEqualTo(value == null ? "" : value);
    }

    @Test
    void turnsThePictureUprightFirst() {
        ScriptedRun run = ScriptedRun.replying(RECEIPT);

        assertThat(KeyValue.upright().run(ask("How much is the subtotal?"), run))
                .isEqualTo("33.20");
        assertThat(run.pictureWork()).containsExactly("upright");
    }
}
