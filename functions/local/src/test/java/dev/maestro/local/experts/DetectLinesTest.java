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

/** Detectors on drawings of lines: crossings, squares, grids and paths. */
class DetectLinesTest {

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

        JsonNode coloured = Bench.detect(expert, named, lines(Color.RED, Color.BLUE, 3));
        JsonNode thick = Bench.detect(expert, named, lines(Color.RED, Color.BLUE, 12));
        JsonNode none = Bench.detect(
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
        JsonNode thin = Bench.detect(
                "cv-hough", "\"operation\":\"crossings\",\"colors\":[]", lines(Color.BLACK, Color.BLACK, 1));

        assertThat(thin.path("count").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cv-contour", "cv-hough"})
    void countsSquaresInSquares(String expert) throws Exception {
        Drawing drawing = Drawing.white(500, 360)
                .rectangle(Color.BLUE, 2, 20, 20, 300, 300)
                .rectangle(Color.RED, 2, 60, 50, 220, 220)
                .rectangle(Color.BLACK, 2, 110, 90, 120, 120)
                .rectangle(Color.BLACK, 2, 380, 100, 80, 80);

        assertThat(Bench.detect(expert, "\"operation\":\"nested-squares\"", drawing)
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

        JsonNode grid = Bench.detect(expert, "\"operation\":\"grid\"", drawing);
        JsonNode nothing = Bench.detect(expert, "\"operation\":\"grid\"", Drawing.white(300, 300));

        assertThat(grid.path("rows").asInt()).isEqualTo(5);
        assertThat(grid.path("columns").asInt()).isEqualTo(7);
        assertThat(nothing.path("rows").asInt()).isZero();
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
        return Bench.detect(
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
            drawing.disc(Color.WHITE, x, y, 17);
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
}
