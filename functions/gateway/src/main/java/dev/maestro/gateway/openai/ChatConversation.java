package dev.maestro.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.gateway.image.ImageLinks;
import dev.maestro.gateway.image.ImageUpload;
import dev.maestro.gateway.problem.Problem;
import dev.maestro.gateway.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes one question of a conversation. A single message of a user is the question verbatim. Otherwise instructions and
 * earlier turns stand before the last message:
 *
 * <pre>
 * Instructions:
 * ...
 *
 * Conversation so far:
 * User: ... [image 1]
 * Assistant: ...
 *
 * Question:
 * ...
 * </pre>
 *
 * <p>Nothing is kept between requests, as clients of this API send the whole conversation each time, and nothing is left
 * out of it: one that is too long is refused. The images of all messages go along, in order.
 */
@ApplicationScoped
class ChatConversation {

    private final ImageLinks links;

    /** What a conversation comes to. */
    record Content(String text, List<ImageUpload> images) {}

    /** One message. */
    private record Turn(String role, String text) {}

    ChatConversation(ImageLinks links) {
        this.links = links;
    }

    /**
     * Reads messages.
     *
     * @param messages the JSON list
     * @throws ProblemException with the message that is wrong, as {@code messages[2].content}
     */
    Content read(JsonNode messages) {
        if (!messages.isArray() || messages.isEmpty()) {
            throw wrong("messages", "messages must be a list with at least one message of a user");
        }
        List<Turn> turns = new ArrayList<>();
        List<ImageUpload> images = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            turns.add(turn(messages.get(i), "messages[" + i + "]", images));
        }
        if (!turns.getLast().role().equals("user")) {
            throw wrong(
                    "messages[" + (turns.size() - 1) + "].role",
                    "the last message must be of the user: it is the question that is answered");
        }
        return new Content(text(turns), images);
    }

    private static String text(List<Turn> turns) {
        if (turns.size() == 1) {
            return turns.getFirst().text().replace(ImageLinks.MARK, "").strip();
        }
        StringBuilder instructions = new StringBuilder();
        StringBuilder conversation = new StringBuilder();
        for (Turn turn : turns.subList(0, turns.size() - 1)) {
            switch (turn.role()) {
                case "user" -> conversation.append("User: ").append(turn.text()).append('\n');
                case "assistant" ->
                    conversation.append("Assistant: ").append(turn.text()).append('\n');
                default -> instructions.append(turn.text()).append('\n');
            }
        }
        String result = (instructions.isEmpty() ? "" : "Instructions:\n" + instructions + "\n")
                + (conversation.isEmpty() ? "" : "Conversation so far:\n" + conversation + "\n")
                + "Question:\n"
                + turns.getLast().text();
        return numbered(result).strip();
    }

    /** The marks of images as they came, numbered from 1. */
    private static String numbered(String text) {
        StringBuilder result = new StringBuilder();
        int number = 0;
        int from = 0;
        for (int at = text.indexOf(ImageLinks.MARK); at >= 0; at = text.indexOf(ImageLinks.MARK, from)) {
            number++;
            result.append(text, from, at).append(" [image ").append(number).append(']');
            from = at + ImageLinks.MARK.length();
        }
        return result.append(text.substring(from)).toString();
    }

    private Turn turn(JsonNode message, String where, List<ImageUpload> images) {
        String role = message.path("role").asText("");
        return switch (role) {
            case "system", "developer" -> new Turn("system", content(message, where, role, images));
            case "user", "assistant" -> new Turn(role, content(message, where, role, images));
            case "tool", "function" ->
                throw wrong(where + ".role", "messages of tools are not supported: tools are not called for clients");
            default ->
                throw wrong(where + ".role", "role must be system, developer, user or assistant, was '" + role + "'");
        };
    }

    private String content(JsonNode message, String where, String role, List<ImageUpload> images) {
        JsonNode content = message.path("content");
        if (content.isTextual()) {
            return plain(content.asText());
        }
        if (content.isNull() && role.equals("assistant")) {
            return "";
        }
        if (!content.isArray()) {
            throw wrong(where + ".content", where + ".content must be a text or a list of parts");
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < content.size(); i++) {
            part(content.get(i), where + ".content[" + i + "]", role, text, images);
        }
        return text.toString();
    }

    private void part(JsonNode part, String where, String role, StringBuilder text, List<ImageUpload> images) {
        String type = part.path("type").asText("");
        switch (type) {
            case "text" -> {
                if (!part.path("text").isTextual()) {
                    throw wrong(where + ".text", where + ".text is missing");
                }
                text.append(text.isEmpty() ? "" : "\n")
                        .append(plain(part.path("text").asText()));
            }
            case "refusal" -> text.append(plain(part.path("refusal").asText("")));
            case "image_url" -> {
                if (!role.equals("user")) {
                    throw wrong(where, "images come in messages of the user only");
                }
                JsonNode link = part.path("image_url");
                images.add(links.image(
                        link.isTextual() ? link.asText() : link.path("url").asText(""),
                        images.size() + 1,
                        where + ".image_url"));
                text.append(ImageLinks.MARK);
            }
            default ->
                throw wrong(
                        where + ".type", "parts are of type text or image_url; '" + type + "' is not supported here");
        }
    }

    /** Text of a client, which cannot hold our mark. */
    private static String plain(String text) {
        return text.replace(ImageLinks.MARK, "");
    }

    private static ProblemException wrong(String param, String detail) {
        return ProblemException.of(Problem.of(400, "bad-value", detail).about(param));
    }
}
