package dev.maestro.lab.tasks.figure;

import dev.maestro.lab.tasks.draw.Canvas;
import dev.maestro.lab.tasks.draw.Dice;
import dev.maestro.lab.tasks.family.Answer;
import dev.maestro.lab.tasks.family.Assignment;
import dev.maestro.lab.tasks.family.Draft;
import dev.maestro.lab.tasks.family.Pool;
import dev.maestro.lab.tasks.figure.DiagramFamily.Sheet;
import java.util.List;

/** Two circles that overlap, touch, or miss each other by a few pixels. */
final class TwoCircles implements DiagramFamily.Figure {

    private static final Pool<String> TOUCH = new Pool<>(
            "touching",
            List.of("Do the two circles touch or overlap?", "Are the two circles touching or overlapping?"),
            List.of("Do the circles meet anywhere?"),
            List.of("Is there any point that both circles share?", "Do the two rings come into contact?"));

    private static final Pool<String> GAP = new Pool<>(
            "gap",
            List.of("Is there a gap between the two circles?", "Are the two circles apart from each other?"),
            List.of("Do the circles stand clear of each other?"),
            List.of("Is some empty space left between the two circles?"));

    @Override
    public Draft draw(Assignment assignment, Sheet sheet) {
        Dice dice = assignment.dice();
        double stroke = sheet.stroke();
        // The gap is between the outer edges of the two outlines; minus the stroke, the outlines lie on each other.
        double gap =
                switch (dice.between(0, 5)) {
                    case 0 -> -dice.between(stroke + 3, 30);
                    case 1 -> -stroke;
                    case 2 -> -dice.between(stroke, stroke + 3);
                    case 3, 4 -> dice.between(3, 6.0);
                    default -> dice.between(7, 40.0);
                };
        double room = Math.min(sheet.right() - sheet.margin(), sheet.bottom() - sheet.margin());
        double first = dice.between(room * 0.12, room * 0.23);
        double second = dice.between(room * 0.12, room * 0.23);
        Point way = new Point(first + second + stroke + gap, 0).turned(dice.between(0, 360.0));
        Point middle = new Point(
                sheet.canvas().width() / 2.0 + dice.between(-8, 8.0),
                sheet.canvas().height() / 2.0 + dice.between(-8, 8.0));
        sheet.canvas()
                .draw(
                        Canvas.circle(middle.x() - way.x() / 2, middle.y() - way.y() / 2, first),
                        stroke,
                        sheet.colors().get(0));
        sheet.canvas()
                .draw(
                        Canvas.circle(middle.x() + way.x() / 2, middle.y() + way.y() / 2, second),
                        stroke,
                        sheet.colors().get(2));
        assignment.note("scene", "gap " + gap);
        boolean asksForGap = dice.chance(0.4);
        return new Draft(
                assignment.say(asksForGap ? GAP : TOUCH), sheet.canvas(), Answer.yesOrNo(gap > 0 == asksForGap));
    }
}
