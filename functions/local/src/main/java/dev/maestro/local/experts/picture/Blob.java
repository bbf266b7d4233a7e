package dev.maestro.local.experts.picture;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.opencv.core.Mat;

/** Turns pictures into network inputs. */
public final class Blob {

    private Blob() {}

    /**
     * Planes of (value / 255 - mean) / deviation, in the order of the matrix's channels.
     *
     * @param picture 8-bit, 3 channels, continuous
     * @param width of the result; columns behind the picture are 0
     * @param arena frees the result
     * @return direct, shape [3, picture rows, width]
     */
    public static FloatBuffer of(Mat picture, int width, float[] mean, float[] deviation, Arena arena) {
        int rows = picture.rows();
        int columns = picture.cols();
        byte[] row = new byte[columns * 3];
        FloatBuffer blob = arena.allocate(ValueLayout.JAVA_FLOAT, 3L * rows * width)
                .asByteBuffer()
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        float[][] table = new float[3][256];
        for (int channel = 0; channel < 3; channel++) {
            for (int value = 0; value < 256; value++) {
                table[channel][value] = (value / 255f - mean[channel]) / deviation[channel];
            }
        }
        float[] line = new float[width];
        for (int y = 0; y < rows; y++) {
            picture.get(y, 0, row);
            for (int channel = 0; channel < 3; channel++) {
                for (int x = 0; x < columns; x++) {
                    line[x] = table[channel][row[x * 3 + channel] & 0xFF];
                }
                blob.put((channel * rows + y) * width, line, 0, width);
            }
        }
        return blob;
    }
}
