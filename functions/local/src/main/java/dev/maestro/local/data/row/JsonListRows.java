package dev.maestro.local.data.row;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON file that is one list of objects, or an object whose first list holds them. */
final class JsonListRows implements RowSource {

    private final String name;
    private final JsonParser parser;
    private long row;
    private boolean started;

    JsonListRows(Path file) throws IOException {
        this.name = String.valueOf(file.getFileName());
        this.parser = Texts.MAPPER.getFactory().createParser(Files.newInputStream(file));
        parser.setCodec(Texts.MAPPER);
    }

    @Override
    public List<String> columns() {
        return List.of();
    }

    @Override
    public Optional<Entry> next() throws IOException {
        try {
            if (!started) {
                start();
            }
            JsonToken token = parser.nextToken();
            if (token == null || token == JsonToken.END_ARRAY) {
                return Optional.empty();
            }
            row++;
            String where = name + " row " + row + " (line "
                    + parser.currentTokenLocation().getLineNr() + ")";
            if (token != JsonToken.START_OBJECT) {
                parser.skipChildren();
                return Optional.of(new Entry.Bad(where, "is no JSON object"));
            }
            Map<String, @Nullable Object> values = Texts.MAPPER.readValue(
                    parser, Texts.MAPPER.getTypeFactory().constructMapType(Map.class, String.class, Object.class));
            return Optional.of(new Entry.Good(new Row(where, row, values)));
        } catch (JsonProcessingException e) {
            throw new DataException(
                    name + " cannot be read after row " + row + ": "
                            + Texts.brief(e.getOriginalMessage(), 160)
                            + (e.getLocation() == null
                                    ? ""
                                    : " (line " + e.getLocation().getLineNr() + ")"),
                    e);
        }
    }

    private void start() throws IOException {
        started = true;
        JsonToken token = parser.nextToken();
        while (token != null && token != JsonToken.START_ARRAY) {
            token = parser.nextToken();
        }
        if (token == null) {
            throw new DataException(name + " holds no JSON list; for one object a line use --from jsonl.");
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
