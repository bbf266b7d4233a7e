package dev.maestro.core.invoke.method;

import dev.maestro.core.observe.PromptText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Chooses a route by the words of a query. Words match whole, whatever their case; one that ends in {@code *} matches
 * every word that begins so. A pure function of query and number of images.
 *
 * <p>The resource holds one section a route, in the order that breaks ties; the first is the default of a query that
 * says nothing when its section says {@code default}. A line {@code each: a, b} gives one point for every word found, a
 * line {@code +2: a, b} two points when any is found, a line {@code +2 images: 2} two points from two images on.
 */
final class RouteTable {

    private record Rule(int points, boolean each, int images, List<Pattern> words) {

        int score(String query, int imageCount) {
            if (images > 0) {
                return imageCount >= images ? points : 0;
            }
            int found = (int)
                    words.stream().filter(word -> word.matcher(query).find()).count();
            return each ? found * points : found > 0 ? points : 0;
        }
    }

    /**
     * What was chosen.
     *
     * @param route its name
     * @param scores points of every route, in the order that breaks ties
     */
    record Choice(String route, Map<String, Integer> scores) {}

    private final Map<String, List<Rule>> routes = new LinkedHashMap<>();
    private final String fallback;

    /** Reads the routes of a family from the resource {@code routes-FAMILY}. */
    RouteTable(String family, List<String> order) {
        PromptText text = PromptText.load("routes-" + family);
        String found = "";
        for (String route : order) {
            List<Rule> rules = new ArrayList<>();
            for (String line : text.section(route, Map.of()).split("\n", -1)) {
                if (line.strip().equals("default")) {
                    found = route;
                } else if (!line.isBlank()) {
                    rules.add(rule(line));
                }
            }
            routes.put(route, rules);
        }
        if (found.isEmpty()) {
            throw new IllegalStateException("no route of " + family + " is the default");
        }
        this.fallback = found;
    }

    private static Rule rule(String line) {
        String[] parts = line.split(":", 2);
        String head = parts[0].strip();
        if (head.endsWith(" images")) {
            int points = Integer.parseInt(head.substring(1, head.length() - " images".length()));
            return new Rule(points, false, Integer.parseInt(parts[1].strip()), List.of());
        }
        List<Pattern> words = new ArrayList<>();
        for (String word : parts[1].split(",", -1)) {
            words.add(pattern(word.strip()));
        }
        return head.equals("each")
                ? new Rule(1, true, 0, words)
                : new Rule(Integer.parseInt(head.substring(1)), false, 0, words);
    }

    private static Pattern pattern(String word) {
        boolean open = word.endsWith("*");
        String literal = open ? word.substring(0, word.length() - 1) : word;
        String spaced = Pattern.quote(literal).replace(" ", "\\E\\s+\\Q");
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])" + spaced + (open ? "" : "(?![\\p{L}\\p{N}])"),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** The route with the most points, the first of equals; the default when none has any. */
    Choice choose(String query, int images) {
        Map<String, Integer> scores = new LinkedHashMap<>();
        String best = fallback;
        int most = 0;
        for (Map.Entry<String, List<Rule>> route : routes.entrySet()) {
            int score = route.getValue().stream()
                    .mapToInt(rule -> rule.score(query, images))
                    .sum();
            scores.put(route.getKey(), score);
            if (score > most) {
                most = score;
                best = route.getKey();
            }
        }
        return new Choice(best, scores);
    }
}
