package dev.maestro.runtime.models.triton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ChatTemplateTest {

    @Test
    void repeatsTheMarkerForEachImage() {
        ChatTemplate template = new ChatTemplate("<user>{image:<pad>}{text}<assistant>");

        assertThat(template.apply("", "How many?", 2)).isEqualTo("<user><pad><pad>How many?<assistant>");
        assertThat(template.apply("", "How many?", 0)).isEqualTo("<user>How many?<assistant>");
    }

    @Test
    void takesTheTextAsItIsEvenWhenItLooksLikeAPlace() {
        ChatTemplate template = new ChatTemplate("<user>{text}<assistant>");

        String prompt = template.apply("", "cost $1 \\ {text} {image:x}", 3);

        assertThat(prompt).isEqualTo("<user>cost $1 \\ {text} {image:x}<assistant>");
    }

    @Test
    void refusesATemplateWithoutAPlaceForTheText() {
        assertThatThrownBy(() -> new ChatTemplate("<user>"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("{text}");
    }
}
