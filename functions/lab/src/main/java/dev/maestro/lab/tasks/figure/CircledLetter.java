package dev.maestro.lab.tasks.figure;

import dev.maestro.lab.tasks.draw.Anchor;
import dev.maestro.lab.tasks.draw.Dice;
import dev.maestro.lab.tasks.draw.Lettering;
import dev.maestro.lab.tasks.family.Answer;
import dev.maestro.lab.tasks.family.Assignment;
import dev.maestro.lab.tasks.family.Draft;
import dev.maestro.lab.tasks.family.Pool;
import dev.maestro.lab.tasks.figure.DiagramFamily.Sheet;
import java.awt.geom.Ellipse2D;
import java.util.List;

/** A word with a ring around one of its letters. */
final class CircledLetter implements DiagramFamily.Figure {

    private static final Pool<String> WORDING = new Pool<>(
            "circled",
            List.of("Which letter is circled?", "Which letter is being circled?"),
            List.of("What is the letter inside the ring?"),
            List.of("Name the letter that has a ring around it.", "Around which letter was a circle drawn?"));

    private static final Pool<List<String>> WORDS = new Pool<>(
            "words",
            List.of(List.of("Importance", "Subdermatoglyphic", "Harvesting", "Blacksmith", "Duplicates", "Workgroups")),
            List.of(List.of("Background", "Flamethrowing", "Copyrights", "Flowcharting")),
            List.of(List.of("Lumberjacks", "Trapezoid", "Ambidextrously", "Questionably", "Dialogue")));

    @Override
    public Draft draw(Assignment assignment, Sheet sheet) {
        Dice dice = assignment.dice();
        String word = dice.of(assignment.pick(WORDS));
        int place = dice.between(0, word.length() - 1);
        double room = sheet.right() - sheet.margin();
        Lettering text = new Lettering(assignment.typeface(), dice.between(48, 64.0), sheet.ink()).fitting(word, room);
        double left = sheet.margin() + dice.between(0, room - text.width(word));
        double y = dice.between(sheet.canvas().height() * 0.3, sheet.canvas().height() * 0.7);
        sheet.canvas().text(word, text, left, y, Anchor.START);

        String letter = word.substring(place, place + 1);
        double middle = left + text.width(word.substring(0, place)) + text.width(letter) / 2;
        double width = text.width(letter) / 2 + text.size() * dice.between(0.1, 0.2);
        double height = text.size() * dice.between(0.5, 0.66);
        double centre = y - text.size() * 0.25;
        sheet.canvas()
                .draw(
                        new Ellipse2D.Double(middle - width, centre - height, 2 * width, 2 * height),
                        sheet.stroke(),
                        sheet.colors().get(3));
        assignment.note("scene", word + " " + place);
        return new Draft(assignment.say(WORDING), sheet.canvas(), Answer.text(letter));
    }
}
