package dev.maestro.lab.tasks.scene;

import dev.maestro.lab.tasks.draw.Canvas;
import dev.maestro.lab.tasks.draw.Dice;
import dev.maestro.lab.tasks.draw.Tint;
import dev.maestro.lab.tasks.family.Answer;
import dev.maestro.lab.tasks.family.Assignment;
import dev.maestro.lab.tasks.family.Draft;
import dev.maestro.lab.tasks.family.Hue;
import dev.maestro.lab.tasks.family.Pool;
import dev.maestro.lab.tasks.family.TaskFamily;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/** Whether a statement about boxes of coloured things is true: things apart, many, against the edges, or in towers. */
public final class StatementFamily implements TaskFamily {

    private static final int MOST_TRIES = 200;

    private static final Pool<String> FRAME = new Pool<>(
            "frame",
            List.of(
                    "True or false: {0}.",
                    "Is it true that {0}?", "Is this statement about the picture true? Statement: {0}."),
            List.of("Does this claim hold for the image? Claim: {0}."),
            List.of("Say whether the sentence is true of the image. Sentence: {0}.", "True or false? {0}."));

    private static final List<Hue> HUES = List.of(Hue.RED, Hue.YELLOW, Hue.GREEN, Hue.BLUE, Hue.PURPLE);

    private static final Pool<Layout> LAYOUTS = new Pool<>(
            "layout",
            List.of(
                    new Layout(3, 150, 170, 22, true, 0xE2E2DC, 0x3C4650),
                    new Layout(2, 190, 150, 16, true, 0xF2EDE2, 0x8A8378),
                    new Layout(3, 260, 110, 14, false, 0xE9EEF2, 0x707C88)),
            List.of(
                    new Layout(4, 130, 150, 18, true, 0xDDE4DC, 0x4A524A),
                    new Layout(2, 240, 160, 24, false, 0xF4F0F4, 0x6A5A70)),
            List.of(
                    new Layout(3, 170, 140, 30, true, 0xD8D8D8, 0xFFFFFF),
                    new Layout(4, 230, 120, 16, false, 0xECE8DA, 0x55503C),
                    new Layout(2, 160, 210, 20, true, 0xE6EAF6, 0x303848)));

    @Override
    public String name() {
        return "statement";
    }

    @Override
    public List<String> conditions() {
        return List.of("scattered", "crowded", "touching", "stacked");
    }

    @Override
    public Draft draw(Assignment assignment) {
        Dice dice = assignment.dice();
        Layout layout = assignment.pick(LAYOUTS);
        List<Hue> hues = dice.some(HUES, 3);
        List<DrawnBox> boxes = new ArrayList<>();
        for (int i = 0; i < layout.boxes; i++) {
            boxes.add(
                    switch (assignment.condition()) {
                        case "stacked" -> DrawnBox.stacked(dice, layout.width, layout.height, hues, dice.between(1, 4));
                        case "crowded" ->
                            DrawnBox.scattered(dice, layout.width, layout.height, hues, dice.between(5, 9), false);
                        default ->
                            DrawnBox.scattered(
                                    dice,
                                    layout.width,
                                    layout.height,
                                    hues,
                                    dice.between(1, 5),
                                    assignment.is("touching"));
                    });
        }
        assignment.note("scene", boxes.toString());
        Claim claim = claim(assignment, boxes);
        assignment.note("claim", claim.text());
        return new Draft(
                assignment.say(FRAME, claim.text()),
                layout.picture(boxes),
                new Answer(Boolean.toString(claim.holds()), "bool", "exact"));
    }

    /** True as often as false. */
    private static Claim claim(Assignment assignment, List<DrawnBox> boxes) {
        Dice dice = assignment.dice();
        boolean wanted = dice.chance(0.5);
        Claim claim = random(assignment, boxes);
        for (int tries = 0; tries < MOST_TRIES && claim.holds() != wanted; tries++) {
            claim = random(assignment, boxes);
        }
        return claim;
    }

    private static Claim random(Assignment assignment, List<DrawnBox> boxes) {
        return switch (assignment.condition()) {
            case "stacked" -> Claim.ofTowers(assignment.dice(), boxes);
            case "touching" -> Claim.ofEdges(assignment.dice(), boxes);
            default -> Claim.ofThings(assignment.dice(), boxes);
        };
    }

    /**
     * How boxes stand, in pixels.
     *
     * @param gap between them
     * @param beside rather than one under the other
     * @param ground of a box, 0xRRGGBB
     * @param between colour of the gap
     */
    record Layout(int boxes, int width, int height, int gap, boolean beside, int ground, int between) {

        Canvas picture(List<DrawnBox> drawn) {
            int length = boxes * (beside ? width : height) + (boxes - 1) * gap;
            Canvas canvas = new Canvas(beside ? length : width, beside ? height : length, new Color(between));
            for (int i = 0; i < boxes; i++) {
                double left = beside ? i * (width + gap) : 0;
                double top = beside ? 0 : i * (height + gap);
                canvas.box(left, top, width, height, new Color(ground));
                for (DrawnBox.Thing thing : drawn.get(i).things()) {
                    canvas.fill(thing.shape(left, top), thing.hue().color());
                    if (thing.kind().equals("square")) {
                        canvas.draw(
                                thing.shape(left, top),
                                1,
                                Tint.between(thing.hue().color(), Color.BLACK, 0.35));
                    }
                }
            }
            return canvas;
        }
    }
}
