package dev.maestro.local.experts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.maestro.core.episode.Json;
import java.awt.Color;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapabilitySchemaTest {

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaIdResolvers(
                    resolvers -> resolvers.mapPrefix("maestro:/schema/", "classpath:dev/maestro/schema/")));

    private static List<Error> errors(String capability, String answer) throws IOException {
        Schema schema = REGISTRY.getSchema(SchemaLocation.of("maestro:/schema/capability/" + capability + ".v1.json"));
        return schema.validate(Json.mapper().readTree(answer));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ppocr-v4   | read-text | {}
            tesseract  | read-text | {"layout":"sparse"}
            cv-contour | detect    | {"operation":"count-shapes"}
            cv-hough   | detect    | {"operation":"count-shapes"}
            cv-hough   | detect    | {"operation":"crossings"}
            cv-contour | detect    | {"operation":"circles-touch"}
            cv-contour | detect    | {"operation":"nested-squares"}
            cv-hough   | detect    | {"operation":"grid"}
            cv-contour | detect    | {"operation":"bars"}
            cv-hough   | detect    | {"operation":"circled"}
            cv-hough   | detect    | {"operation":"paths"}
            symja      | compute   | {"question":"What is 1 + 2?"}
            symja      | compute   | {"question":"What is love?"}
            element-kb | look-up   | {"question":"What is the atomic number of gold?"}
            element-kb | look-up   | {"question":"What is love?"}
            zxing      | read-code | {}
            digit-neighbours | classify-digit | {}
            python-sandbox | run-code | {"source":"print(1)"}
            python-sandbox | run-code | {"source":"assert False"}
            """)
    void answersFitTheSchemaOfTheirCapability(String expert, String capability, String options) throws Exception {
        byte[] picture = Drawing.white(420, 240)
                .text("Room 204", 30, 60, 40)
                .filled(Color.RED, 40, 120, 60, 100)
                .filled(Color.BLUE, 140, 160, 60, 60)
                .circle(Color.BLACK, 3, 320, 150, 50)
                .png();

        JsonNode answer = Bench.ask(expert, capability, options, picture);

        assertThat(errors(capability, answer.toString())).as(answer.toString()).isEmpty();
    }

    @Test
    void schemasRefuseOtherAnswers() throws Exception {
        assertThat(errors("read-text", "{\"width\":1,\"height\":1,\"lines\":[{\"text\":\"a\"}]}"))
                .isNotEmpty();
        assertThat(errors("detect", "{\"count\":-1}")).isNotEmpty();
        assertThat(errors("compute", "{\"answer\":\"\"}")).isNotEmpty();
        assertThat(errors("look-up", "{}")).isNotEmpty();
        assertThat(errors("run-code", "{\"outcome\":\"fine\",\"output\":\"\",\"fuel\":1}"))
                .isNotEmpty();
        assertThat(errors("classify-digit", "{\"digits\":[{\"digit\":\"ten\",\"confidence\":1}]}"))
                .isNotEmpty();
        assertThat(errors("read-code", "{\"codes\":[{\"format\":\"QR_CODE\"}]}"))
                .isNotEmpty();
    }
}
