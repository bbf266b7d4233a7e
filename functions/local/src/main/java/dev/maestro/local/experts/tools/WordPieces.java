package dev.maestro.local.experts.tools;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.core.episode.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Splits text as the uncased BERT models were taught (Devlin et al. 2019): words and marks, then the longest pieces that
 * the vocabulary knows. Immutable.
 */
final class WordPieces {

    private static final int LONGEST_WORD = 100;

    private final Map<String, Integer> vocabulary;
    private final int start;
    private final int end;
    private final int unknown;

    private WordPieces(Map<String, Integer> vocabulary) {
        this.vocabulary = vocabulary;
        this.start = vocabulary.getOrDefault("[CLS]", 0);
        this.end = vocabulary.getOrDefault("[SEP]", 0);
        this.unknown = vocabulary.getOrDefault("[UNK]", 0);
    }

    /** Reads the vocabulary of a tokenizer file of the Hugging Face form. */
    static WordPieces of(String resource) {
        try (InputStream in = WordPieces.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("this build holds no " + resource);
            }
            JsonNode words = Json.mapper().readTree(in).path("model").path("vocab");
            Map<String, Integer> vocabulary = HashMap.newHashMap(words.size());
            words.properties()
                    .forEach(word ->
                            vocabulary.put(word.getKey(), word.getValue().asInt()));
            return new WordPieces(vocabulary);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    /**
     * Numbers of the pieces, with those for start and end.
     *
     * @param most pieces, start and end included; what is left is cut off
     */
    long[] of(String text, int most) {
        List<Integer> pieces = new ArrayList<>();
        pieces.add(start);
        for (String word : words(text)) {
            if (pieces.size() >= most) {
                break;
            }
            split(word, pieces);
        }
        List<Integer> kept = new ArrayList<>(pieces.subList(0, Math.min(pieces.size(), most - 1)));
        kept.add(end);
        return kept.stream().mapToLong(Integer::longValue).toArray();
    }

    private void split(String word, List<Integer> pieces) {
        if (word.codePointCount(0, word.length()) > LONGEST_WORD) {
            pieces.add(unknown);
            return;
        }
        List<Integer> found = new ArrayList<>();
        int from = 0;
        while (from < word.length()) {
            int to = word.length();
            Integer piece = null;
            while (to > from && piece == null) {
                piece = vocabulary.get((from == 0 ? "" : "##") + word.substring(from, to));
                to -= piece == null ? 1 : 0;
            }
            if (piece == null) {
                pieces.add(unknown);
                return;
            }
            found.add(piece);
            from = to;
        }
        pieces.addAll(found);
    }

    /** Lower case, without accents; marks and Chinese characters are words of their own. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        String plain = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
        plain.codePoints().forEach(character -> {
            int type = Character.getType(character);
            if (Character.isWhitespace(character) || type == Character.SPACE_SEPARATOR) {
                finish(word, words);
            } else if (mark(character, type) || Character.isIdeographic(character)) {
                finish(word, words);
                words.add(Character.toString(character));
            } else if (type != Character.NON_SPACING_MARK
                    && type != Character.CONTROL
                    && type != Character.FORMAT
                    && character != 0xFFFD) {
                word.appendCodePoint(character);
            }
        });
        finish(word, words);
        return words;
    }

    private static void finish(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private static boolean mark(int character, int type) {
        boolean ascii = (character >= 33 && character <= 47)
                || (character >= 58 && character <= 64)
                || (character >= 91 && character <= 96)
                || (character >= 123 && character <= 126);
        return ascii
                || type == Character.CONNECTOR_PUNCTUATION
                || type == Character.DASH_PUNCTUATION
                || type == Character.START_PUNCTUATION
                || type == Character.END_PUNCTUATION
                || type == Character.INITIAL_QUOTE_PUNCTUATION
                || type == Character.FINAL_QUOTE_PUNCTUATION
                || type == Character.OTHER_PUNCTUATION;
    }
}
