package dev.maestro.core.invoke.count;

import dev.maestro.core.invoke.question.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shapes that a question speaks of, such as {@code red circles}.
 *
 * @param shape singular, or {@code any}
 * @param color or {@code any}
 */
record ShapeQuery(String shape, String color) {

    static final String ANY = "any";

    private static final Map<String, String> SHAPES = shapes();
    private static final Map<String, String> COLORS = colors();

    /** Name for evidence: {@code red circles}, {@code shapes}. */
    String label() {
        String noun = shape.equals(ANY) ? "shapes" : shape + "s";
        return color.equals(ANY) ? noun : color + " " + noun;
    }

    /**
     * All that a question names, at least one. A colour goes with the next shape; {@code red and blue circles} are two,
     * {@code red circles and squares} are two of one colour.
     */
    static List<ShapeQuery> of(Question question) {
        List<ShapeQuery> queries = new ArrayList<>();
        List<String> waiting = new ArrayList<>();
        List<String> last = List.of();
        for (String word : question.words()) {
            if (COLORS.containsKey(word)) {
                waiting.add(COLORS.get(word));
                continue;
            }
            Optional<String> shape = shape(word);
            if (shape.isEmpty()) {
                continue;
            }
            if (shape.get().equals(ANY) && waiting.isEmpty() && !queries.isEmpty()) {
                continue;
            }
            List<String> used = waiting.isEmpty() && !shape.get().equals(ANY) ? last : List.copyOf(waiting);
            if (used.isEmpty()) {
                add(queries, new ShapeQuery(shape.get(), ANY));
            }
            used.forEach(color -> add(queries, new ShapeQuery(shape.get(), color)));
            last = used;
            waiting.clear();
        }
        waiting.forEach(color -> add(queries, new ShapeQuery(ANY, color)));
        if (queries.size() > 1) {
            queries.removeIf(query -> query.equals(new ShapeQuery(ANY, ANY)));
        }
        return queries.isEmpty() ? List.of(new ShapeQuery(ANY, ANY)) : queries;
    }

    private static void add(List<ShapeQuery> queries, ShapeQuery query) {
        if (!queries.contains(query)) {
            queries.add(query);
        }
    }

    private static Optional<String> shape(String word) {
        String singular = word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
        if (SHAPES.containsKey(word)) {
            return Optional.of(SHAPES.get(word));
        }
        return Optional.ofNullable(SHAPES.get(singular));
    }

    private static Map<String, String> shapes() {
        Map<String, String> shapes = new LinkedHashMap<>();
        for (String shape : List.of(
                "circle",
                "square",
                "triangle",
                "rectangle",
                "pentagon",
                "hexagon",
                "star",
                "diamond",
                "ellipse",
                "cross",
                "ring",
                "octagon",
                "heart")) {
            shapes.put(shape, shape);
        }
        shapes.put("disc", "circle");
        shapes.put("disk", "circle");
        shapes.put("dot", "circle");
        shapes.put("ball", "circle");
        shapes.put("oval", "ellipse");
        shapes.put("rhombus", "diamond");
        shapes.put("crosse", "cross");
        shapes.put("hexagone", "hexagon");
        for (String any : List.of("shape", "object", "figure", "item", "thing", "symbol")) {
            shapes.put(any, ANY);
        }
        return shapes;
    }

    private static Map<String, String> colors() {
        Map<String, String> colors = new LinkedHashMap<>();
        for (String color : List.of(
                "red", "green", "blue", "yellow", "orange", "purple", "black", "white", "grey", "brown", "pink",
                "cyan")) {
            colors.put(color, color);
        }
        colors.put("gray", "grey");
        colors.put("violet", "purple");
        colors.put("magenta", "pink");
        colors.put("teal", "cyan");
        colors.put("turquoise", "cyan");
        return colors;
    }
}
