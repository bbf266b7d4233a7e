package dev.maestro.lab.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts text into pieces as if a model had sampled them: words with the space before them, and single marks. Not any
 * model's tokenizer; ids only have to be the same for the same piece.
 *
 * @param id in a made-up vocabulary
 * @param text of the piece
 * @param logProbability made up, the same for the same id, below 0
 */
public record SampledPieces(int id, String text, double logProbability) {

    /** The token that ends a turn, with the id that it has in the models of the Qwen line. */
    public static final SampledPieces END = new SampledPieces(151_645, "<|im_end|>", -0.01);

    private static final Pattern PIECE = Pattern.compile(" ?[\\p{L}\\p{N}]+|\\s+|[^\\p{L}\\p{N}\\s]");
    private static final int VOCABULARY = 151_000;

    /** The pieces of a text; together they are the text. */
    public static List<SampledPieces> of(String text) {
        List<SampledPieces> pieces = new ArrayList<>();
        Matcher matcher = PIECE.matcher(text);
        while (matcher.find()) {
            int id = Math.floorMod(matcher.group().hashCode(), VOCABULARY);
            pieces.add(new SampledPieces(id, matcher.group(), -0.001 * (1 + id % 700)));
        }
        return pieces;
    }

    /**
     * A text as generation leaves it: cut behind the first stop.
     *
     * @param stops texts that end a turn and stay in it
     */
    public static String stopped(String text, List<String> stops) {
        int end = text.length();
        for (String stop : stops) {
            int at = text.indexOf(stop);
            if (at >= 0) {
                end = Math.min(end, at + stop.length());
            }
        }
        return text.substring(0, end);
    }
}
