package dev.maestro.core.decide.generative;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The chat template of Qwen3-VL, as a prompt's text: each message between {@code <|im_start|>role} and
 * {@code <|im_end|>}, images as vision markers before a user's text, and at the end an opened assistant, whose think
 * block a Thinking model finds opened as well.
 *
 * <p>It differs from the published template in one thing: the thinking of earlier turns stays in the context. The
 * published one takes it out once a user message follows, and then no token of a later turn stands where it was
 * sampled; here a trajectory is one text that only grows.
 */
public final class QwenTemplate {

    /** Ends a message; a model that ends its turn itself samples this token. */
    public static final String END = "<|im_end|>";

    private static final String START = "<|im_start|>";
    private static final String IMAGE = "<|vision_start|><|image_pad|><|vision_end|>";

    private QwenTemplate() {}

    /**
     * The whole prompt.
     *
     * @param messages the last one is a user's
     * @param opensThinking whether the think block is opened for the assistant
     */
    public static String render(List<Message> messages, boolean opensThinking) {
        StringBuilder prompt = new StringBuilder();
        List<Message> added = new ArrayList<>();
        Message before = null;
        for (Message message : messages) {
            if (message.role().equals("assistant")) {
                prompt.append(addition(added, before, opensThinking)).append(message.text());
                added.clear();
                before = message;
            } else {
                added.add(message);
            }
        }
        return prompt.append(addition(added, before, opensThinking)).toString();
    }

    /**
     * What messages add to the context, from the end of the assistant's turn before them to the opening of its next.
     *
     * @param added of system and user
     * @param before the assistant's last message, or null at the start
     */
    static String addition(List<Message> added, @Nullable Message before, boolean opensThinking) {
        StringBuilder text = new StringBuilder();
        if (before != null) {
            text.append(before.closed() ? "\n" : END + "\n");
        }
        for (Message message : added) {
            text.append(START).append(message.role()).append('\n');
            text.append(IMAGE.repeat(message.images())).append(message.text());
            text.append(END).append('\n');
        }
        return text.append(START)
                .append("assistant\n")
                .append(opensThinking ? "<think>\n" : "")
                .toString();
    }
}
