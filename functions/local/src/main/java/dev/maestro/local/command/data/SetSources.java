package dev.maestro.local.command.data;

import dev.maestro.core.evaluate.item.ItemFolder;
import dev.maestro.core.registry.Digest;
import dev.maestro.schema.wire.DataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names the sets that something is learned from, with the licences that lie beside their lists. */
final class SetSources {

    private static final List<String> LICENCES =
            List.of("LICENSE.txt", "LICENSE", "LICENSE.md", "LICENCE.txt", "LICENCE", "LICENCE.md");
    private static final int LONGEST = 200;

    private SetSources() {}

    /** The set of a folder. */
    static DataSource of(ItemFolder folder) throws IOException {
        return new DataSource(folder.set(), Digest.hex(Files.readAllBytes(folder.items())), licence(folder.root()));
    }

    private static String licence(Path root) throws IOException {
        for (String name : LICENCES) {
            Path file = root.resolve(name);
            if (Files.isRegularFile(file)) {
                try (Stream<String> lines = Files.lines(file)) {
                    String title = lines.map(String::strip)
                            .filter(line -> !line.isEmpty())
                            .limit(2)
                            .collect(Collectors.joining(", "));
                    return title.isEmpty()
                            ? DataSource.NONE_STATED
                            : title.substring(0, Math.min(LONGEST, title.length()));
                } catch (UncheckedIOException e) {
                    return "see " + name; // not in UTF-8
                }
            }
        }
        return DataSource.NONE_STATED;
    }
}
