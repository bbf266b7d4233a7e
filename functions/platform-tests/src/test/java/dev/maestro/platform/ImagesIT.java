package dev.maestro.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.schema.event.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the images copy is there once the functions are packaged. */
class ImagesIT {

    @ParameterizedTest
    @EnumSource(Stage.class)
    void copiesWhatPackagingMakes(Stage function) {
        assertThat(ImageFile.read("jvm").missing(Tool.ROOT, function.word())).isEmpty();
        assertThat(ImageFile.read("local").missing(Tool.ROOT, function.word())).isEmpty();
    }

    @Test
    void seesWhatIsNotThere() {
        assertThat(ImageFile.read("jvm").missing(Tool.ROOT, "no-function"))
                .containsExactly("functions/no-function/target/quarkus-app/");
    }
}
