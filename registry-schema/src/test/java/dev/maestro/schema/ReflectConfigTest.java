package dev.maestro.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.schema.wire.Purpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A native image keeps only what is registered for reflection: every type that JSON is made of. */
class ReflectConfigTest {

    @Test
    void registersEveryRecordAndEverySubtype() {
        List<String> expected = new ArrayList<>();
        for (Class<?> type : Contract.all()) {
            expected.add(type.getName());
            if (type.isSealed()) {
                Arrays.stream(type.getPermittedSubclasses()).map(Class::getName).forEach(expected::add);
            }
        }
        expected.add(Purpose.class.getName());

        List<String> registered = new ArrayList<>();
        SchemaFiles.read("/META-INF/native-image/dev.maestro/maestro-schema/", "reflect-config.json")
                .forEach(entry -> {
                    assertThat(entry.get("allDeclaredConstructors").asBoolean()).isTrue();
                    assertThat(entry.get("allDeclaredMethods").asBoolean()).isTrue();
                    registered.add(entry.get("name").asText());
                });

        assertThat(registered).containsExactlyInAnyOrderElementsOf(expected);
    }
}
