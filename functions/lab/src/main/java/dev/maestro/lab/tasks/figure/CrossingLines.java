package dev.maestro.lab.tasks.figure;

import dev.maestro.lab.tasks.draw.Dice;
import dev.maestro.lab.tasks.family.Answer;
import dev.maestro.lab.tasks.family.Assignment;
import dev.maestro.lab.tasks.family.Draft;
import dev.maestro.lab.tasks.family.Pool;
import dev.maestro.lab.tasks.figure.DiagramFamily.Sheet;
import java.util.ArrayList;
import java.util.List;

/**
 * Bent lines from left to right: how often do they cross? Crossings lie well apart, away from bends, and no bend comes
 * near another line, so that the number is beyond doubt.
 */
final class CrossingLines implements DiagramFamily.Figure {

    private static final double APART = 18;

    private static final Pool<String> WORDING = new Pool<>(
            "crossings",
            List.of(
                    "How many times do the lines cross?",
                    "At how many points do the lines intersect?",
                    "Count the crossings of the lines."),
            List.of("How often do the lines cross each other?"),
            List.of("Give the number of points where two lines meet.", "State how many intersections there are."));

    @Override
    public Draft draw(Assignment assignment, Sheet sheet) {
        Dice dice = assignment.dice();
        List<List<Point>> lines = lines(dice, sheet, dice.between(0, 8));
        assignment.note("scene", lines.toString());
        for (int i = 0; i < lines.size(); i++) {
            List<Point> line = lines.get(i);
            for (int j = 1; j < line.size(); j++) {
                Point from = line.get(j - 1);
                Point to = line.get(j);
                sheet.canvas()
                        .line(
                                from.x(),
                                from.y(),
                                to.x(),
                                to.y(),
                                sheet.stroke(),
                                sheet.colors().get(i == 0 ? 3 : i - 1));
            }
        }
        return new Draft(
                assignment.say(WORDING),
                sheet.canvas(),
                Answer.number(crossings(lines).size()));
    }

    /** Clear lines that cross as often as wanted, or nearly so. */
    private static List<List<Point>> lines(Dice dice, Sheet sheet, int wanted) {
        List<List<Point>> best = List.of();
        int miss = Integer.MAX_VALUE;
        for (int attempt = 0; miss > 0 && (attempt < 1500 || best.isEmpty()); attempt++) {
            List<List<Point>> lines = throwLines(dice, sheet);
            int off = Math.abs(crossings(lines).size() - wanted);
            if (off < miss && clear(lines)) {
                best = lines;
                miss = off;
            }
        }
        return best;
    }

    private static List<List<Point>> throwLines(Dice dice, Sheet sheet) {
        List<List<Point>> lines = new ArrayList<>();
        int count = dice.between(2, 4);
        int bends = dice.between(1, count == 2 ? 6 : 3);
        double step = (sheet.right() - sheet.margin()) / (bends + 1.0);
        for (int i = 0; i < count; i++) {
            List<Point> line = new ArrayList<>();
            for (int j = 0; j <= bends + 1; j++) {
                double shift = j == 0 || j == bends + 1 ? 0 : dice.between(-step * 0.3, step * 0.3);
                line.add(new Point(
                        sheet.margin() + j * step + shift, dice.between((double) sheet.margin(), sheet.bottom())));
            }
            lines.add(List.copyOf(line));
        }
        return List.copyOf(lines);
    }

    /** Every point where two different lines cross. */
    static List<Point> crossings(List<List<Point>> lines) {
        List<Point> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            for (int k = i + 1; k < lines.size(); k++) {
                for (int j = 1; j < lines.get(i).size(); j++) {
                    for (int m = 1; m < lines.get(k).size(); m++) {
                        List<Point> one = lines.get(i).subList(j - 1, j + 1);
                        found.addAll(Point.crossing(one, lines.get(k).subList(m - 1, m + 1)));
                    }
                }
            }
        }
        return List.copyOf(found);
    }

    private static boolean clear(List<List<Point>> lines) {
        List<Point> found = crossings(lines);
        for (int i = 0; i < found.size(); i++) {
            for (int k = i + 1; k < found.size(); k++) {
                if (found.get(i).distance(found.get(k)) < APART) {
                    return false;
                }
            }
        }
        for (List<Point> line : lines) {
            for (List<Point> other : lines) {
                for (int m = 1; m < other.size() && line != other; m++) {
                    List<Point> piece = other.subList(m - 1, m + 1);
                    if (line.stream().anyMatch(bend -> bend.distance(piece.getFirst(), piece.getLast()) < APART / 2)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }
}
