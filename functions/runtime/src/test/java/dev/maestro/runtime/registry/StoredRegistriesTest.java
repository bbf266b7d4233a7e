package dev.maestro.runtime.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.registry.RegistryLoader;
import dev.maestro.runtime.store.FileObjectStore;
import dev.maestro.schema.registry.RegistryDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredRegistriesTest {

    private static final RegistryDocument SHIPPED = RegistryLoader.embedded();

    @TempDir
    private Path folder;

    private StoredRegistries registries;

    @BeforeEach
    void open() throws IOException {
        registries = new StoredRegistries(FileObjectStore.open(folder));
    }

    private static RegistryDocument named(String name) {
        byte[] bytes = new String(RegistryLoader.bytes(SHIPPED), StandardCharsets.UTF_8)
                .replace("\"name\":\"embedded\"", "\"name\":\"" + name + "\"")
                .getBytes(StandardCharsets.UTF_8);
        return RegistryLoader.load(name + ".json", bytes).document();
    }

    private String current() {
        return registries.current().document().name();
    }

    @Test
    void saysWhatToDoWhenThereIsNone() {
        assertThatThrownBy(registries::current)
                .isInstanceOf(TerminalException.class)
                .hasMessageContaining("maestro registry use FILE");
    }

    @Test
    void anUpgradeReplacesTheRegistryThatAnOlderVersionCameWith() throws IOException {
        registries.publishShipped(named("older"));

        registries.publishShipped(SHIPPED);

        assertThat(current()).isEqualTo("embedded");
        assertThat(registries.servesShipped()).isTrue();
    }

    @Test
    void anUpgradeLeavesTheRegistryThatSomebodyChose() throws IOException {
        registries.publishShipped(named("older"));
        registries.publish(named("mine"));

        registries.publishShipped(SHIPPED);

        assertThat(current()).isEqualTo("mine");
        assertThat(registries.servesShipped()).isFalse();
    }

    @Test
    void aTenantWithoutARegistryOfItsOwnGetsTheCommonOne() throws IOException {
        registries.publish(SHIPPED);
        registries.publish(named("acme"), "acme/é");

        assertThat(registries.current("acme/é").document().name()).isEqualTo("acme");
        assertThat(registries.current("other").document().name()).isEqualTo("embedded");
    }
}
