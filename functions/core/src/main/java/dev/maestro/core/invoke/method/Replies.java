package dev.maestro.core.invoke.method;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.core.episode.Json;
import java.util.Optional;

/** What language models wrap around what they were asked for. */
final class Replies {

    private static final String THINK_END = "</think>";
    private static final String FENCE = "```";

    private Replies() {}

    /** The reply without its thinking. */
    static String withoutThought(String reply) {
        int end = reply.lastIndexOf(THINK_END);
        String rest = end < 0 ? reply : reply.substring(end + THINK_END.length());
        String stripped = rest.strip();
        return stripped.startsWith("<think>")
                ? stripped.substring("<think>".length()).strip()
                : stripped;
    }

    /**
     * The first JSON value that begins with an opening bracket, behind a mark; never evaluated, only parsed.
     *
     * @param mark where to begin, such as {@code <tool_call>}; empty for the start
     * @return empty when there is no mark, or no JSON behind it
     */
    static Optional<JsonNode> json(String reply, String mark) {
        int from = reply.indexOf(mark);
        if (from < 0) {
            return Optional.empty();
        }
        String rest = reply.substring(from + mark.length()).replace(FENCE + "json", FENCE);
        int start = -1;
        for (int i = 0; i < rest.length() && start < 0; i++) {
            if (rest.charAt(i) == '{' || rest.charAt(i) == '[') {
                start = i;
            }
        }
        if (start < 0) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(Json.mapper().readTree(rest.substring(start)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
