package dev.maestro.local.data.row;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One JSON object a line. */
final class JsonLineRows implements RowSource {

    private static final int CHUNK = 1 << 16;

    private final String name;
    private final InputStream in;
    private final byte[] buffer = new byte[CHUNK];
    private int at;
    private int filled;
    private long line;

    JsonLineRows(Path file) throws IOException {
        this.name = String.valueOf(file.getFileName());
        this.in = Files.newInputStream(file);
    }

    @Override
    public List<String> columns() {
        return List.of();
    }

    @Override
    public Optional<Entry> next() throws IOException {
        String text = nextLine();
        while (text != null && text.isBlank()) {
            text = nextLine();
        }
        return text == null ? Optional.empty() : Optional.of(entry(text));
    }

    private Entry entry(String text) {
        String where = name + " line " + line;
        try {
            Map<String, @Nullable Object> values = Texts.MAPPER.readValue(
                    text, Texts.MAPPER.getTypeFactory().constructMapType(Map.class, String.class, Object.class));
            return values == null
                    ? new Entry.Bad(where, "is null, not a JSON object")
                    : new Entry.Good(new Row(where, line, values));
        } catch (JsonProcessingException e) {
            return new Entry.Bad(where, "is no JSON object: " + Texts.brief(e.getOriginalMessage(), 160));
        }
    }

    private @Nullable String nextLine() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (at == filled && !fill()) {
            return null;
        }
        line++;
        while (true) {
            int end = at;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            bytes.write(buffer, at, end - at);
            if (bytes.size() > Texts.LONGEST) {
                throw new DataException(name + " line " + line + " is longer than " + Texts.LONGEST
                        + " bytes; a JSONL file has one object a line. For one JSON list use --from json.");
            }
            at = end;
            if (end < filled) {
                at = end + 1;
                return bytes.toString(StandardCharsets.UTF_8);
            }
            if (!fill()) {
                return bytes.toString(StandardCharsets.UTF_8);
            }
        }
    }

    private boolean fill() throws IOException {
        at = 0;
        filled = Math.max(0, in.read(buffer));
        return filled > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
