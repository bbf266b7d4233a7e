package dev.maestro.core.invoke.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A phrase such as {@code at least 2 small black circles touching the base}.
 *
 * @param amount how many there are to be
 * @param size small, medium, big or empty
 * @param colors any of these; none for all
 * @param shape circle, square, triangle, or empty for all
 * @param place what follows, up to the next phrase
 * @param start in the text
 */
record ThingPhrase(Amount amount, String size, List<String> colors, String shape, String place, int start) {

    static final String COLOR = "(?:red|green|blue|yellow|orange|purple|black|white|gray|brown|pink|cyan)";
    private static final Pattern PHRASE =
            Pattern.compile("(?:(" + Amount.MODE + ") )?(?:(\\d+|an?|no|any|the|single|all) )?"
                    + "(?:(?:different|other|same|whole|single) )?(?:(small|medium|big|large) )?"
                    + "((?:" + COLOR + "(?: ?, ?(?:and )?| and | or | )?)+)?"
                    + "(circle|square|triangle|item|block|shape|one)s?\\b");
    private static final Pattern LONE = Pattern.compile("(?:(" + Amount.MODE + ") )?(\\d+)(?: of them)? (?:is|are) ("
            + COLOR + ")()|(?:(" + Amount.MODE + ") )?(\\d+) (" + COLOR + ")(?= and \\d| and at|,|\\.|$)()");
    private static final double SMALL = 12;
    private static final double MEDIUM = 22;

    /** All in a text, in order. */
    static List<ThingPhrase> in(String text) {
        List<ThingPhrase> phrases = new ArrayList<>();
        Matcher matcher = PHRASE.matcher(text);
        List<int[]> spans = new ArrayList<>();
        List<ThingPhrase> bare = new ArrayList<>();
        while (matcher.find()) {
            List<String> colors = colors(matcher.group(4));
            String noun = matcher.group(5);
            if (noun.equals("one") && colors.isEmpty()) {
                continue;
            }
            spans.add(new int[] {matcher.start(), matcher.end()});
            bare.add(new ThingPhrase(
                    Amount.of(matcher.group(1), matcher.group(2)),
                    matcher.group(3) == null ? "" : matcher.group(3),
                    colors,
                    Set.of("circle", "square", "triangle").contains(noun) ? noun : "",
                    "",
                    matcher.start()));
        }
        Matcher lone = LONE.matcher(text);
        while (lone.find()) {
            boolean first = lone.group(3) != null;
            int start = lone.start();
            if (spans.stream().noneMatch(span -> start >= span[0] && start < span[1])) {
                spans.add(new int[] {lone.start(), lone.end()});
                bare.add(new ThingPhrase(
                        Amount.of(lone.group(first ? 1 : 5), lone.group(first ? 2 : 6)),
                        "",
                        List.of(lone.group(first ? 3 : 7)),
                        "",
                        "",
                        start));
            }
        }
        for (int i = 0; i < bare.size(); i++) {
            int from = spans.get(i)[1];
            int to = spans.stream()
                    .mapToInt(span -> span[0])
                    .filter(start -> start >= from)
                    .min()
                    .orElse(text.length());
            ThingPhrase phrase = bare.get(i);
            phrases.add(new ThingPhrase(
                    phrase.amount, phrase.size, phrase.colors, phrase.shape, text.substring(from, to), phrase.start));
        }
        phrases.sort((a, b) -> Integer.compare(a.start, b.start));
        return phrases;
    }

    private static List<String> colors(String words) {
        List<String> colors = new ArrayList<>();
        if (words != null) {
            Matcher matcher = Pattern.compile(COLOR).matcher(words);
            while (matcher.find()) {
                colors.add(matcher.group());
            }
        }
        return colors;
    }

    boolean names(Thing thing) {
        return (colors.isEmpty() || colors.contains(thing.color()))
                && (shape.isEmpty() || shape.equals(thing.shape()))
                && sized(thing);
    }

    private boolean sized(Thing thing) {
        return switch (size) {
            case "small" -> thing.size() <= SMALL;
            case "medium" -> thing.size() > SMALL && thing.size() <= MEDIUM;
            case "big", "large" -> thing.size() > MEDIUM;
            default -> true;
        };
    }

    /** What the place says of a thing in its part. */
    Predicate<Thing> placed(Panel panel, boolean tower) {
        boolean not = place.matches(".*\\b(?:not|n't|without)\\b.*touch.*");
        if (place.contains("touch") || place.contains("attached to the")) {
            Panel.Side side = side();
            return thing -> panel.touches(thing, side) != not;
        }
        if (place.matches(".*\\b(?:top)\\b.*")) {
            return thing -> thing.equals(panel.things().getFirst());
        }
        if (place.matches(".*\\b(?:base|bottom)\\b.*")) {
            return thing -> tower ? thing.equals(panel.things().getLast()) : panel.touches(thing, Panel.Side.BOTTOM);
        }
        return thing -> true;
    }

    private Panel.Side side() {
        for (String word : List.of("corner", "bottom", "base", "top", "left", "right")) {
            if (place.matches(".*\\b" + word + "\\b.*")) {
                return switch (word) {
                    case "corner" -> Panel.Side.CORNER;
                    case "bottom", "base" -> Panel.Side.BOTTOM;
                    case "top" -> Panel.Side.TOP;
                    case "left" -> Panel.Side.LEFT;
                    default -> Panel.Side.RIGHT;
                };
            }
        }
        return Panel.Side.ANY;
    }
}
