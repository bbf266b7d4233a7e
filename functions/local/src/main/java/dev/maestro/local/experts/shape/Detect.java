package dev.maestro.local.experts.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.core.episode.Json;
import dev.maestro.local.experts.ExpertCall;
import dev.maestro.local.experts.ExpertEngine;
import dev.maestro.local.experts.picture.Grey;
import dev.maestro.local.experts.picture.NativeMemory;
import dev.maestro.local.experts.picture.Picture;
import dev.maestro.local.experts.picture.Pictures;
import dev.maestro.local.experts.reader.ReadText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.opencv.core.Point;
import org.opencv.core.Rect;

/** Capability {@code detect}: finds and counts shapes, lines and bars, in one of two ways. Thread-safe. */
public final class Detect implements ExpertEngine {

    private static final List<String> OPERATIONS = List.of(
            "count-shapes",
            "crossings",
            "circles-touch",
            "nested-squares",
            "grid",
            "bars",
            "circled",
            "paths",
            "panels",
            "cells",
            "text-regions");
    private static final List<String> SHAPES = List.of(
            "any", "circle", "ellipse", "square", "rectangle", "triangle", "pentagon", "hexagon", "star", "other");
    private static final double TOUCHING = 1.2;
    private static final double OVERLAPPING = 1;

    private final Pictures pictures;
    private final Detector detector;
    private final ReadText letters;

    private Detect(Pictures pictures, Detector detector, ReadText letters) {
        this.pictures = pictures;
        this.detector = detector;
        this.letters = letters;
    }

    /**
     * By outlines of connected pieces.
     *
     * @param letters reads the names of stations
     */
    public static Detect contour(Pictures pictures, ReadText letters) {
        return new Detect(pictures, new ContourDetector(pictures.memory()), letters);
    }

    /**
     * By fitting lines and circles.
     *
     * @param letters reads the names of stations
     */
    public static Detect hough(Pictures pictures, ReadText letters) {
        return new Detect(pictures, new HoughDetector(pictures.memory()), letters);
    }

    @Override
    public JsonNode answer(ExpertCall call) {
        String operation = call.oneOf("operation", "", OPERATIONS);
        String shape = call.oneOf("shape", "any", SHAPES);
        Optional<ColourName> colour = colour(call);
        Set<ColourName> colours = colours(call);
        return pictures.with(call.image(), picture -> {
            if (operation.equals("text-regions")) {
                return boxes("regions", TextRegions.in(picture));
            }
            if (operation.equals("panels")) {
                return boxes("panels", Panels.in(picture.colours(), Grey.ground(picture).val));
            }
            if (operation.equals("cells")) {
                return cells(Cells.in(picture));
            }
            Scene scene = Scene.of(picture);
            call.checkCancelled();
            return switch (operation) {
                case "count-shapes" -> shapes(scene, shape, colour);
                case "crossings" -> crossings(scene, colours);
                case "circles-touch" -> circles(scene);
                case "nested-squares" -> count(detector.squares(scene));
                case "grid" -> {
                    Detector.Cells cells = detector.grid(scene);
                    yield object().put("rows", cells.rows()).put("columns", cells.columns());
                }
                case "bars" -> bars(scene);
                case "circled" -> {
                    ObjectNode answer = object();
                    Optional<Rect> ring = detector.ring(scene);
                    ring.ifPresentOrElse(box -> box(answer.putArray("box"), box, scene), () -> answer.putNull("box"));
                    yield answer;
                }
                default -> paths(picture, scene, call);
            };
        });
    }

    private static Optional<ColourName> colour(ExpertCall call) {
        String word = call.text("color", "any").toLowerCase(Locale.ROOT);
        return word.equals("any") ? Optional.empty() : Optional.of(known(word));
    }

    private static Set<ColourName> colours(ExpertCall call) {
        JsonNode words = call.options().path("colors");
        Set<ColourName> colours = EnumSet.noneOf(ColourName.class);
        if (words.isMissingNode() || words.isNull()) {
            return colours;
        }
        if (!words.isArray()) {
            throw ExpertCall.badOptions("option colors is no list; send [] or a list of colours");
        }
        words.forEach(word -> colours.add(known(word.asText())));
        return colours;
    }

    private static ColourName known(String word) {
        return ColourName.of(word)
                .orElseThrow(() -> ExpertCall.badOptions("\"" + word + "\" is no colour that is known; known are "
                        + String.join(", ", ColourName.words())));
    }

