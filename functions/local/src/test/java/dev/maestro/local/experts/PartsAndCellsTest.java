package dev.maestro.local.experts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartsAndCellsTest {

    private static final Color SMEAR = new Color(200, 205, 200);
    private static final Color PINK = new Color(190, 150, 160);
    private static final Color STAIN = new Color(110, 50, 230);

    private static Drawing discs(Drawing drawing, Color colour, int... placesAndRadii) {
        return drawing.with(pen -> {
            pen.setColor(colour);
            for (int i = 0; i < placesAndRadii.length; i += 3) {
                int radius = placesAndRadii[i + 2];
                pen.fillOval(placesAndRadii[i] - radius, placesAndRadii[i + 1] - radius, 2 * radius, 2 * radius);
            }
        });
    }

    @Test
    void partsAPictureAtBandsOfAnotherColour() throws Exception {
        byte[] picture = Drawing.white(400, 100)
                .ground(new Color(211, 211, 211))
                .with(pen -> {
                    pen.setColor(new Color(128, 128, 128));
                    pen.fillRect(100, 0, 50, 100);
                    pen.fillRect(250, 0, 50, 100);
                    pen.setColor(Color.YELLOW);
                    pen.fillRect(40, 79, 20, 21);
                })
                .png();

        JsonNode panels = Bench.ask("cv-contour", "detect", "{\"operation\":\"panels\"}", picture)
                .path("panels");

        assertThat(panels).hasSize(3);
        assertThat(panels.get(1).path("box").toString()).isEqualTo("[150,0,100,100]");
    }

    @Test
    void takesAPictureWithoutBandsForOnePart() throws Exception {
        byte[] picture =
                Drawing.white(300, 200).line(Color.BLACK, 2, 0, 90, 299, 90).png();

        JsonNode panels = Bench.ask("cv-hough", "detect", "{\"operation\":\"panels\"}", picture)
                .path("panels");

        assertThat(panels.toString()).isEqualTo("[{\"box\":[0,0,300,200]}]");
    }

    @Test
    void tellsWhiteCellsFromPlatelets() throws Exception {
        Drawing drawing = Drawing.white(640, 480).ground(SMEAR);
        discs(drawing, PINK, 100, 100, 45, 250, 120, 45, 400, 100, 45, 120, 350, 45, 170, 300, 45);
        discs(drawing, STAIN, 480, 330, 60, 330, 300, 9, 560, 120, 10);

        JsonNode cells = Bench.ask("cv-contour", "detect", "{\"operation\":\"cells\"}", drawing.png())
                .path("cells");

        List<String> kinds = new ArrayList<>();
        cells.forEach(cell -> kinds.add(cell.path("kind").asText()));
        kinds.removeIf("red"::equals);
        assertThat(kinds).containsExactlyInAnyOrder("white", "platelet", "platelet");
    }
}
