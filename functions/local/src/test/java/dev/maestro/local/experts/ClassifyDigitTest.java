package dev.maestro.local.experts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Path2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassifyDigitTest {

    /** One pen stroke after another, as people write: points x y in a box of 100, strokes parted by a slash. */
    private static Drawing written(String strokes, Color ground, Color pen) {
        return Drawing.white(140, 140).ground(ground).with(graphics -> {
            graphics.setColor(pen);
            graphics.setStroke(new BasicStroke(11, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            for (String stroke : strokes.split("/", -1)) {
                String[] numbers = stroke.strip().split(" ", -1);
                Path2D path = new Path2D.Double();
                for (int i = 0; i < numbers.length; i += 2) {
                    double x = 20 + Double.parseDouble(numbers[i]);
                    double y = 20 + Double.parseDouble(numbers[i + 1]);
                    if (i == 0) {
                        path.moveTo(x, y);
                    } else {
                        path.lineTo(x, y);
                    }
                }
                graphics.draw(path);
            }
        });
    }

    private static JsonNode digits(Drawing drawing) throws Exception {
        return Bench.ask("digit-neighbours", "classify-digit", "{}", drawing.png())
                .path("digits");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 50 0 25 15 18 50 25 85 50 100 75 85 82 50 75 15 50 0",
        "1, 52 0 50 50 48 100",
        "2, 20 22 35 3 60 2 75 20 68 45 40 72 18 98 50 96 85 97",
        "3, 22 8 50 0 75 12 72 35 45 48 75 60 80 85 50 100 20 92",
        "4, 30 0 22 30 18 55 50 56 85 54/66 5 64 50 62 100",
        "5, 78 2 30 3 24 45 50 38 76 52 78 80 50 100 20 92",
        "6, 65 2 35 30 22 65 30 92 55 100 76 82 70 60 45 54 24 70",
        "7, 18 4 50 4 82 3 62 45 45 100/30 52 82 48",
        "8, 50 48 26 30 34 6 62 3 74 24 50 48 24 70 32 96 66 98 78 74 50 48",
        "9, 74 22 50 2 26 18 30 42 56 48 74 22 72 60 62 100"
    })
    void knowsWhatPeopleWrite(String digit, String strokes) throws Exception {
        assertThat(digits(written(strokes, Color.WHITE, Color.BLACK))
                        .path(0)
                        .path("digit")
                        .asText())
                .isEqualTo(digit);
    }

    @Test
    void seesChalkOnSlateAsInkOnPaper() throws Exception {
        String strokes = "20 22 35 3 60 2 75 20 68 45 40 72 18 98 50 96 85 97";

        assertThat(digits(written(strokes, Color.DARK_GRAY, Color.WHITE)))
                .isEqualTo(digits(written(strokes, Color.WHITE, Color.BLACK)));
    }

    @Test
    void givesSharesThatFallAndMakeOne() throws Exception {
        JsonNode digits = digits(written("20 20 80 20/50 0 50 100", Color.WHITE, Color.BLACK));

        double sum = 0;
        double before = 1;
        for (JsonNode digit : digits) {
            double share = digit.path("confidence").asDouble();
            assertThat(share).isPositive().isLessThanOrEqualTo(before);
            before = share;
            sum += share;
        }
        assertThat(sum).isBetween(0.9, 1.001);
    }

    @Test
    void saysNothingOfAnEmptyPicture() throws Exception {
        assertThat(digits(Drawing.white(100, 100))).isEmpty();
    }
}
