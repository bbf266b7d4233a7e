package dev.maestro.local.experts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.local.modelserver.ModelException;
import java.awt.BasicStroke;
import java.awt.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetectTest {

    private static final String BOTH = "cv-contour,cv-hough";

    private static void triangle(Drawing drawing, Color colour, int x, int y, int radius) {
        drawing.with(pen -> {
            pen.setColor(colour);
            int half = (int) Math.round(radius * Math.sqrt(3) / 2);
            pen.fillPolygon(
                    new int[] {x, x - half, x + half}, new int[] {y - radius, y + radius / 2, y + radius / 2}, 3);
        });
    }

    private static Drawing shapes(Color ground) {
        Drawing drawing = Drawing.white(640, 420).ground(ground);
        drawing.disc(Color.RED, 80, 80, 34);
        drawing.disc(Color.RED, 220, 90, 28);
        drawing.disc(Color.BLUE, 380, 90, 36);
        drawing.filled(Color.RED, 60, 220, 64, 64).filled(new Color(0x2CA02C), 220, 220, 56, 56);
        triangle(drawing, Color.BLUE, 400, 260, 44);
        triangle(drawing, new Color(0xE5C417), 540, 260, 40);
        return drawing;
    }

    @ParameterizedTest
    @ValueSource(strings = {"cv-contour", "cv-hough"})
    void countsShapesByKindAndColour(String expert) throws Exception {
        Drawing drawing = shapes(Color.WHITE);

        assertThat(count(expert, drawing, "circle", "red")).isEqualTo(2);
        assertThat(count(expert, drawing, "circle", "any")).isEqualTo(3);
        assertThat(count(expert, drawing, "square", "any")).isEqualTo(2);
        assertThat(count(expert, drawing, "triangle", "blue")).isEqualTo(1);
        assertThat(count(expert, drawing, "any", "red")).isEqualTo(3);
        assertThat(count(expert, drawing, "any", "yellow")).isEqualTo(1);
        assertThat(count(expert, drawing, "any", "purple")).isZero();
        assertThat(count(expert, drawing, "any", "any")).isEqualTo(7);
    }

    private static int count(String expert, Drawing drawing, String shape, String color) throws ModelException {
        return Bench.detect(
                        expert,
                        "\"operation\":\"count-shapes\",\"shape\":\"" + shape + "\",\"color\":\"" + color + "\"",
                        drawing)
                .path("count")
                .asInt();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cv-contour", "cv-hough"})
    void saysWhereAShapeIs(String expert) throws Exception {
        JsonNode thing = Bench.detect(
                        expert,
                        "\"operation\":\"count-shapes\",\"shape\":\"circle\",\"color\":\"blue\"",
                        shapes(Color.WHITE))
                .path("objects")
                .get(0);

        assertThat(thing.path("shape").asText()).isEqualTo("circle");
        assertThat(thing.path("color").asText()).isEqualTo("blue");
        int[] expected = {344, 54, 72, 72};
        for (int i = 0; i < 4; i++) {
            assertThat(thing.path("box").get(i).asInt()).isBetween(expected[i] - 4, expected[i] + 4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cv-contour", "cv-hough"})
    void countsOnADarkGround(String expert) throws Exception {
        assertThat(count(expert, shapes(new Color(0x2B2E34)), "circle", "red")).isEqualTo(2);
    }

    @Test
    void houghSeesCirclesOfOneColourThatOverlapAndContourDoesNot() throws Exception {
        Drawing drawing = Drawing.white(520, 260);
        drawing.disc(Color.RED, 120, 120, 44);
        drawing.disc(Color.RED, 184, 130, 44);
        drawing.disc(Color.RED, 360, 120, 50);

        assertThat(count("cv-hough", drawing, "circle", "red")).isEqualTo(3);
        assertThat(count("cv-contour", drawing, "circle", "red")).isLessThan(3);
    }

    @Test
    void contourKnowsStarsAndEllipsesOfAnyTurn() throws Exception {
        Drawing drawing = Drawing.white(400, 240).with(pen -> {
            pen.setColor(Color.BLUE);
            int[] xs = new int[10];
            int[] ys = new int[10];
            for (int i = 0; i < 10; i++) {
                double radius = i % 2 == 0 ? 50 : 22;
                xs[i] = (int) (100 + radius * Math.cos(Math.PI * i / 5 + 0.3));
                ys[i] = (int) (110 + radius * Math.sin(Math.PI * i / 5 + 0.3));
            }
            pen.fillPolygon(xs, ys, 10);
            pen.fillOval(220, 80, 120, 60);
        });

        assertThat(count("cv-contour", drawing, "star", "any")).isEqualTo(1);
        assertThat(count("cv-contour", drawing, "ellipse", "any")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cv-contour", "cv-hough"})
    void tellsHowTwoCirclesLie(String expert) throws Exception {
        String operation = "\"operation\":\"circles-touch\"";

        JsonNode separate = Bench.detect(expert, operation, circles(Color.RED, Color.BLUE, 190));
        JsonNode touching = Bench.detect(expert, operation, circles(Color.RED, Color.BLUE, 163));
        JsonNode overlapping = Bench.detect(expert, operation, circles(Color.RED, Color.BLUE, 120));
        JsonNode alike = Bench.detect(expert, operation, circles(Color.BLACK, Color.BLACK, 120));

        assertThat(separate.path("relation").asText()).isEqualTo("separate");
        assertThat(separate.path("gap").asDouble()).isBetween(24.0, 30.0);
        assertThat(touching.path("relation").asText()).isEqualTo("touching");
        assertThat(overlapping.path("relation").asText()).isEqualTo("overlapping");
        assertThat(alike.path("relation").asText()).isEqualTo("overlapping");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cv-contour", "cv-hough"})
    void tellsHowTwoDiscsLie(String expert) throws Exception {
        Drawing apart = Drawing.white(480, 300);
        apart.disc(Color.RED, 130, 150, 80);
        apart.disc(Color.BLUE, 310, 150, 80);
        Drawing overlapping = Drawing.white(480, 300);
        overlapping.disc(Color.RED, 130, 150, 80);
        overlapping.disc(new Color(0, 0, 255, 160), 280, 150, 80);

        assertThat(Bench.detect(expert, "\"operation\":\"circles-touch\"", apart)
                        .path("relation")
                        .asText())
                .isEqualTo("separate");
        assertThat(Bench.detect(expert, "\"operation\":\"circles-touch\"", overlapping)
                        .path("relation")
                        .asText())
                .isEqualTo("overlapping");
    }

    private static Drawing circles(Color first, Color second, int distance) {
        return Drawing.white(480, 300).circle(first, 3, 130, 150, 80).circle(second, 3, 130 + distance, 150, 80);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cv-contour", "cv-hough"})
    void findsBarsAndTheirAxes(String expert) throws Exception {
        Drawing drawing = Drawing.white(520, 400)
                .line(Color.BLACK, 2, 60, 30, 60, 340)
                .line(Color.BLACK, 2, 60, 340, 500, 340)
                .filled(new Color(0x4C72B0), 100, 140, 60, 199)
                .filled(new Color(0xDD8452), 220, 60, 60, 279)
                .filled(new Color(0x55A868), 340, 240, 60, 99);

        JsonNode answer = Bench.detect(expert, "\"operation\":\"bars\"", drawing);

        assertThat(answer.path("bars")).hasSize(3);
        assertThat(answer.path("bars"))
                .extracting(bar -> bar.path("color").asText())
                .containsExactly("blue", "orange", "green");
        JsonNode box = answer.path("bars").get(1).path("box");
        assertThat(box.get(0).asInt()).isBetween(217, 222);
        assertThat(box.get(1).asInt()).isBetween(57, 62);
        assertThat(box.get(2).asInt()).isBetween(57, 64);
        assertThat(answer.path("axis").path("x").asInt()).isBetween(58, 62);
        assertThat(answer.path("axis").path("y").asInt()).isBetween(336, 343);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cv-contour", "cv-hough"})
    void findsTheRingAroundALetter(String expert) throws Exception {
        Drawing drawing = Drawing.white(520, 200)
                .text("Blacksmith", 40, 120, 60)
                .with(pen -> {
                    pen.setColor(Color.RED);
                    pen.setStroke(new BasicStroke(3));
                    pen.drawOval(118, 56, 50, 86);
                });

        JsonNode box =
                Bench.detect(expert, "\"operation\":\"circled\"", drawing).path("box");
        JsonNode none = Bench.detect(
                        expert,
                        "\"operation\":\"circled\"",
                        Drawing.white(520, 200).text("llll", 40, 120, 60))
                .path("box");

        assertThat(box.get(0).asInt()).isBetween(112, 122);
        assertThat(box.get(1).asInt()).isBetween(50, 60);
        assertThat(box.get(2).asInt()).isBetween(46, 58);
        assertThat(box.get(3).asInt()).isBetween(82, 94);
        assertThat(none.isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"operation\":\"dance\"}",
                "{\"operation\":\"count-shapes\",\"shape\":\"unicorn\"}",
                "{\"operation\":\"count-shapes\",\"color\":\"loud\"}",
                "{\"operation\":\"crossings\",\"colors\":\"red\"}",
                "{\"operation\":\"crossings\",\"colors\":[\"loud\"]}"
            })
    void refusesOptionsItDoesNotKnow(String options) {
        for (String expert : BOTH.split(",", -1)) {
            ModelException refusal = Bench.refusal(
                    expert,
                    "{\"capability\":\"detect\",\"options\":" + options + "}",
                    Drawing.white(50, 50).png());

            assertThat(refusal.code()).isEqualTo("bad-options");
        }
    }
}
