package dev.maestro.local.command.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.registry.RegistryLoader;
import dev.maestro.local.command.MaestroCommand;
import dev.maestro.runtime.registry.StoredRegistries;
import dev.maestro.runtime.store.FileObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryUseTest {

    @TempDir
    private Path folder;

    private Path home;

    @BeforeEach
    void hasTheCommonRegistry() {
        home = folder.resolve("home");
        assertThat(use("embedded")).isZero();
    }

    @Test
    void aTenantGetsItsOwnAndTheOthersKeepTheirs() throws IOException {
        Path own = named("acme-registry");

        int exit = use(own.toString(), "--tenant", "acme");

        assertThat(exit).isZero();
        assertThat(current("acme")).isEqualTo("acme-registry");
        assertThat(current("beta")).isEqualTo("embedded");
    }

    @Test
    void withoutATenantItIsForAllThatHaveNoneOfTheirOwn() throws IOException {
        use(named("acme-registry").toString(), "--tenant", "acme");

        int exit = use(named("common").toString());

        assertThat(exit).isZero();
        assertThat(current("acme")).isEqualTo("acme-registry");
        assertThat(current("beta")).isEqualTo("common");
    }

    @Test
    void aFileThatIsNoRegistryChangesNothingForTheTenant() throws IOException {
        use(named("acme-registry").toString(), "--tenant", "acme");
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "name: broken\nexperts: none\n");

        int exit = use(broken.toString(), "--tenant", "acme");

        assertThat(exit).isNotZero();
        assertThat(current("acme")).isEqualTo("acme-registry");
    }

    private int use(String file, String... more) {
        String[] words = new String[5 + more.length];
        System.arraycopy(new String[] {"registry", "use", file, "--home", home.toString()}, 0, words, 0, 5);
        System.arraycopy(more, 0, words, 5, more.length);
        return MaestroCommand.execute(words);
    }

    private String current(String tenant) throws IOException {
        return new StoredRegistries(FileObjectStore.open(home.resolve("objects")))
                .current(tenant)
                .document()
                .name();
    }

    private Path named(String name) throws IOException {
        String embedded = new String(RegistryLoader.bytes(RegistryLoader.embedded()), StandardCharsets.UTF_8);
        return Files.writeString(
                folder.resolve(name + ".json"), embedded.replace("\"name\":\"embedded\"", "\"name\":\"" + name + "\""));
    }
}
