package dev.maestro.local.experts.reader;

import dev.maestro.local.experts.nativecode.NativeLibraries;
import dev.maestro.local.experts.nativecode.OnnxModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The networks of one PP-OCR generation.
 *
 * @param detector where text is: input [1, 3, H, W], output [1, 1, H, W], 0 to 1
 * @param recogniser what a line says: input [1, 3, 48, W], output [1, W / 8, characters]
 * @param characters meaning of the recogniser's outputs; the first is "nothing"
 */
record PaddleModels(OnnxModel detector, OnnxModel recogniser, List<String> characters) implements AutoCloseable {

    PaddleModels {
        characters = List.copyOf(characters);
    }

    /** @param generation {@code v3} or {@code v4} */
    static PaddleModels of(String generation, NativeLibraries libraries) {
        return new PaddleModels(
                new OnnxModel(libraries, "models/ch_PP-OCR" + generation + "_det_infer.onnx"),
                new OnnxModel(libraries, "models/ch_PP-OCR" + generation + "_rec_infer.onnx"),
                readCharacters());
    }

    private static List<String> readCharacters() {
        List<String> characters = new ArrayList<>();
        characters.add("");
        try (InputStream in = PaddleModels.class.getClassLoader().getResourceAsStream("models/ppocr_keys_v1.txt")) {
            if (in == null) {
                throw new IllegalStateException("this build holds no models/ppocr_keys_v1.txt");
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .forEach(characters::add);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the characters of the text recogniser", e);
        }
        characters.add(" ");
        return characters;
    }

    @Override
    public void close() {
        detector.close();
        recogniser.close();
    }
}
