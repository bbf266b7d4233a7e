package dev.maestro.local.experts.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.core.episode.Json;
import dev.maestro.local.experts.ExpertCall;
import dev.maestro.local.experts.ExpertEngine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Capability {@code look-up}: facts about the 118 chemical elements. The element is taken from the question if it names
 * one, else from the evidence. Thread-safe.
 */
public final class ElementFacts implements ExpertEngine {

    private static final String TABLE = "dev/maestro/local/experts/compute/elements.txt";
    private static final Pattern WORD = Pattern.compile("\\p{L}+");
    private static final Pattern NUMBERED = Pattern.compile("(?:atomic number|number|protons?|Z)\\D{0,12}?(\\d{1,3})");
    private static final Pattern COUNTED = Pattern.compile("(\\d{1,3})\\s+(?:protons?|electrons?)");
    private static final Pattern LONE_NUMBER = Pattern.compile("(?<![\\d.])(\\d{1,3})(?![\\d.])");
    private static final Pattern SYMBOL =
            Pattern.compile("(?:symbol|element|of|is|for|called)\\W+([A-Z][a-z]?)(?![\\p{L}])");
    private static final Pattern SYMBOL_ALIKE = Pattern.compile("(?<![\\p{L}\\d])\\p{L}[\\p{L}10|]?(?![\\p{L}\\d])");
    private static final int FUZZY_LENGTH = 5;

    private final List<Element> elements = read();

    /** What may be asked of an element. */
    private enum Property {
        NUMBER,
        SYMBOL,
        NAME,
        PERIOD,
        GROUP,
        MASS,
        FAMILY
    }

    private static List<Element> read() {
        try (InputStream in = ElementFacts.class.getClassLoader().getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("this build holds no " + TABLE);
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Element::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + TABLE, e);
        }
    }

    @Override
    public JsonNode answer(ExpertCall call) {
        String question = call.text("question", "");
        String evidence = call.text("evidence", "");
        ObjectNode answer = Json.mapper().createObjectNode();
        Optional<Property> property = property(question);
        if (property.isEmpty()) {
            return answer.put("answer", "")
                    .put(
                            "reason",
                            "the question asks for no fact about an element: atomic number, symbol, name, period,"
                                    + " group, mass or family");
        }
        Optional<Element> element = inQuestion(question).or(() -> inEvidence(evidence));
        if (element.isEmpty()) {
            return answer.put("answer", "").put("reason", "neither question nor evidence names an element");
        }
        String fact = fact(element.get(), property.get());
        answer.put("answer", fact);
        if (fact.isEmpty()) {
            answer.put("reason", element.get().name() + " has none");
        }
        return answer;
    }

    private static Optional<Property> property(String question) {
        String asked = question.toLowerCase(Locale.ROOT).replace("periodic table", "table");
        if (has(
                asked,
                "period number",
                "which period",
                "what period",
                "period of",
                "period does",
                "which row",
                "what row",
                "the period",
                "row of the table")) {
            return Optional.of(Property.PERIOD);
        }
        if (has(
                asked,
                "which group",
                "what group",
                "group number",
                "group of",
                "group does",
                "which column",
                "what column",
                "the group",
                "column of the table")) {
            return Optional.of(Property.GROUP);
        }
        if (has(asked, "mass", "weight", "heavy")) {
            return Optional.of(Property.MASS);
        }
        boolean givenNumber =
                NUMBERED.matcher(question).find() || COUNTED.matcher(question).find();
        if (has(asked, "which element", "what element", "name of", "called", "name the", "the name", "element's name")
                || (givenNumber && has(asked, "element with") && !has(asked, "symbol of"))) {
            return Optional.of(Property.NAME);
        }
        if (has(asked, "symbol", "abbreviat")) {
            return Optional.of(Property.SYMBOL);
        }
        if (has(asked, "atomic number", "proton", "electron", "number")) {
            return Optional.of(Property.NUMBER);
        }
        if (has(asked, "kind of", "family", "type of", "category", "what is the element", "classified")) {
            return Optional.of(Property.FAMILY);
        }
        return Optional.empty();
    }

    private static boolean has(String text, String... phrases) {
        for (String phrase : phrases) {
            if (text.contains(phrase)) {
                return true;
            }
        }
        return false;
    }

    private static String fact(Element element, Property property) {
        return switch (property) {
            case NUMBER -> Integer.toString(element.number());
            case SYMBOL -> element.symbol();
            case NAME -> element.name();
            case PERIOD -> Integer.toString(element.period());
            case GROUP -> element.group() == 0 ? "" : Integer.toString(element.group());
            case MASS -> element.mass();
            case FAMILY -> element.family();
        };
    }

    private Optional<Element> inQuestion(String question) {
        Optional<Element> named = named(question, false);
        if (named.isPresent()) {
            return named;
        }
        Matcher symbol = SYMBOL.matcher(question);
        while (symbol.find()) {
            Optional<Element> element = withSymbol(symbol.group(1));
            if (element.isPresent()) {
                return element;
            }
        }
        return numbered(question, NUMBERED).or(() -> numbered(question, COUNTED));
    }

    /** What a reader read on a tile: name, symbol or number, in this order of trust. */
    private Optional<Element> inEvidence(String evidence) {
        Optional<Element> named = named(evidence, true);
        if (named.isPresent()) {
            return named;
        }
        Matcher words = WORD.matcher(evidence);
        while (words.find()) {
            Optional<Element> element = withSymbol(words.group());
            if (element.isPresent()) {
                return element;
            }
        }
        Matcher alike = SYMBOL_ALIKE.matcher(evidence);
        while (alike.find()) {
            Optional<Element> element = withSymbol(cleared(alike.group()));
            if (element.isPresent()) {
                return element;
            }
        }
        return numbered(evidence, LONE_NUMBER);
    }

    /** What a symbol of one or two letters was, whose case or tall strokes a reader mixed up: {@code AI}, {@code sc}. */
    private static String cleared(String read) {
        String second = read.substring(1)
                .replace('I', 'l')
                .replace('1', 'l')
                .replace('|', 'l')
                .replace('0', 'o');
        return read.substring(0, 1).toUpperCase(Locale.ROOT) + second.toLowerCase(Locale.ROOT);
    }

    private Optional<Element> named(String text, boolean forgiving) {
        Matcher words = WORD.matcher(text);
        while (words.find()) {
            String word = Element.plain(words.group());
            for (Element element : elements) {
                boolean close = forgiving && word.length() >= FUZZY_LENGTH && oneApart(word, element.plainName());
                if (word.equals(element.plainName()) || close) {
                    return Optional.of(element);
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Element> withSymbol(String symbol) {
        return elements.stream()
                .filter(element -> element.symbol().equals(symbol))
                .findFirst();
    }

    private Optional<Element> numbered(String text, Pattern pattern) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            int number = Integer.parseInt(matcher.group(1));
            if (number >= 1 && number <= elements.size()) {
                return Optional.of(elements.get(number - 1));
            }
        }
        return Optional.empty();
    }

    /** Whether one letter was misread, lost or added. */
    private static boolean oneApart(String read, String name) {
        if (Math.abs(read.length() - name.length()) > 1) {
            return false;
        }
        int same = 0;
        while (same < Math.min(read.length(), name.length()) && read.charAt(same) == name.charAt(same)) {
            same++;
        }
        String readRest = read.substring(Math.min(read.length(), same + (read.length() >= name.length() ? 1 : 0)));
        String nameRest = name.substring(Math.min(name.length(), same + (name.length() >= read.length() ? 1 : 0)));
        return readRest.equals(nameRest);
    }
}
