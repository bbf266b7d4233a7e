package dev.maestro.local.experts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutlinedTest {

    private static final Color[] PALETTE = {
        new Color(0x3B75AF), new Color(0xEF8636), new Color(0x529E3E), new Color(0xD57DBE), new Color(0xBCBD45)
    };

    private static Path2D polygon(double x, double y, double radius, int corners, double turn) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < corners; i++) {
            double angle = turn + 2 * Math.PI * i / corners;
            double px = x + radius * Math.sin(angle);
            double py = y - radius * Math.cos(angle);
            if (i == 0) {
                path.moveTo(px, py);
            } else {
                path.lineTo(px, py);
            }
        }
        path.closePath();
        return path;
    }

    /** Two rows, each shape through its neighbours in the other row. */
    private static Drawing rings(int count, int corners, double radius, float stroke, boolean coloured) {
        return Drawing.white(520, 340).with(pen -> {
            pen.setStroke(new BasicStroke(stroke));
            for (int i = 0; i < count; i++) {
                pen.setColor(coloured ? PALETTE[i % PALETTE.length] : Color.BLACK);
                double x = 60 + i * radius * 1.08;
                double y = i % 2 == 0 ? 130.4 : 130.4 + radius;
                pen.draw(
                        corners == 0
                                ? new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius)
                                : polygon(x, y, radius, corners, 0));
            }
        });
    }

    private static JsonNode count(Drawing drawing, String shape) throws Exception {
        return Bench.detect(
                "cv-hough", "\"operation\":\"count-shapes\",\"shape\":\"" + shape + "\",\"color\":\"any\"", drawing);
    }

    @ParameterizedTest
    @CsvSource({
        "5, 0, 40, 1, true, circle",
        "8, 0, 30, 1, false, circle",
        "9, 0, 27, 3, true, circle",
        "6, 5, 34, 1, true, pentagon",
        "9, 5, 25, 1, false, pentagon",
        "7, 5, 30, 2, true, pentagon",
        "5, 6, 40, 2, false, hexagon",
        "6, 3, 40, 2, true, triangle"
    })
    void countsOutlinesThatRunThroughEachOther(
            int count, int corners, double radius, float stroke, boolean coloured, String shape) throws Exception {
        Drawing drawing = rings(count, corners, radius, stroke, coloured);

        assertThat(count(drawing, shape).path("count").asInt()).isEqualTo(count);
        assertThat(count(drawing, "any").path("count").asInt()).isEqualTo(count);
    }

    @Test
    void saysTheColourAndPlaceOfEach() throws Exception {
        JsonNode objects = count(
                        Drawing.white(300, 200).with(pen -> {
                            pen.setColor(Color.RED);
                            pen.draw(new Ellipse2D.Double(40, 50, 90, 90));
                            pen.setColor(Color.BLUE);
                            pen.draw(new Ellipse2D.Double(100, 50, 90, 90));
                        }),
                        "circle")
                .path("objects");

        assertThat(objects).extracting(each -> each.path("color").asText()).containsExactlyInAnyOrder("red", "blue");
        assertThat(objects)
                .allSatisfy(each -> assertThat(each.path("box").get(2).asInt()).isBetween(88, 93));
    }

    @Test
    void doesNotTakeAPieceOfADrawingForTheWhole() throws Exception {
        Drawing drawing = rings(3, 0, 40, 1, false).with(pen -> {
            pen.setColor(Color.BLACK);
            for (int i = 0; i < 12; i++) {
                pen.drawLine(20, 250 + 6 * i, 480, 230 + 4 * i);
            }
        });

        assertThat(count(drawing, "triangle").path("count").asInt()).isZero();
    }
}
