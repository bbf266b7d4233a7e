package dev.maestro.local.experts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextRegionsTest {

    @Test
    void findsSmallPrintInsideAFrame() throws Exception {
        byte[] picture = Drawing.white(1200, 900)
                .text("Pump 7", 508, 420, 14)
                .text("AB-1234", 508, 444, 14)
                .with(pen -> {
                    pen.setStroke(new BasicStroke(1));
                    pen.drawRect(500, 400, 80, 52);
                })
                .png();

        JsonNode regions = Bench.ask("cv-contour", "detect", "{\"operation\":\"text-regions\"}", picture)
                .path("regions");

        List<Integer> heights = new ArrayList<>();
        regions.forEach(region -> heights.add(region.path("box").get(3).asInt()));
        assertThat(heights).isNotEmpty().allMatch(height -> height < 30);
    }
}
