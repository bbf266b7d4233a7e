package dev.maestro.core.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A parsed file that still knows its lines.
 *
 * @param source file name
 * @param root the data
 * @param lines line, from 1, of the field or element at each JSON pointer; empty for data that was in no file
 */
record RegistryText(String source, JsonNode root, Map<String, Integer> lines) {

    /** The line of a pointer, or of the nearest that stands around it; 0 when there are no lines. */
    int line(String pointer) {
        for (String at = pointer; ; at = at.substring(0, at.lastIndexOf('/'))) {
            Integer line = lines.get(at);
            if (line != null) {
                return line;
            }
            if (at.isEmpty()) {
                return 0;
            }
        }
    }

    /** A problem at a pointer. */
    RegistryProblem problem(String pointer, String message, boolean warning) {
        String path = pointer.replaceAll("/(\\d+)(?=/|$)", "[$1]").replace('/', '.');
        return new RegistryProblem(
                source, line(pointer), path.startsWith(".") ? path.substring(1) : path, message, warning);
    }
}
