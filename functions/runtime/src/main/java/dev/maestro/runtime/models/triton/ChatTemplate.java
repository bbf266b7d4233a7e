package dev.maestro.runtime.models.triton;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Wraps a prompt as a model was trained to see it; the caller does so, because Triton's vLLM backend does not.
 *
 * <p>{@code {text}} stands for the prompt, {@code {image:MARKER}} for as many MARKERs as there are images, and
 * {@code {system}} for what the model is told to be, as in
 * {@code <|system|>{system}<|user|>{image:<|image_pad|>}{text}<|assistant|>}. Without a place of its own the latter goes
 * before the prompt.
 *
 * @param template with {@code {text}} in it
 */
public record ChatTemplate(String template) {

    /** The prompt as it is. */
    public static final ChatTemplate NONE = new ChatTemplate("{text}");

    private static final Pattern PLACE = Pattern.compile("\\{text}|\\{system}|\\{image:([^}]*)}");

    public ChatTemplate {
        if (!template.contains("{text}")) {
            throw new IllegalArgumentException("a chat template needs {text} where the prompt goes");
        }
    }

    /** The whole prompt. What stands in the text is taken as it is, even when it looks like a place. */
    public String apply(String system, String text, int images) {
        String whole = system.isEmpty() || template.contains("{system}") ? text : system + "\n\n" + text;
        Matcher matcher = PLACE.matcher(template);
        StringBuilder prompt = new StringBuilder();
        while (matcher.find()) {
            String marker = matcher.group(1);
            String put =
                    marker != null ? marker.repeat(images) : matcher.group().equals("{system}") ? system : whole;
            matcher.appendReplacement(prompt, Matcher.quoteReplacement(put));
        }
        return matcher.appendTail(prompt).toString();
    }
}
