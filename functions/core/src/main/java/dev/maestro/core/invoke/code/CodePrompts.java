package dev.maestro.core.invoke.code;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Prompts of the code skill, kept as resources. */
final class CodePrompts {

    /**
     * A prompt with its values put in; a value is never searched for further names.
     *
     * @param name of the resource, without {@code .txt}
     */
    String text(String name, Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        String template = template(name);
        int from = 0;
        int open = template.indexOf('{');
        while (open >= 0) {
            int close = template.indexOf('}', open);
            String value = values.get(template.substring(open + 1, close));
            text.append(template, from, open).append(value);
            from = close + 1;
            open = template.indexOf('{', from);
        }
        return text.append(template.substring(from)).toString();
    }

    private static String template(String name) {
        try (InputStream resource = CodePrompts.class.getResourceAsStream(name + ".txt")) {
            if (resource == null) {
                throw new IllegalStateException("the prompt " + name + ".txt is missing from the class path");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the prompt " + name, e);
        }
    }
}
