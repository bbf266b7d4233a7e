package dev.maestro.core.decide.generative;

/**
 * One message of a conversation.
 *
 * @param role {@code system}, {@code user} or {@code assistant}
 * @param text without any token of a chat template, but for what an assistant itself wrote
 * @param images how many images of the task stand before the text, in order
 * @param closed for an assistant: whether it ended its turn itself, so that the end token is part of the text
 */
public record Message(String role, String text, int images, boolean closed) {

    static Message system(String text) {
        return new Message("system", text, 0, false);
    }

    static Message user(String text, int images) {
        return new Message("user", text, images, false);
    }

    static Message assistant(String text, boolean closed) {
        return new Message("assistant", text, 0, closed);
    }
}
