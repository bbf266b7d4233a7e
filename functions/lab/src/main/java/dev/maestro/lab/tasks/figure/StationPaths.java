package dev.maestro.lab.tasks.figure;

import dev.maestro.lab.tasks.draw.Anchor;
import dev.maestro.lab.tasks.draw.Canvas;
import dev.maestro.lab.tasks.draw.Dice;
import dev.maestro.lab.tasks.draw.Lettering;
import dev.maestro.lab.tasks.family.Answer;
import dev.maestro.lab.tasks.family.Assignment;
import dev.maestro.lab.tasks.family.Draft;
import dev.maestro.lab.tasks.family.Pool;
import dev.maestro.lab.tasks.figure.DiagramFamily.Sheet;
import java.awt.Color;
import java.awt.geom.QuadCurve2D;
import java.util.ArrayList;
import java.util.List;

/** Stations joined by bent paths: how many lead from one directly to another? */
final class StationPaths implements DiagramFamily.Figure {

    private static final double RADIUS = 17;
    private static final double STEP = 0.025;
    private static final List<String> NAMES = List.of("A", "B", "C", "D");

    private static final Pool<String> WORDING = new Pool<>(
            "paths",
            List.of(
                    "How many paths lead directly from {0} to {1}?",
                    "Count the direct paths between {0} and {1}.", "How many lines connect {0} and {1}?"),
            List.of("In how many direct ways can one go from {0} to {1}?"),
            List.of("What is the number of connections that join {0} with {1}?"));

    @Override
    public Draft draw(Assignment assignment, Sheet sheet) {
        Dice dice = assignment.dice();
        List<Point> stations = List.of(
                near(dice, sheet, 0.12, 0.15),
                near(dice, sheet, 0.88, 0.15),
                near(dice, sheet, 0.12, 0.85),
                near(dice, sheet, 0.88, 0.85));
        List<Path> paths = new ArrayList<>();
        int wanted = dice.between(4, 8);
        for (int attempt = 0; attempt < 400 && paths.size() < wanted; attempt++) {
            List<Integer> ends = dice.some(List.of(0, 1, 2, 3), 2);
            Path path = new Path(
                    Math.min(ends.get(0), ends.get(1)),
                    Math.max(ends.get(0), ends.get(1)),
                    new Point(
                            dice.between((double) sheet.margin(), sheet.right()),
                            dice.between((double) sheet.margin(), sheet.bottom())));
            if (path.clear(stations) && paths.stream().allMatch(other -> other.apart(path, stations))) {
                paths.add(path);
            }
        }
        assignment.note("scene", paths.toString());
        for (int i = 0; i < paths.size(); i++) {
            Color color = sheet.colors().get(i % 4);
            sheet.canvas().draw(paths.get(i).curve(stations), sheet.stroke(), color);
        }
        for (int i = 0; i < NAMES.size(); i++) {
            Point at = stations.get(i);
            sheet.canvas().fill(Canvas.circle(at.x(), at.y(), RADIUS), Color.WHITE);
            sheet.canvas().draw(Canvas.circle(at.x(), at.y(), RADIUS), 2, sheet.ink());
            Lettering text = new Lettering(assignment.typeface(), 20, Color.BLACK);
            sheet.canvas().textAt(NAMES.get(i), text, at.x(), at.y(), Anchor.MIDDLE);
        }
        Path one = dice.of(paths);
        List<Integer> asked =
                dice.chance(0.8) ? dice.shuffled(List.of(one.from, one.to)) : dice.some(List.of(0, 1, 2, 3), 2);
        long count = paths.stream()
                .filter(path -> asked.contains(path.from) && asked.contains(path.to))
                .count();
        assignment.note("asked pair", asked.toString());
        return new Draft(
                assignment.say(WORDING, NAMES.get(asked.get(0)), NAMES.get(asked.get(1))),
                sheet.canvas(),
                Answer.number(count));
    }

    private static Point near(Dice dice, Sheet sheet, double x, double y) {
        double width = sheet.right() - sheet.margin();
        double height = sheet.bottom() - sheet.margin();
        return new Point(
                sheet.margin() + width * (x + dice.between(-0.07, 0.07)),
                sheet.margin() + height * (y + dice.between(-0.07, 0.07)));
    }

    /**
     * A bent path.
     *
     * @param from place in the list of stations, below {@code to}
     * @param pull the point that bends it
     */
    record Path(int from, int to, Point pull) {

        QuadCurve2D curve(List<Point> stations) {
            Point start = stations.get(from);
            Point end = stations.get(to);
            return new QuadCurve2D.Double(start.x(), start.y(), pull.x(), pull.y(), end.x(), end.y());
        }

        Point at(double share, List<Point> stations) {
            double rest = 1 - share;
            Point start = stations.get(from);
            Point end = stations.get(to);
            return new Point(
                    rest * rest * start.x() + 2 * rest * share * pull.x() + share * share * end.x(),
                    rest * rest * start.y() + 2 * rest * share * pull.y() + share * share * end.y());
        }

        /** Whether the path keeps away from the stations it does not serve. */
        boolean clear(List<Point> stations) {
            for (int i = 0; i < stations.size(); i++) {
                for (double share = 0; share <= 1; share += 0.02) {
                    if (i != from && i != to && at(share, stations).distance(stations.get(i)) < RADIUS + 14) {
                        return false;
                    }
                }
            }
            return true;
        }

        /** Whether the eye can follow both: they part at stations, and where they meet, they cross at an angle. */
        boolean apart(Path other, List<Point> stations) {
            if (from == other.from && to == other.to && at(0.5, stations).distance(other.at(0.5, stations)) < 30) {
                return false;
            }
            for (double mine = 0; mine < 1; mine += STEP) {
                Point here = at(mine, stations);
                Point way = direction(mine, stations);
                for (double theirs = 0; theirs < 1; theirs += STEP) {
                    Point there = other.at(theirs, stations);
                    boolean hidden = stations.stream().anyMatch(station -> station.distance(here) < RADIUS + 6);
                    if (!hidden && here.distance(there) < 9 && way.across(other.direction(theirs, stations)) < 0.4) {
                        return false;
                    }
                }
            }
            return true;
        }

        private Point direction(double share, List<Point> stations) {
            Point here = at(share, stations);
            return here.towards(at(share + STEP, stations), 1).minus(here);
        }
    }
}
