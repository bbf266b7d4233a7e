package dev.maestro.runtime.models.call;

import dev.maestro.core.invoke.ExpertException;
import dev.maestro.schema.wire.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Secrets from the environment ({@code MAESTRO_SECRET_<NAME>}, upper case, every other character an underscore), else
 * from files {@code <home>/secrets/<name>} that only their owner may read. Surrounding white space is cut off.
 */
public final class LocalSecrets implements SecretResolver {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final UnaryOperator<@Nullable String> environment;
    private final Path home;

    /**
     * Makes one.
     *
     * @param environment value of an environment variable, or null; {@code System::getenv}
     * @param home the folder that holds {@code secrets}
     */
    public LocalSecrets(UnaryOperator<@Nullable String> environment, Path home) {
        this.environment = environment;
        this.home = home;
    }

    @Override
    public String resolve(String name) {
        if (!NAME.matcher(name).matches() || name.contains("..")) {
            throw refused(
                    "secret-name",
                    "'" + name.replaceAll("[^A-Za-z0-9._-]", "?")
                            + "' is no name of a secret: use letters, digits, '.', '_' and '-'.");
        }
        String variable = "MAESTRO_SECRET_" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        String value = environment.apply(variable);
        if (value != null && !value.isBlank()) {
            return value.strip();
        }
        return file(name, variable);
    }

    private String file(String name, String variable) {
        Path file = home.resolve("secrets").resolve(name);
        if (!Files.isRegularFile(file)) {
            throw refused(
                    "secret-missing",
                    "There is no secret '" + name + "'. Set the environment variable " + variable
                            + ", or put the key in the file secrets/" + name
                            + " under the home folder and run chmod 600 on it.");
        }
        try {
            if (Files.getFileStore(file).supportsFileAttributeView("posix")
                    && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS))) {
                throw refused(
                        "secret-open",
                        "The file of secret '" + name
                                + "' may be read by others, so it is not used. Run chmod 600 on it.");
            }
            String value = Files.readString(file).strip();
            if (value.isEmpty()) {
                throw refused("secret-missing", "The file of secret '" + name + "' is empty. Put the key in it.");
            }
            return value;
        } catch (IOException e) {
            throw new ExpertException(
                    new Outcome.Refused(
                            "secret-unreadable",
                            "The file of secret '" + name + "' cannot be read: "
                                    + e.getClass().getSimpleName() + ". Check who owns it."),
                    e);
        }
    }

    private static ExpertException refused(String code, String message) {
        return new ExpertException(new Outcome.Refused(code, message));
    }
}
