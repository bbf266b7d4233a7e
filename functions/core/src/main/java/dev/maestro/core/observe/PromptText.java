package dev.maestro.core.observe;

import dev.maestro.core.registry.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A prompt that is kept as a resource, in sections headed by lines such as {@code == solve}.
 *
 * @param name of the resource, without its ending
 * @param digest {@code sha256:<hex>} of the resource, so that a record can say which wording was used
 * @param sections texts by heading, without white space around them
 */
public record PromptText(String name, String digest, Map<String, String> sections) {

    private static final String FOLDER = "/dev/maestro/prompts/";
    private static final String HEADING = "== ";
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-zA-Z]+)}}");

    public PromptText {
        sections = Map.copyOf(sections);
    }

    /**
     * Reads a prompt from the class path.
     *
     * @throws IllegalStateException when there is none of that name
     */
    public static PromptText load(String name) {
        try (InputStream stream = PromptText.class.getResourceAsStream(FOLDER + name + ".txt")) {
            if (stream == null) {
                throw new IllegalStateException("the prompt " + FOLDER + name + ".txt is missing from the class path");
            }
            byte[] bytes = stream.readAllBytes();
            return new PromptText(name, Digest.of(bytes), sections(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the prompt " + name, e);
        }
    }

    private static Map<String, String> sections(String text) {
        Map<String, String> sections = new LinkedHashMap<>();
        String heading = "";
        StringBuilder section = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            if (line.startsWith(HEADING)) {
                sections.put(heading, section.toString().strip());
                heading = line.substring(HEADING.length()).strip();
                section.setLength(0);
            } else {
                section.append(line).append('\n');
            }
        }
        sections.put(heading, section.toString().strip());
        return sections;
    }

    /** A section with its places, such as {@code {{query}}}, filled; what is put there is taken as it is. */
    public String section(String heading, Map<String, String> values) {
        String template = sections.get(heading);
        if (template == null) {
            throw new IllegalStateException("the prompt " + name + " has no section " + heading);
        }
        Matcher matcher = PLACE.matcher(template);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            String value = values.get(matcher.group(1));
            if (value == null) {
                throw new IllegalStateException(
                        "nothing fills {{" + matcher.group(1) + "}} in section " + heading + " of the prompt " + name);
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(filled).toString();
    }

    /** Whether there is a section of that heading. */
    public boolean has(String heading) {
        return sections.containsKey(heading);
    }
}
