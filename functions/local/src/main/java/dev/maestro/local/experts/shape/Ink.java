package dev.maestro.local.experts.shape;

import java.util.Arrays;

/**
 * Which pixels are drawn on.
 *
 * @param width in pixels
 * @param height in pixels
 * @param drawn row by row; do not change
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Ink(int width, int height, boolean[] drawn) {

    /** False outside of the picture. */
    boolean at(int x, int y) {
        return x >= 0 && y >= 0 && x < width && y < height && drawn[y * width + x];
    }

    /** Whether there is ink at most one pixel away. */
    boolean near(double x, double y) {
        int column = (int) Math.round(x);
        int row = (int) Math.round(y);
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                if (at(column + dx, row + dy)) {
                    return true;
                }
            }
        }
        return false;
    }

    int count() {
        int count = 0;
        for (boolean pixel : drawn) {
            count += pixel ? 1 : 0;
        }
        return count;
    }

    /** Ink divided by the length of its middle lines. */
    double strokeWidth() {
        return count() / (double) Math.max(1, thinned().count());
    }

    /** As bytes 0 and 255, for a matrix. */
    byte[] bytes() {
        byte[] bytes = new byte[drawn.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (drawn[i] ? 255 : 0);
        }
        return bytes;
    }

    /** Lines thinned to one pixel (Zhang and Suen 1984). */
    Ink thinned() {
        boolean[] pixels = drawn.clone();
        int[] left = new int[count()];
        int count = 0;
        for (int y = 1; y < height - 1; y++) {
            for (int x = 1; x < width - 1; x++) {
                if (pixels[y * width + x]) {
                    left[count++] = y * width + x;
                }
            }
        }
        int before;
        do {
            before = count;
            count = thin(pixels, left, count, 0);
            count = thin(pixels, left, count, 1);
        } while (count < before);
        return new Ink(width, height, pixels);
    }

    /** Takes one layer off; the pixels that are left come first in {@code left}. */
    private int thin(boolean[] pixels, int[] left, int count, int pass) {
        int[] removed = new int[count];
        int gone = 0;
        int kept = 0;
        for (int k = 0; k < count; k++) {
            if (removable(pixels, left[k], pass)) {
                removed[gone++] = left[k];
            } else {
                left[kept++] = left[k];
            }
        }
        for (int k = 0; k < gone; k++) {
            pixels[removed[k]] = false;
        }
        return kept;
    }

    private boolean removable(boolean[] pixels, int i, int pass) {
        boolean up = pixels[i - width];
        boolean right = pixels[i + 1];
        boolean down = pixels[i + width];
        boolean left = pixels[i - 1];
        boolean[] around = {
            up,
            pixels[i - width + 1],
            right,
            pixels[i + width + 1],
            down,
            pixels[i + width - 1],
            left,
            pixels[i - width - 1]
        };
        int neighbours = 0;
        int changes = 0;
        for (int k = 0; k < 8; k++) {
            neighbours += around[k] ? 1 : 0;
            changes += !around[k] && around[(k + 1) % 8] ? 1 : 0;
        }
        boolean edge = pass == 0
                ? !(up && right && down) && !(right && down && left)
                : !(up && right && left) && !(up && down && left);
        return neighbours >= 2 && neighbours <= 6 && changes == 1 && edge;
    }

    /**
     * Separate stretches of ink on a circle.
     *
     * @return angle of the middle of each, in radians
     */
    double[] stretches(double centreX, double centreY, double radius) {
        int steps = Math.max(32, (int) (radius * 9));
        boolean[] hit = new boolean[steps];
        for (int i = 0; i < steps; i++) {
            double angle = 2 * Math.PI * i / steps;
            int x = (int) Math.round(centreX + radius * Math.cos(angle));
            int y = (int) Math.round(centreY + radius * Math.sin(angle));
            // Two diagonal lines of single pixels can cross between pixels.
            hit[i] = at(x, y) || at(x + 1, y) || at(x, y + 1);
        }
        int start = 0;
        while (start < steps && hit[start]) {
            start++;
        }
        double[] middles = new double[steps];
        int count = 0;
        int run = 0;
        for (int i = 1; i <= steps && start < steps; i++) {
            if (hit[(start + i) % steps]) {
                run++;
            } else if (run > 0) {
                middles[count++] = 2 * Math.PI * (start + i - 1 - (run - 1) / 2.0) / steps;
                run = 0;
            }
        }
        return Arrays.copyOf(middles, count);
    }
}
