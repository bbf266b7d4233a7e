package dev.maestro.lab.tasks.draw;

import java.awt.Color;

/** What happens to a picture on its way to the reader. Integer arithmetic, so the result is the same everywhere. */
public final class Wear {

    private Wear() {}

    /** Turned about its middle on a larger canvas, clockwise, between the pixels linearly. */
    public static Canvas turned(Canvas source, double degrees, Color ground) {
        double angle = StrictMath.toRadians(degrees);
        double sine = StrictMath.sin(angle);
        double cosine = StrictMath.cos(angle);
        int width = (int) Math.ceil(Math.abs(source.width() * cosine) + Math.abs(source.height() * sine));
        int height = (int) Math.ceil(Math.abs(source.width() * sine) + Math.abs(source.height() * cosine));
        Canvas result = new Canvas(width, height, ground);
        int[] from = source.pixels();
        int[] to = result.pixels();
        for (int y = 0; y < height; y++) {
            double dy = y + 0.5 - height / 2.0;
            for (int x = 0; x < width; x++) {
                double dx = x + 0.5 - width / 2.0;
                double sx = dx * cosine + dy * sine + source.width() / 2.0 - 0.5;
                double sy = -dx * sine + dy * cosine + source.height() / 2.0 - 0.5;
                int left = (int) Math.floor(sx);
                int top = (int) Math.floor(sy);
                if (left >= 0 && top >= 0 && left < source.width() - 1 && top < source.height() - 1) {
                    int at = top * source.width() + left;
                    int fx = (int) ((sx - left) * 256);
                    int fy = (int) ((sy - top) * 256);
                    int upper = mix(from[at], from[at + 1], fx);
                    int lower = mix(from[at + source.width()], from[at + source.width() + 1], fx);
                    to[y * width + x] = mix(upper, lower, fy);
                }
            }
        }
        return result;
    }

    /** Turned by a quarter, clockwise or not. */
    public static Canvas quarterTurned(Canvas source, boolean clockwise) {
        int width = source.height();
        int height = source.width();
        Canvas result = new Canvas(width, height, Color.WHITE);
        int[] from = source.pixels();
        int[] to = result.pixels();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int sx = clockwise ? y : height - 1 - y;
                int sy = clockwise ? width - 1 - x : x;
                to[y * width + x] = from[sy * source.width() + sx];
            }
        }
        return result;
    }

    /**
     * Grain on every pixel and specks on some.
     *
     * @param grain largest change of a channel, 0 to 255
     * @param specks share of pixels that turn black or white
     */
    public static Canvas noisy(Canvas picture, Dice dice, int grain, double specks) {
        int[] pixels = picture.pixels();
        for (int i = 0; i < pixels.length; i++) {
            int change = dice.between(-grain, grain) * 3 / 4 + dice.between(-grain, grain) / 4;
            int rgb = pixels[i];
            pixels[i] = join(clamp(red(rgb) + change), clamp(green(rgb) + change), clamp(blue(rgb) + change));
            if (dice.chance(specks)) {
                pixels[i] = dice.chance(0.5) ? 0 : 0xFFFFFF;
            }
        }
        return picture;
    }

    /**
     * Every colour moved towards another.
     *
     * @param keep share of the difference that is left, 0 to 1
     */
    public static Canvas faded(Canvas picture, Color towards, double keep) {
        int[] pixels = picture.pixels();
        int share = (int) ((1 - keep) * 256);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = mix(pixels[i], towards.getRGB() & 0xFFFFFF, share);
        }
        return picture;
    }

    /**
     * Each pixel the mean of its neighbourhood, twice.
     *
     * @param radius in pixels
     */
    public static Canvas blurred(Canvas picture, int radius) {
        for (int pass = 0; pass < 2; pass++) {
            smear(picture, radius, 1, picture.width(), picture.width(), picture.height());
            smear(picture, radius, picture.width(), 1, picture.height(), picture.width());
        }
        return picture;
    }

    /** A colour between two; share of the second in 256ths. */
    private static int mix(int first, int second, int share) {
        int rest = 256 - share;
        int red = (red(first) * rest + red(second) * share) >> 8;
        int green = (green(first) * rest + green(second) * share) >> 8;
        int blue = (blue(first) * rest + blue(second) * share) >> 8;
        return join(red, green, blue);
    }

    private static int red(int rgb) {
        return (rgb >> 16) & 255;
    }

    private static int green(int rgb) {
        return (rgb >> 8) & 255;
    }

    private static int blue(int rgb) {
        return rgb & 255;
    }

    private static int join(int red, int green, int blue) {
        return (red << 16) | (green << 8) | blue;
    }

    private static int clamp(int value) {
        return Math.clamp(value, 0, 255);
    }

    private static void smear(Canvas picture, int radius, int step, int lineStep, int length, int lines) {
        int[] pixels = picture.pixels();
        int[] line = new int[length];
        int window = 2 * radius + 1;
        for (int j = 0; j < lines; j++) {
            for (int i = 0; i < length; i++) {
                line[i] = pixels[j * lineStep + i * step];
            }
            for (int i = 0; i < length; i++) {
                int red = 0;
                int green = 0;
                int blue = 0;
                for (int k = -radius; k <= radius; k++) {
                    int rgb = line[Math.clamp(i + k, 0, length - 1)];
                    red += red(rgb);
                    green += green(rgb);
                    blue += blue(rgb);
                }
                pixels[j * lineStep + i * step] = join(red / window, green / window, blue / window);
            }
        }
    }
}
