package dev.maestro.core.invoke.reading;

import dev.maestro.core.episode.Answers;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece of text that a reader found.
 *
 * @param text normalised, not empty
 * @param confidence 0 to 1
 * @param box where it is
 */
public record TextLine(String text, double confidence, Box box) {

    public TextLine {
        text = Answers.normalise(text);
    }

    /**
     * Its words, each with the share of the box that its characters take. The places are estimates: readers give no
     * box per word.
     */
    public List<TextLine> words() {
        List<TextLine> words = new ArrayList<>();
        int start = 0;
        for (String word : text.split(" ", -1)) {
            double unit = box.width() / text.length();
            Box part = new Box(box.x() + start * unit, box.y(), word.length() * unit, box.height());
            words.add(new TextLine(word, confidence, part));
            start += word.length() + 1;
        }
        return words;
    }
}