    private JsonNode shapes(Scene scene, String shape, Optional<ColourName> colour) {
        List<Detector.Found> found = detector.shapes(scene).stream()
                .filter(thing -> shape.equals("any") || thing.shape().equals(shape))
                .filter(thing -> colour.isEmpty() || thing.colour() == colour.get())
                .toList();
        ObjectNode answer = object().put("count", found.size());
        ArrayNode objects = answer.putArray("objects");
        for (Detector.Found thing : found) {
            ObjectNode node = objects.addObject();
            node.put("shape", thing.shape()).put("color", thing.colour().word());
            box(node.putArray("box"), thing.box(), scene);
        }
        return answer;
    }

    private JsonNode crossings(Scene scene, Set<ColourName> colours) {
        List<Point> points = detector.crossings(scene, colours);
        ObjectNode answer = object().put("count", points.size());
        ArrayNode array = answer.putArray("points");
        for (Point point : points) {
            array.addArray().add(Math.round(point.x / scene.scale())).add(Math.round(point.y / scene.scale()));
        }
        return answer;
    }

    private JsonNode circles(Scene scene) {
        Optional<Detector.Pair> pair = detector.circles(scene);
        if (pair.isEmpty()) {
            return object().put("relation", "").put("gap", 0);
        }
        double gap = pair.get().gap();
        double stroke = pair.get().stroke();
        String relation = gap > TOUCHING ? "separate" : gap < -stroke - OVERLAPPING ? "overlapping" : "touching";
        return object().put("relation", relation).put("gap", Math.round(gap / scene.scale() * 10) / 10.0);
    }

    private JsonNode bars(Scene scene) {
        ObjectNode answer = object();
        ArrayNode array = answer.putArray("bars");
        List<Detector.Found> bars = detector.bars(scene);
        for (Detector.Found bar : bars) {
            ObjectNode node = array.addObject();
            node.put("color", bar.colour().word());
            box(node.putArray("box"), bar.box(), scene);
        }
        Optional<Point> origin =
                Axis.of(scene, bars.stream().map(Detector.Found::box).toList());
        if (origin.isPresent()) {
            answer.putObject("axis")
                    .put("x", Math.round(origin.get().x / scene.scale()))
                    .put("y", Math.round(origin.get().y / scene.scale()));
        } else {
            answer.putNull("axis");
        }
        return answer;
    }

    private JsonNode paths(Picture picture, Scene scene, ExpertCall call) {
        try (NativeMemory.Scope scope = picture.scope().inner()) {
            List<Detector.Station> stations = Stations.in(picture, scene, letters::letter, scope);
            int from = named(stations, call.text("from", ""));
            int to = named(stations, call.text("to", ""));
            if (from >= 0 && to >= 0) {
                return count(from == to ? 0 : detector.paths(scene, stations, from, to));
            }
            List<Integer> counts = new ArrayList<>();
            for (int i = 0; i < stations.size() && call.text("from", "").isEmpty(); i++) {
                for (int j = i + 1; j < stations.size(); j++) {
                    counts.add(detector.paths(scene, stations, i, j));
                }
            }
            return count(counts.stream().mapToInt(Integer::intValue).sum());
        }
    }

    private static int named(List<Detector.Station> stations, String letter) {
        for (int i = 0; i < stations.size(); i++) {
            if (!letter.isEmpty() && stations.get(i).letter().equalsIgnoreCase(letter)) {
                return i;
            }
        }
        return -1;
    }

    private static JsonNode boxes(String name, List<Rect> boxes) {
        ObjectNode answer = object();
        ArrayNode array = answer.putArray(name);
        for (Rect box : boxes) {
            array.addObject()
                    .putArray("box")
                    .add(box.x)
                    .add(box.y)
                    .add(box.width)
                    .add(box.height);
        }
        return answer;
    }

    private static JsonNode cells(List<Cells.Cell> cells) {
        ObjectNode answer = object();
        ArrayNode array = answer.putArray("cells");
        for (Cells.Cell cell : cells) {
            Rect box = cell.box();
            array.addObject()
                    .put("kind", cell.kind())
                    .putArray("box")
                    .add(box.x)
                    .add(box.y)
                    .add(box.width)
                    .add(box.height);
        }
        return answer;
    }

    private static ObjectNode count(int count) {
        return object().put("count", count);
    }

    private static ObjectNode object() {
        return Json.mapper().createObjectNode();
    }

    private static void box(ArrayNode array, Rect box, Scene scene) {
        array.add(Math.round(Math.max(0, box.x) / scene.scale()))
                .add(Math.round(Math.max(0, box.y) / scene.scale()))
                .add(Math.round(box.width / scene.scale()))
                .add(Math.round(box.height / scene.scale()));
    }
}
