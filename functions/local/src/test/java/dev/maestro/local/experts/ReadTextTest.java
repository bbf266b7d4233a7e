package dev.maestro.local.experts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadTextTest {

    private static byte[] table() {
        return Drawing.white(640, 360)
                .text("Name", 60, 80, 30)
                .text("Price", 400, 80, 30)
                .text("Apples", 60, 170, 30)
                .text("12.50", 400, 170, 30)
                .text("Pears", 60, 260, 30)
                .text("8.75", 400, 260, 30)
                .png();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ppocr-v4", "ppocr-v3", "tesseract"})
    void readsCellsAsPiecesOfTheirOwnFromTopToBottomThenLeftToRight(String expert) throws Exception {
        JsonNode reading = Bench.ask(expert, "read-text", "{}", table());

        assertThat(Bench.texts(reading)).containsExactly("Name", "Price", "Apples", "12.50", "Pears", "8.75");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ppocr-v4", "ppocr-v3", "tesseract"})
    void givesTheSizeOfThePictureAndBoxesInItsPixels(String expert) throws Exception {
        JsonNode reading = Bench.ask(expert, "read-text", "{}", table());

        assertThat(reading.path("width").asInt()).isEqualTo(640);
        assertThat(reading.path("height").asInt()).isEqualTo(360);
        JsonNode price = reading.path("lines").get(3);
        int left = price.path("box").get(0).asInt();
        int top = price.path("box").get(1).asInt();
        assertThat(left).isBetween(385, 405);
        assertThat(top).isBetween(135, 152);
        assertThat(left + price.path("box").get(2).asInt()).isBetween(465, 490);
        assertThat(top + price.path("box").get(3).asInt()).isBetween(168, 185);
        assertThat(price.path("confidence").asDouble()).isBetween(0.7, 1.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ppocr-v4", "ppocr-v3", "tesseract"})
    void takesThePictureAsOneLineWhenToldSo(String expert) throws Exception {
        byte[] line = Drawing.white(260, 56).text("INVOICE 4711", 12, 40, 34).png();

        JsonNode reading = Bench.ask(expert, "read-text", "{\"layout\":\"line\"}", line);

        assertThat(Bench.texts(reading)).hasSize(1);
        assertThat(Bench.texts(reading).getFirst().replace(" ", "")).isEqualTo("INVOICE4711");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ppocr-v4", "tesseract"}) // v3 sees nothing in a lone letter
    void readsASingleCharacter(String expert) throws Exception {
        byte[] letter = Drawing.white(60, 60).text("K", 16, 46, 44).png();

        JsonNode reading = Bench.ask(expert, "read-text", "{\"layout\":\"character\"}", letter);

        assertThat(Bench.texts(reading)).containsExactly("K");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ppocr-v4", "ppocr-v3", "tesseract"})
    void findsNothingOnAnEmptyPicture(String expert) throws Exception {
        JsonNode reading =
                Bench.ask(expert, "read-text", "{}", Drawing.white(300, 200).png());

        assertThat(Bench.texts(reading)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ppocr-v4", "ppocr-v3", "tesseract"})
    void readsAJpegAndBlackWritingOnNothing(String expert) throws Exception {
        byte[] jpeg = Drawing.white(400, 120).text("Total 93.10", 40, 76, 40).jpeg();
        byte[] seeThrough =
                Drawing.transparent(400, 120).text("Total 93.10", 40, 76, 40).png();

        List<String> fromJpeg = Bench.texts(Bench.ask(expert, "read-text", "{}", jpeg));
        List<String> fromTransparent = Bench.texts(Bench.ask(expert, "read-text", "{}", seeThrough));

        assertThat(String.join("", fromJpeg).replace(" ", "")).isEqualTo("Total93.10");
        assertThat(String.join("", fromTransparent).replace(" ", "")).isEqualTo("Total93.10");
    }

    @Test
    void keepsTheSpacesBetweenWordsThatTheNetworkDrops() throws Exception {
        byte[] sentence = Drawing.white(760, 110)
                .text("Average waiting time at the station", 30, 66, 36)
                .png();

        List<String> texts = Bench.texts(Bench.ask("ppocr-v4", "read-text", "{}", sentence));

        assertThat(texts).containsExactly("Average waiting time at the station");
    }

    @Test
    void paddleReadsNoisyAndTurnedSigns() throws Exception {
        byte[] noisy = sign().dotted(0.03, 7).png();
        byte[] turned = sign().turned(14).png();

        List<String> fromNoisy = Bench.texts(Bench.ask("ppocr-v4", "read-text", "{}", noisy));
        List<String> fromTurned = Bench.texts(Bench.ask("ppocr-v4", "read-text", "{}", turned));

        assertThat(fromNoisy).anyMatch(text -> text.replace(" ", "").equals("PLATFORM9"));
        assertThat(fromTurned).anyMatch(text -> text.replace(" ", "").equals("PLATFORM9"));
    }

    @Test
    void tesseractReadsATurnedSignOnceItIsUpright() throws Exception {
        byte[] turned = sign().turned(24).png();

        byte[] upright = Bench.picture("{\"operation\":\"upright\"}", turned);

        assertThat(Bench.texts(Bench.ask("tesseract", "read-text", "{}", upright)))
                .anyMatch(text -> text.toUpperCase(Locale.ROOT).contains("PLATFORM 9"));
    }

    private static Drawing sign() {
        return Drawing.white(460, 170).ground(new Color(0xF4, 0xF1, 0xE4)).text("PLATFORM 9", 60, 100, 56);
    }
}
