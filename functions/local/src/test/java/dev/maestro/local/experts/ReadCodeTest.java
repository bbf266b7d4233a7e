package dev.maestro.local.experts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.zxing.BarcodeFormat;
import com.google.zxing.MultiFormatWriter;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import java.awt.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadCodeTest {

    private static void draw(Drawing on, BarcodeFormat format, String text, int x, int y, int width, int height)
            throws WriterException {
        BitMatrix code = new MultiFormatWriter().encode(text, format, width, height);
        for (int row = 0; row < code.getHeight(); row++) {
            for (int column = 0; column < code.getWidth(); column++) {
                if (code.get(column, row)) {
                    on.filled(Color.BLACK, x + column, y + row, 1, 1);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "QR_CODE, https://example.org/a?b=1, 240, 240",
        "DATA_MATRIX, Hello 2D, 200, 200",
        "AZTEC, Code 2D!, 200, 200",
        "PDF_417, stacked, 360, 160",
        "EAN_13, 4006381333931, 300, 120",
        "EAN_8, 73513537, 260, 120",
        "UPC_A, 012345678905, 300, 120",
        "CODE_128, ABC-1234, 360, 120",
        "CODE_39, PART 77, 420, 120",
        "ITF, 30712345000010, 380, 120"
    })
    void readsEveryFormat(BarcodeFormat format, String text, int width, int height) throws Exception {
        Drawing drawing = Drawing.white(width + 120, height + 120);
        draw(drawing, format, text, 60, 60, width, height);

        JsonNode codes = Bench.ask("zxing", "read-code", "{}", drawing.png()).path("codes");

        assertThat(codes).hasSize(1);
        assertThat(codes.get(0).path("format").asText()).isEqualTo(format.name());
        assertThat(codes.get(0).path("text").asText()).isEqualTo(text);
    }

    @Test
    void saysWhereACodeIs() throws Exception {
        Drawing drawing = Drawing.white(700, 500);
        draw(drawing, BarcodeFormat.QR_CODE, "here", 400, 200, 200, 200);

        JsonNode box = Bench.ask("zxing", "read-code", "{}", drawing.png())
                .path("codes")
                .get(0)
                .path("box");

        assertThat(box.get(0).asInt()).isBetween(400, 480);
        assertThat(box.get(1).asInt()).isBetween(200, 280);
        assertThat(box.get(0).asInt() + box.get(2).asInt()).isBetween(520, 600);
        assertThat(box.get(1).asInt() + box.get(3).asInt()).isBetween(320, 400);
    }

    @Test
    void readsSeveralCodesFromTopToBottom() throws Exception {
        Drawing drawing = Drawing.white(520, 700);
        draw(drawing, BarcodeFormat.QR_CODE, "second", 60, 400, 220, 220);
        draw(drawing, BarcodeFormat.QR_CODE, "first", 60, 60, 220, 220);

        JsonNode codes = Bench.ask("zxing", "read-code", "{}", drawing.png()).path("codes");

        assertThat(codes).extracting(code -> code.path("text").asText()).containsExactly("first", "second");
    }

    @Test
    void readsCodesThatAreTurnedOrWhiteOnBlack() throws Exception {
        Drawing turned = Drawing.white(420, 240);
        draw(turned, BarcodeFormat.EAN_13, "4006381333931", 60, 60, 300, 120);
        Drawing inverted = Drawing.white(320, 320);
        BitMatrix code = new MultiFormatWriter().encode("night", BarcodeFormat.QR_CODE, 200, 200);
        inverted.ground(Color.BLACK);
        for (int y = 0; y < 200; y++) {
            for (int x = 0; x < 200; x++) {
                if (code.get(x, y)) {
                    inverted.filled(Color.WHITE, 60 + x, 60 + y, 1, 1);
                }
            }
        }

        JsonNode fromTurned =
                Bench.ask("zxing", "read-code", "{}", turned.turned(90).png()).path("codes");
        JsonNode fromInverted =
                Bench.ask("zxing", "read-code", "{}", inverted.png()).path("codes");

        assertThat(fromTurned.path(0).path("text").asText()).isEqualTo("4006381333931");
        assertThat(fromInverted.path(0).path("text").asText()).isEqualTo("night");
    }

    @Test
    void findsNoCodeInText() throws Exception {
        byte[] text =
                Drawing.white(500, 200).text("no code in here", 30, 120, 50).png();

        assertThat(Bench.ask("zxing", "read-code", "{}", text).path("codes")).isEmpty();
    }
}
