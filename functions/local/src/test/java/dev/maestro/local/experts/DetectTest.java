package dev.maestro.local.experts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.local.modelserver.ModelException;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.QuadCurve2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetectTest {

    private static final String BOTH = "cv-contour,cv-hough";

    private static JsonNode detect(String expert, String options, Drawing drawing) throws ModelException {
        return Bench.ask(expert, "detect", "{" + options + "}", drawing.png());
    }

    private static void disc(Drawing drawing, Color colour, int x, int y, int radius) {
        drawing.with(pen -> {
            pen.setColor(colour);
            pen.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
        });
    }

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
        disc(drawing, Color.RED, 80, 80, 34);
        disc(drawing, Color.RED, 220, 90, 28);
        disc(drawing, Color.BLUE, 380, 90, 36);
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
        return detect(
                        expert,
                        "\"operation\":\"count-shapes\",\"shape\":\"" + shape + "\",\"color\":\"" + color + "\"",
                        drawing)
                .path("count")
                .asInt();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cv-contour", "cv-hough"})
    void saysWhereAShapeIs(String expert) throws Exception {
        JsonNode thing = detect(
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
        disc(drawing, Color.RED, 120, 120, 44);
        disc(drawing, Color.RED, 184, 130, 44);
        disc(drawing, Color.RED, 360, 120, 50);

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

    private static Drawing lines(Color first, Color second, float width) {
        return Drawing.white(480, 400)
                .line(first, width, 40, 60, 240, 340)
                .line(first, width, 240, 340, 440, 80)
                .line(second, width, 40, 300, 240, 90)
                .line(second, width, 240, 90, 440, 310);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cv-contour", "cv-hough"})
    void countsWhereLinesCross(String expert) throws Exception {
        String named = "\"operation\":\"crossings\",\"colors\":[\"red\",\"blue\"]";

        JsonNode coloured = detect(expert, named, lines(Color.RED, Color.BLUE, 3));
        JsonNode thick = detect(expert, named, lines(Color.RED, Color.BLUE, 12));
        JsonNode none = detect(
                expert,
                named,
                Drawing.white(480, 400).line(Color.RED, 3, 40, 60, 440, 80).line(Color.BLUE, 3, 40, 260, 440, 200));

        assertThat(coloured.path("count").asInt()).isEqualTo(2);
        assertThat(thick.path("count").asInt()).isEqualTo(2);
        assertThat(none.path("count").asInt()).isZero();
        assertThat(coloured.path("points").get(0)).hasSize(2);
    }

    @Test
    void houghCountsCrossingsOfHairLinesOfOneColour() throws Exception {
        JsonNode thin =
                detect("cv-hough", "\"operation\":\"crossings\",\"colors\":[]", lines(Color.BLACK, Color.BLACK, 1));

        assertThat(thin.path("count").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cv-contour", "cv-hough"})
    void tellsHowTwoCirclesLie(String expert) throws Exception {
        String operation = "\"operation\":\"circles-touch\"";

        JsonNode separate = detect(expert, operation, circles(Color.RED, Color.BLUE, 190));
        JsonNode touching = detect(expert, operation, circles(Color.RED, Color.BLUE, 163));
        JsonNode overlapping = detect(expert, operation, circles(Color.RED, Color.BLUE, 120));
        JsonNode alike = detect(expert, operation, circles(Color.BLACK, Color.BLACK, 120));

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
        disc(apart, Color.RED, 130, 150, 80);
        disc(apart, Color.BLUE, 310, 150, 80);
        Drawing overlapping = Drawing.white(480, 300);
        disc(overlapping, Color.RED, 130, 150, 80);
        disc(overlapping, new Color(0, 0, 255, 160), 280, 150, 80);

        assertThat(detect(expert, "\"operation\":\"circles-touch\"", apart)
                        .path("relation")
                        .asText())
                .isEqualTo("separate");
        assertThat(detect(expert, "\"operation\":\"circles-touch\"", overlapping)
                        .path("relation")
                        .asText())
                .isEqualTo("overlapping");
    }

    private static Drawing circles(Color first, Color second, int distance) {
        return Drawing.white(480, 300).circle(first, 3, 130, 150, 80).circle(second, 3, 130 + distance, 150, 80);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cv-contour", "cv-hough"})
    void countsSquaresInSquares(String expert) throws Exception {
        Drawing drawing = Drawing.white(500, 360)
                .rectangle(Color.BLUE, 2, 20, 20, 300, 300)
                .rectangle(Color.RED, 2, 60, 50, 220, 220)
                .rectangle(Color.BLACK, 2, 110, 90, 120, 120)
                .rectangle(Color.BLACK, 2, 380, 100, 80, 80);

        assertThat(detect(expert, "\"operation\":\"nested-squares\"", drawing)
                        .path("count")
                        .asInt())
                .isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cv-contour", "cv-hough"})
    void countsRowsAndColumns(String expert) throws Exception {
        Drawing drawing = Drawing.white(500, 400);
        for (int i = 0; i <= 5; i++) {
            drawing.line(Color.BLACK, 2, 40, 40 + 60 * i, 460, 40 + 60 * i);
        }
        for (int i = 0; i <= 7; i++) {
            drawing.line(Color.BLACK, 2, 40 + 60 * i, 40, 40 + 60 * i, 340);
        }
        drawing.with(pen -> pen.setColor(Color.BLACK)).text("abc", 48, 80, 18).text("de", 230, 200, 18);

        JsonNode grid = detect(expert, "\"operation\":\"grid\"", drawing);
        JsonNode nothing = detect(expert, "\"operation\":\"grid\"", Drawing.white(300, 300));

        assertThat(grid.path("rows").asInt()).isEqualTo(5);
        assertThat(grid.path("columns").asInt()).isEqualTo(7);
        assertThat(nothing.path("rows").asInt()).isZero();
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

        JsonNode answer = detect(expert, "\"operation\":\"bars\"", drawing);

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

        JsonNode box = detect(expert, "\"operation\":\"circled\"", drawing).path("box");
        JsonNode none = detect(
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
    @ValueSource(strings = {"cv-contour", "cv-hough"})
    void countsPathsBetweenNamedStations(String expert) throws Exception {
        Drawing drawing = stations(Color.RED, Color.BLUE, new Color(0x2CA02C));

        assertThat(paths(expert, drawing, "A", "B")).isEqualTo(2);
        assertThat(paths(expert, drawing, "A", "C")).isEqualTo(1);
        assertThat(paths(expert, drawing, "B", "C")).isZero();
    }

    @Test
    void houghFollowsPathsOfOneColourThroughTheirCrossings() throws Exception {
        Drawing drawing = stations(Color.BLACK, Color.BLACK, Color.BLACK);

        assertThat(paths("cv-hough", drawing, "A", "B")).isEqualTo(2);
        assertThat(paths("cv-hough", drawing, "A", "C")).isEqualTo(1);
    }

    private static int paths(String expert, Drawing drawing, String from, String to) throws ModelException {
        return detect(
                        expert,
                        "\"operation\":\"paths\",\"colors\":[],\"from\":\"" + from + "\",\"to\":\"" + to + "\"",
                        drawing)
                .path("count")
                .asInt();
    }

    /** Two paths from A to B and one from A to C, which crosses one of the others. */
    private static Drawing stations(Color first, Color second, Color third) {
        Drawing drawing = Drawing.white(560, 460);
        curve(drawing, first, 80, 80, 280, 20, 480, 80);
        curve(drawing, second, 80, 80, 250, 420, 480, 80);
        curve(drawing, third, 80, 80, 420, 160, 80, 380);
        int[][] places = {{80, 80}, {480, 80}, {80, 380}};
        for (int i = 0; i < places.length; i++) {
            int x = places[i][0];
            int y = places[i][1];
            disc(drawing, Color.WHITE, x, y, 17);
            drawing.circle(Color.BLACK, 2, x, y, 17).text("ABC".substring(i, i + 1), x - 6, y + 7, 20);
        }
        return drawing;
    }

    private static void curve(Drawing drawing, Color colour, int x1, int y1, int pullX, int pullY, int x2, int y2) {
        drawing.with(pen -> {
            pen.setColor(colour);
            pen.setStroke(new BasicStroke(3));
            pen.draw(new QuadCurve2D.Double(x1, y1, pullX, pullY, x2, y2));
        });
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
