package dev.maestro.lab.tasks.figure;

import dev.maestro.lab.tasks.draw.Dice;
import dev.maestro.lab.tasks.family.Answer;
import dev.maestro.lab.tasks.family.Assignment;
import dev.maestro.lab.tasks.family.Draft;
import dev.maestro.lab.tasks.family.Pool;
import dev.maestro.lab.tasks.figure.DiagramFamily.Sheet;
import java.util.List;

/** Squares inside squares, not about one middle, at times only a few pixels apart; some beside the others. */
final class NestedSquares implements DiagramFamily.Figure {

    private static final Pool<String> WORDING = new Pool<>(
            "squares",
            List.of("How many squares are there?", "Count the squares.", "What is the number of squares?"),
            List.of("How many squares were drawn?"),
            List.of("State how many squares you see in all.", "Give the number of drawn squares."));

    @Override
    public Draft draw(Assignment assignment, Sheet sheet) {
        Dice dice = assignment.dice();
        int count = 0;
        int nests = dice.between(1, 2);
        double room = (sheet.right() - sheet.margin()) / (double) nests;
        StringBuilder scene = new StringBuilder();
        for (int nest = 0; nest < nests; nest++) {
            double side = Math.min(room - 10, sheet.bottom() - sheet.margin()) * dice.between(0.75, 1);
            double x = sheet.margin() + nest * room + dice.between(0, room - 10 - side);
            double y = sheet.margin() + dice.between(0, sheet.bottom() - sheet.margin() - side);
            double smallest = 18;
            int depth = dice.between(2, 6);
            for (int level = 0; level < depth && side > smallest; level++) {
                sheet.canvas()
                        .frame(x, y, side, side, sheet.stroke(), sheet.colors().get(level % 4));
                scene.append(side).append(' ');
                count++;
                double edge = sheet.stroke() + 4;
                double shrink = Math.min(dice.between(2 * edge, 2 * edge + side * 0.3), side * 0.7);
                double freedom = Math.max(0, shrink - 2 * edge);
                x += edge + dice.between(0, freedom);
                y += edge + dice.between(0, freedom);
                side -= shrink;
            }
        }
        assignment.note("scene", scene.toString().strip());
        return new Draft(assignment.say(WORDING), sheet.canvas(), Answer.number(count));
    }
}
