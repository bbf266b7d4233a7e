package dev.maestro.local.experts.shape;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Colours with a plain name. */
enum ColourName {
    RED,
    ORANGE,
    YELLOW,
    GREEN,
    TEAL,
    BLUE,
    PURPLE,
    PINK,
    BROWN,
    BLACK,
    GRAY,
    WHITE;

    private static final int FAINT = 90;

    /** As in questions. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All words that {@link #of(String)} knows. */
    static List<String> words() {
        return Stream.concat(
                        Arrays.stream(values()).map(ColourName::word), Stream.of("grey", "cyan", "violet", "magenta"))
                .toList();
    }

    /** By its word or another word for it; empty for a word that is no colour. */
    static Optional<ColourName> of(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "grey" -> Optional.of(GRAY);
            case "cyan" -> Optional.of(TEAL);
            case "violet" -> Optional.of(PURPLE);
            case "magenta" -> Optional.of(PINK);
            default ->
                Arrays.stream(values())
                        .filter(colour -> colour.word().equalsIgnoreCase(word))
                        .findFirst();
        };
    }

    /**
     * The nearest name. A colour that hardly differs from its ground is taken for a faint print of a stronger one.
     *
     * @param colour 0xRRGGBB
     * @param ground 0xRRGGBB
     */
    static ColourName of(int colour, int ground) {
        double[] channels = new double[3];
        double strongest = 0;
        for (int i = 0; i < 3; i++) {
            strongest = Math.max(strongest, Math.abs(channel(colour, i) - channel(ground, i)));
        }
        double factor = strongest < FAINT && strongest > 0 ? strengthening(colour, ground) : 1;
        for (int i = 0; i < 3; i++) {
            double value = channel(ground, i) + factor * (channel(colour, i) - channel(ground, i));
            channels[i] = Math.clamp(value, 0.0, 255.0);
        }
        return named(channels[0], channels[1], channels[2]);
    }

    /** How far a colour can be drawn away from its ground until a channel is used up. */
    private static double strengthening(int colour, int ground) {
        double factor = 8;
        for (int i = 0; i < 3; i++) {
            double difference = channel(colour, i) - channel(ground, i);
            if (difference > 2) {
                factor = Math.min(factor, (255 - channel(ground, i)) / difference);
            } else if (difference < -2) {
                factor = Math.min(factor, channel(ground, i) / -difference);
            }
        }
        return Math.max(1, factor);
    }

    private static int channel(int colour, int index) {
        return colour >> (16 - 8 * index) & 0xFF;
    }

    private static ColourName named(double red, double green, double blue) {
        double highest = Math.max(red, Math.max(green, blue));
        double lowest = Math.min(red, Math.min(green, blue));
        double chroma = highest - lowest;
        if (chroma < 36 || chroma < 0.18 * highest) {
            return highest < 70 ? BLACK : lowest > 215 ? WHITE : GRAY;
        }
        double hue;
        if (highest == red) {
            hue = 60 * (green - blue) / chroma;
        } else if (highest == green) {
            hue = 120 + 60 * (blue - red) / chroma;
        } else {
            hue = 240 + 60 * (red - green) / chroma;
        }
        return byHue((hue + 360) % 360, highest, chroma / highest);
    }

    private static ColourName byHue(double hue, double value, double saturation) {
        if (hue < 14 || hue >= 346) {
            return value > 215 && saturation < 0.5 ? PINK : RED;
        }
        if (hue < 43) {
            return value < 175 ? BROWN : ORANGE;
        }
        if (hue < 70) {
            return YELLOW;
        }
        if (hue < 165) {
            return GREEN;
        }
        if (hue < 197) {
            return TEAL;
        }
        if (hue < 255) {
            return BLUE;
        }
        return hue < 300 ? PURPLE : PINK;
    }
}
