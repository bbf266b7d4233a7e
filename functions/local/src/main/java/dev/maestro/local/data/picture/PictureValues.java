package dev.maestro.local.data.picture;

import dev.maestro.local.data.row.RowProblem;
import dev.maestro.local.data.row.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of a row, whichever way they are published: bytes; {@code {bytes, path}}; base64, also as a data URL; a
 * path; a list of these, also as a text; or the id of an earlier row with the same picture (VLMEvalKit).
 */
public final class PictureValues {

    private static final Pattern WEB = Pattern.compile("https?://.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern DATA_URL = Pattern.compile("data:image/[a-z+.-]+;base64,", Pattern.CASE_INSENSITIVE);
    private static final Pattern PATH = Pattern.compile(".{1,400}\\.[A-Za-z]{3,4}");
    private static final int SHORTEST_BASE64 = 65;

    private final Path root;
    private final PictureSink sink;
    private final Map<String, String> byRow = new HashMap<>();

    /**
     * Reads pictures.
     *
     * @param root folder that paths start from; none outside it is read
     */
    public PictureValues(Path root, PictureSink sink) {
        this.root = root.toAbsolutePath().normalize();
        this.sink = sink;
    }

    /**
     * The names of a row's pictures.
     *
     * @param id of the row, that later rows may refer to; null for none
     * @param value of a picture's column
     */
    public List<String> names(@Nullable String id, @Nullable Object value) throws RowProblem, IOException {
        List<String> names = new ArrayList<>();
        for (Object each : Texts.listOf(value)) {
            names.add(name(each));
        }
        if (id != null && names.size() == 1) {
            byRow.put(id, names.getFirst());
        }
        return names;
    }

    private String name(Object value) throws RowProblem, IOException {
        Optional<Map<String, @Nullable Object>> struct = Texts.object(value);
        if (struct.isPresent()) {
            Object bytes = struct.get().get("bytes");
            Object path = struct.get().get("path");
            if (bytes == null && path == null) {
                throw new RowProblem("has a picture without bytes and path");
            }
            return name(bytes == null ? String.valueOf(path) : bytes);
        }
        return switch (value) {
            case byte[] bytes -> sink.take(bytes);
            case String text -> fromText(text.strip());
            case Number row -> sameAs(Texts.of(row));
            default ->
                throw new RowProblem("has a picture that is a "
                        + value.getClass().getSimpleName() + "; bytes, base64 or a path are read");
        };
    }

    private String fromText(String text) throws RowProblem, IOException {
        if (WEB.matcher(text).matches()) {
            throw new RowProblem("has a picture on the web (" + Texts.brief(text, 80)
                    + "); fetch the pictures first and give their paths");
        }
        var url = DATA_URL.matcher(text);
        if (url.lookingAt()) {
            return sink.take(decoded(text.substring(url.end())));
        }
        if (text.length() < SHORTEST_BASE64 && byRow.containsKey(text)) {
            return sameAs(text);
        }
        return PATH.matcher(text).matches() || text.length() < SHORTEST_BASE64
                ? sink.take(file(text))
                : sink.take(decoded(text));
    }

    private String sameAs(String row) throws RowProblem {
        String name = byRow.get(row);
        if (name == null) {
            throw new RowProblem("refers to the picture of row " + row + ", which did not come before it");
        }
        return name;
    }

    private static byte[] decoded(String base64) throws RowProblem {
        boolean broken = base64.chars().anyMatch(Character::isWhitespace);
        try {
            return Base64.getDecoder().decode(broken ? base64.replaceAll("\\s+", "") : base64);
        } catch (IllegalArgumentException e) {
            throw new RowProblem("has a picture in base64 that is damaged: "
                    + String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT));
        }
    }

    private byte[] file(String name) throws RowProblem, IOException {
        Path file;
        try {
            file = root.resolve(name).normalize();
        } catch (InvalidPathException e) {
            throw new RowProblem("names a picture by what is no path: " + Texts.brief(name, 80));
        }
        if (!file.startsWith(root)) {
            throw new RowProblem("names the picture " + Texts.brief(name, 80) + ", which lies outside " + root);
        }
        if (!Files.isRegularFile(file)) {
            throw new RowProblem("names the picture " + Texts.brief(name, 80) + ", which is not in " + root
                    + "; say --image-root DIR");
        }
        return Files.readAllBytes(file);
    }
}
