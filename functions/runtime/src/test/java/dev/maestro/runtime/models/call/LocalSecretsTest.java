package dev.maestro.runtime.models.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.maestro.core.invoke.ExpertException;
import dev.maestro.schema.wire.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSecretsTest {

    @TempDir
    private Path home;

    private Outcome.Refused refusal(LocalSecrets secrets, String name) {
        ExpertException thrown = catchThrowableOfType(ExpertException.class, () -> secrets.resolve(name));
        assertThat(thrown).isNotNull();
        return (Outcome.Refused) thrown.outcome();
    }

    private void write(String name, String mode) throws IOException {
        Path file = Files.createDirectories(home.resolve("secrets")).resolve(name);
        Files.writeString(file, "sk-from-file\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    @Test
    void prefersTheEnvironment() throws IOException {
        write("my-key.1", "rw-------");
        LocalSecrets secrets = new LocalSecrets(Map.of("MAESTRO_SECRET_MY_KEY_1", "sk-from-env")::get, home);

        assertThat(secrets.resolve("my-key.1")).isEqualTo("sk-from-env");
    }

    @Test
    void readsAFileThatOnlyItsOwnerMayRead() throws IOException {
        write("my-key", "rw-------");

        assertThat(new LocalSecrets(name -> null, home).resolve("my-key")).isEqualTo("sk-from-file");
    }

    @Test
    void refusesAFileThatOthersMayReadAndSaysWhatToRun() throws IOException {
        write("my-key", "rw-r-----");

        Outcome.Refused refused = refusal(new LocalSecrets(name -> null, home), "my-key");

        assertThat(refused.code()).isEqualTo("secret-open");
        assertThat(refused.message()).contains("chmod 600").doesNotContain("sk-from-file");
    }

    @Test
    void saysWhereToPutAMissingSecret() {
        Outcome.Refused refused = refusal(new LocalSecrets(name -> null, home), "my-key");

        assertThat(refused.code()).isEqualTo("secret-missing");
        assertThat(refused.message()).contains("MAESTRO_SECRET_MY_KEY", "secrets/my-key");
    }

    @Test
    void refusesANameThatLeadsOutOfTheFolder() throws IOException {
        Files.writeString(home.resolve("outside"), "sk-outside");

        for (String name : new String[] {"../outside", "..", "a/b", "", "a b"}) {
            assertThat(refusal(new LocalSecrets(key -> null, home), name).code())
                    .isEqualTo("secret-name");
        }
    }
}
