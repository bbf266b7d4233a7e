package dev.maestro.core.invoke.geometry;

import dev.maestro.core.invoke.ExpertException;
import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.SkillContext;
import dev.maestro.core.invoke.SkillInput;
import dev.maestro.core.invoke.SkillProcedure;
import dev.maestro.core.invoke.call.Calls;
import dev.maestro.core.invoke.call.JsonReply;
import dev.maestro.core.invoke.question.Question;
import dev.maestro.core.invoke.reading.Box;
import dev.maestro.core.invoke.reading.Layout;
import dev.maestro.core.invoke.reading.Reader;
import dev.maestro.core.invoke.reading.TextLine;
import dev.maestro.schema.wire.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the labels of a drawn figure as evidence for a skill that computes. A length near the middle of two lettered
 * points becomes {@code AB = 5}, an angle near one {@code angle B = 90}; what fits nowhere stands alone.
 */
public final class Figure implements SkillProcedure {

    private static final Pattern POINT = Pattern.compile("[A-Z]['’]?");
    private static final Pattern ANGLE = Pattern.compile("\\d+(?:\\.\\d+)?\\s?[°º˚]");
    private static final Pattern LENGTH = Pattern.compile("\\d+(?:\\.\\d+)?(?:\\s?(?:mm|cm|m|km|in|ft))?");
    private static final double LEAST_SHARE = 0.05;
    private static final double NEAR_MIDDLE = 0.25;

    private record Side(String name, double x, double y, double length) {}

    @Override
    public String name() {
        return "geometry-figure";
    }

    @Override
    public String run(SkillInput input, SkillContext context) {
        Image image = Calls.image(input, name());
        List<TextLine> lines = Reader.read(context, image, Layout.SPARSE).lines();
        List<TextLine> points = lines.stream()
                .filter(line -> POINT.matcher(line.text()).matches())
                .toList();
        List<Side> sides = sides(points);
        List<String> evidence = new ArrayList<>();
        for (TextLine line : lines) {
            if (points.contains(line)) {
                continue;
            }
            evidence.add(said(line, points, sides));
        }
        String said = String.join("; ", evidence);
        return said.isEmpty() || !Question.of(input.query()).has("area", "surface", "cover", "covers", "space")
                ? said
                : drawn(context, image).map(shape -> shape + "; " + said).orElse(said);
    }

    /** The kind of the largest drawn shape: two sides give another area in a triangle than in a rectangle. */
    private static Optional<String> drawn(SkillContext context, Image image) {
        try {
            return JsonReply.of(
                            context.helper(Calls.detect("count-shapes", Map.of("shape", "any", "color", "any"), image)))
                    .list("objects")
                    .stream()
                    .max(Comparator.comparingDouble(shape -> size(shape.requiredBox("box"))))
                    .filter(shape -> size(shape.requiredBox("box")) > LEAST_SHARE * image.width() * image.height())
                    .map(shape -> shape.text("shape"));
        } catch (ExpertException e) {
            if (e.outcome() instanceof Outcome.Refused) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static double size(Box box) {
        return box.width() * box.height();
    }

    private static String said(TextLine line, List<TextLine> points, List<Side> sides) {
        if (ANGLE.matcher(line.text()).matches()) {
            String degrees = line.text().replaceAll("[\\s°º˚]", "");
            return nearest(points, line.box())
                    .map(point -> "angle " + point.text() + " = " + degrees)
                    .orElse(degrees + " degrees");
        }
        if (LENGTH.matcher(line.text()).matches()) {
            return side(sides, line.box())
                    .map(side -> side.name() + " = " + line.text())
                    .orElse(line.text());
        }
        return line.text();
    }

    private static Optional<TextLine> nearest(List<TextLine> points, Box box) {
        TextLine best = null;
        for (TextLine point : points) {
            if (best == null || distance(point.box(), box) < distance(best.box(), box)) {
                best = point;
            }
        }
        return Optional.ofNullable(best);
    }

    private static Optional<Side> side(List<Side> sides, Box box) {
        Side best = null;
        double least = NEAR_MIDDLE;
        for (Side side : sides) {
            double off = Math.hypot(side.x() - box.centreX(), side.y() - box.centreY()) / side.length();
            if (off < least) {
                best = side;
                least = off;
            }
        }
        return Optional.ofNullable(best);
    }

    private static List<Side> sides(List<TextLine> points) {
        List<Side> sides = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            for (int j = i + 1; j < points.size(); j++) {
                Box a = points.get(i).box();
                Box b = points.get(j).box();
                boolean inOrder = points.get(i).text().compareTo(points.get(j).text()) < 0;
                String name = inOrder
                        ? points.get(i).text() + points.get(j).text()
                        : points.get(j).text() + points.get(i).text();
                double length = Math.max(1, distance(a, b));
                sides.add(new Side(name, (a.centreX() + b.centreX()) / 2, (a.centreY() + b.centreY()) / 2, length));
            }
        }
        return sides;
    }

    private static double distance(Box a, Box b) {
        return Math.hypot(a.centreX() - b.centreX(), a.centreY() - b.centreY());
    }
}
