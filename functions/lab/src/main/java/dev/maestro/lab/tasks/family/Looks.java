package dev.maestro.lab.tasks.family;

import java.awt.Color;
import java.util.List;

/** Fonts and colour schemes that all families share. */
public final class Looks {

    /** Font families; no family stands in two splits. */
    public static final Pool<String> FONTS = new Pool<>(
            "font",
            List.of("DejaVu Sans", "Liberation Serif", "Roboto", "DejaVu Sans Mono"),
            List.of("Inter", "Liberation Mono"),
            List.of("Liberation Sans", "DejaVu Serif", "JetBrains Mono"));

    /** Colour schemes. */
    public static final Pool<Look> LOOKS = new Pool<>(
            "look",
            List.of(
                    look(0xFFFFFF, 0x111111, 0xC8C8C8, 0x4C72B0, 0xDD8452, 0x55A868, 0xC44E52),
                    look(0xFFF8E7, 0x3A2A1A, 0xD8C8A8, 0x8C6D46, 0x2E7D7A, 0xC0803C, 0x70518A),
                    look(0xEEF3FA, 0x14243C, 0xC2CEDF, 0x2F5D9B, 0xE08E2B, 0x3B9C74, 0xB8486A),
                    look(0xF4F4F4, 0x202020, 0xCCCCCC, 0x777777, 0xB23A3A, 0x3A64B2, 0x5C8F3A)),
            List.of(
                    look(0xF0FAF0, 0x10301A, 0xBFD9C4, 0x2F8F5B, 0xC9682C, 0x4A6FC3, 0x9A4FA0),
                    look(0xFFFFFF, 0x333355, 0xDADAEE, 0x6A5ACD, 0xE0A030, 0x20A0A0, 0xD05070)),
            List.of(
                    look(0x22262E, 0xF2F2F2, 0x4A505C, 0x6FA8FF, 0xFFB454, 0x7DD88F, 0xFF7A90),
                    look(0xFDF0F2, 0x40141E, 0xE4C8CE, 0xB0446A, 0x3F7FA8, 0xD89A2E, 0x5B8C45),
                    look(0xE9E6DF, 0x1E1E1E, 0xC6C1B4, 0x35536B, 0xA8552E, 0x6B7F3A, 0x7A4A78)));

    private Looks() {}

    private static Look look(int ground, int ink, int rule, int... fills) {
        return new Look(
                new Color(ground),
                new Color(ink),
                new Color(rule),
                List.of(new Color(fills[0]), new Color(fills[1]), new Color(fills[2]), new Color(fills[3])));
    }

    /**
     * A colour scheme.
     *
     * @param rule of thin lines between things
     * @param fills four that differ from each other and from the ground
     */
    public record Look(Color ground, Color ink, Color rule, List<Color> fills) {}
}
