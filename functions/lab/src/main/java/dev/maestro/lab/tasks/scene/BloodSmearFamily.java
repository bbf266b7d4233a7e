package dev.maestro.lab.tasks.scene;

import dev.maestro.lab.tasks.draw.Canvas;
import dev.maestro.lab.tasks.draw.Dice;
import dev.maestro.lab.tasks.draw.Tint;
import dev.maestro.lab.tasks.draw.Wear;
import dev.maestro.lab.tasks.family.Answer;
import dev.maestro.lab.tasks.family.Assignment;
import dev.maestro.lab.tasks.family.Draft;
import dev.maestro.lab.tasks.family.Pool;
import dev.maestro.lab.tasks.family.TaskFamily;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/** A stained blood smear under a microscope, its cells to be counted: few, many, pale, or out of focus. */
public final class BloodSmearFamily implements TaskFamily {

    private static final Pool<String> WORDING = new Pool<>(
            "cells",
            List.of(
                    "How many {0} does this blood smear show?",
                    "Count the {0} in the microscope image.", "How many {0} are there in the picture of blood?"),
            List.of("What is the number of {0} in this smear?"),
            List.of("Give the count of {0} under the microscope.", "State how many {0} this stained smear holds."));

    private static final Pool<Layout> LAYOUTS = new Pool<>(
            "layout",
            List.of(
                    new Layout(480, 360, 24, 0xF3EADF, 0xDDA3A6, 0x5B3AA6),
                    new Layout(560, 440, 30, 0xEFE3E4, 0xD68F9A, 0x6A48B8),
                    new Layout(420, 420, 22, 0xF6F0E2, 0xE2B0A4, 0x4E3C9C)),
            List.of(
                    new Layout(520, 400, 26, 0xECE8E4, 0xD99AA8, 0x6040B0),
                    new Layout(600, 400, 28, 0xF8EEDC, 0xE0A898, 0x5848A8)),
            List.of(
                    new Layout(640, 480, 32, 0xF0E6EA, 0xD29AA0, 0x5C44B4),
                    new Layout(400, 320, 20, 0xF5F1E8, 0xE4B4B0, 0x6446AC),
                    new Layout(540, 540, 27, 0xEEE6DA, 0xDA9C94, 0x5038A0)));

    @Override
    public String name() {
        return "blood-smear";
    }

    @Override
    public List<String> conditions() {
        return List.of("sparse", "crowded", "pale", "blurred");
    }

    @Override
    public Draft draw(Assignment assignment) {
        Dice dice = assignment.dice();
        Layout layout = assignment.pick(LAYOUTS);
        boolean crowded = assignment.is("crowded");
        List<Cell> cells = new ArrayList<>();
        layout.add(dice, cells, "white", dice.between(0, 3), 1.55);
        layout.add(dice, cells, "red", crowded ? dice.between(14, 24) : dice.between(4, 12), 1);
        layout.add(dice, cells, "platelet", dice.between(0, 5), 0.3);
        assignment.note("scene", cells.toString());

        Canvas canvas = layout.picture(dice, cells, assignment.is("pale") ? 0.72 : 1);
        canvas = Wear.noisy(assignment.is("blurred") ? Wear.blurred(canvas, 2) : canvas, dice, 8, 0);
        String kind = dice.of(List.of("white", "red", "platelet"));
        assignment.note("asked", kind);
        String words =
                switch (kind) {
                    case "white" -> "white blood cells";
                    case "red" -> "red blood cells";
                    default -> "platelets";
                };
        return new Draft(
                assignment.say(WORDING, words),
                canvas,
                Answer.number(
                        cells.stream().filter(cell -> cell.kind.equals(kind)).count()));
    }

    /**
     * A cell that lies whole inside the picture; lengths in pixels.
     *
     * @param kind white, red or platelet
     */
    record Cell(String kind, double x, double y, double radius) {

        /** Red cells may lie a little over each other. */
        boolean hides(Cell other) {
            double dx = x - other.x;
            double dy = y - other.y;
            double reach = radius + other.radius;
            double least = kind.equals("red") && other.kind.equals("red") ? reach * 0.86 : reach + 6;
            return dx * dx + dy * dy < least * least;
        }
    }

    /**
     * Size of the picture and of a red cell in pixels, and colours as 0xRRGGBB.
     *
     * @param stain of nuclei
     */
    record Layout(int width, int height, int radius, int ground, int red, int stain) {

        void add(Dice dice, List<Cell> cells, String kind, int wanted, double size) {
            int before = cells.size();
            for (int attempt = 0; cells.size() < before + wanted && attempt < 3000; attempt++) {
                double around = radius * size * dice.between(0.88, 1.12);
                Cell cell = new Cell(
                        kind,
                        dice.between(around + 4, width - around - 4),
                        dice.between(around + 4, height - around - 4),
                        around);
                if (cells.stream().noneMatch(cell::hides)) {
                    cells.add(cell);
                }
            }
        }

        Canvas picture(Dice dice, List<Cell> cells, double strength) {
            Color back = new Color(ground);
            Canvas canvas = new Canvas(width, height, back);
            for (Cell cell : cells) {
                Color stained = Tint.between(back, new Color(stain), strength);
                switch (cell.kind) {
                    case "red" -> red(canvas, cell, Tint.between(back, new Color(red), strength), back);
                    case "white" -> white(dice, canvas, cell, stained, back);
                    default -> canvas.fill(Canvas.circle(cell.x, cell.y, cell.radius), stained);
                }
            }
            return canvas;
        }

        private static void red(Canvas canvas, Cell cell, Color color, Color back) {
            canvas.fill(Canvas.circle(cell.x, cell.y, cell.radius), color);
            canvas.draw(Canvas.circle(cell.x, cell.y, cell.radius), 1.2, Tint.between(color, Color.BLACK, 0.12));
            canvas.fill(Canvas.circle(cell.x, cell.y, cell.radius * 0.38), Tint.between(color, back, 0.3));
        }

        private static void white(Dice dice, Canvas canvas, Cell cell, Color stained, Color back) {
            canvas.fill(Canvas.circle(cell.x, cell.y, cell.radius), Tint.between(back, stained, 0.28));
            double turn = dice.between(0, 6.28);
            int lobes = dice.between(1, 3);
            double lobe = cell.radius * (lobes == 1 ? 0.72 : 0.48);
            for (int i = 0; i < lobes; i++) {
                double angle = turn + i * 2.1;
                double out = lobes == 1 ? 0 : cell.radius * 0.38;
                canvas.fill(
                        Canvas.circle(cell.x + out * StrictMath.cos(angle), cell.y + out * StrictMath.sin(angle), lobe),
                        stained);
            }
        }
    }
}
