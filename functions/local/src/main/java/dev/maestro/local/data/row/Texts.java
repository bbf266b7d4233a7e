package dev.maestro.local.data.row;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values of rows as text, and lists that were written into a text. */
public final class Texts {

    /** Longest value that is read, in characters: a picture of 150 MB in base64. */
    static final int LONGEST = 200_000_000;

    /** Reads JSON with large values, and lists as Python prints them. */
    static final JsonMapper MAPPER = mapper();

    private Texts() {}

    private static JsonMapper mapper() {
        JsonMapper mapper =
                JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();
        mapper.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxStringLength(LONGEST).build());
        return mapper;
    }

    /** A value as a person would write it: whole numbers without a point, lists as JSON. */
    public static String of(Object value) {
        return switch (value) {
            case String text -> text;
            case Double number
            when number == Math.rint(number) && Math.abs(number) < 1e15 -> Long.toString(number.longValue());
            case Float number -> of((Object) (double) number);
            case BigDecimal number -> number.stripTrailingZeros().toPlainString();
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            case byte[] bytes -> bytes.length + " bytes";
            default -> json(value);
        };
    }

    private static String json(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            return value.toString();
        }
    }

    /** The list that a text is, in JSON or as Python prints it; empty for any other text. */
    static Optional<List<@Nullable Object>> list(String text) {
        String bare = text.strip();
        if (!bare.startsWith("[") || !bare.endsWith("]")) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    MAPPER.readValue(bare, MAPPER.getTypeFactory().constructCollectionType(List.class, Object.class)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** A value as a list: a list, a text that is one, or the value alone; nothing for null. */
    public static List<Object> listOf(@Nullable Object value) {
        List<?> list =
                switch (value) {
                    case null -> List.of();
                    case List<?> given -> given;
                    case String text -> list(text).<List<?>>map(found -> found).orElse(List.of(text));
                    default -> List.of(value);
                };
        return list.stream()
                .filter(part -> part != null)
                .<Object>map(part -> part)
                .toList();
    }

    /** The object that a value is, else empty. */
    @SuppressWarnings("unchecked")
    public static Optional<Map<String, @Nullable Object>> object(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? Optional.of((Map<String, @Nullable Object>) map) : Optional.empty();
    }

    /** At most so many characters of a text, on one line. */
    public static String brief(String text, int characters) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= characters ? line : line.substring(0, characters - 3) + "...";
    }
}
