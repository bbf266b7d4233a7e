package dev.maestro.core.decide.generative;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class QwenTemplateTest {

    @Test
    @Tag("C18")
    void closesTheUserAndOpensTheAssistantAfterAnObservation() {
        List<Message> conversation = List.of(
                Message.system("S"),
                Message.user("Q", 2),
                Message.assistant("T</think><search>x</search>", false),
                Message.user("<information>\nI\n</information>", 0));

        String prompt = QwenTemplate.render(conversation, true);

        assertThat(prompt)
                .isEqualTo("<|im_start|>system\nS<|im_end|>\n"
                        + "<|im_start|>user\n<|vision_start|><|image_pad|><|vision_end|>"
                        + "<|vision_start|><|image_pad|><|vision_end|>Q<|im_end|>\n"
                        + "<|im_start|>assistant\n<think>\nT</think><search>x</search><|im_end|>\n"
                        + "<|im_start|>user\n<information>\nI\n</information><|im_end|>\n"
                        + "<|im_start|>assistant\n<think>\n");
    }

    @Test
    @Tag("C18")
    void doesNotCloseATurnThatTheModelClosedItself() {
        List<Message> conversation =
                List.of(Message.user("Q", 0), Message.assistant("nothing<|im_end|>", true), Message.user("again", 0));

        String prompt = QwenTemplate.render(conversation, false);

        assertThat(prompt).isEqualTo("""
                        <|im_start|>user
                        Q<|im_end|>
                        <|im_start|>assistant
                        nothing<|im_end|>
                        <|im_start|>user
                        again<|im_end|>
                        <|im_start|>assistant
                        """);
    }
}
