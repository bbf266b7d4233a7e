package dev.maestro.local.command.registry;

import dev.maestro.core.registry.Addresses;
import dev.maestro.core.registry.RegistryException;
import dev.maestro.core.registry.RegistryLoader;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.local.command.option.HomeOption;
import dev.maestro.local.command.terminal.UserException;
import dev.maestro.runtime.registry.StoredRegistries;
import dev.maestro.runtime.store.FileObjectStore;
import dev.maestro.schema.registry.RegistryDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The registry of a home, and the files that make one. */
public final class RegistryFiles {

    private RegistryFiles() {}

    /** The current registry of a home: the embedded one until another was published. */
    static RegistrySnapshot current(HomeOption home) throws IOException {
        StoredRegistries registries = stored(home);
        return registries.servesShipped() ? RegistryLoader.snapshot(RegistryLoader.embedded()) : registries.current();
    }

    static StoredRegistries stored(HomeOption home) throws IOException {
        home.home().create();
        return new StoredRegistries(FileObjectStore.open(home.home().objects()));
    }

    /**
     * A registry file with those that extend it, addresses filled in from the environment.
     *
     * @param files as for {@link #use(StoredRegistries, List)}
     * @throws RegistryException with every problem when there is an error
     */
    static RegistryLoader.Loaded load(List<Path> files) throws IOException {
        RegistryLoader.Loaded loaded = null;
        for (Path file : files) {
            String source = file.toString();
            if (loaded == null && source.equals("embedded")) {
                loaded = new RegistryLoader.Loaded(RegistryLoader.embedded(), List.of());
                continue;
            }
            byte[] bytes = filled(file);
            loaded = loaded == null
                    ? RegistryLoader.load(source, bytes)
                    : RegistryLoader.extend(loaded.document(), source, bytes);
        }
        if (loaded == null) {
            throw new UserException("Name a registry file, or the word embedded.");
        }
        return loaded;
    }

    /** A file with the addresses in it filled in from the environment. */
    static byte[] filled(Path file) throws IOException {
        return Addresses.fill(file.toString(), read(file), RegistryFiles::environment);
    }

    private static String environment(String name) {
        String value = System.getenv(name);
        return value == null ? "" : value;
    }

    /**
     * Makes files the current registry.
     *
     * @param files the first stands alone, each other one lies over what stands before it; the word embedded for the
     *     registry that Maestro comes with
     * @throws UserException when they are no registry; then nothing is changed
     */
    public static RegistrySnapshot use(StoredRegistries registries, List<Path> files) throws IOException {
        return use(registries, files, null);
    }

    /** Makes files the registry of one tenant; of all that have none of their own when that is null. */
    static RegistrySnapshot use(StoredRegistries registries, List<Path> files, @Nullable String tenant)
            throws IOException {
        try {
            RegistryDocument document = load(files).document();
            return tenant == null ? registries.publish(document) : registries.publish(document, tenant);
        } catch (RegistryException e) {
            throw new UserException("The registry was not changed:\n" + e.getMessage());
        }
    }

    /**
     * The bytes of a file.
     *
     * @throws UserException when there is none
     */
    public static byte[] read(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new UserException("There is no file " + file + ".");
        }
    }
}
