package dev.maestro.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeEvaluationTest {

    private static final int ITEMS = 10_000;

    @TempDir
    private Path folder;

    /** Pictures alone are 1,900 MB as they are read, results under both policies about 20 MB on disk. */
    @Test
    void tenThousandItemsUnderTwoPoliciesNeed64MegabytesOfHeapFromTheListToTheReport() throws Exception {
        Path set = Files.createDirectories(folder.resolve("set"));
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB), "png", png);
        Files.write(set.resolve("large.png"), Arrays.copyOf(png.toByteArray(), 100_000)); // zeros behind its end
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            lines.add("""
                {"id": "item-%d", "question": "What is in the picture numbered %d, and is it %d", \
                "images": ["large.png"], "answer": "%d", "answer_type": "number", "metric": "exact"}\
                """.formatted(i, i, i % 2, i));
        }
        Files.write(set.resolve("items.jsonl"), lines);
        Path out = folder.resolve("out.txt");

        int exit = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeEvaluation.class.getName(),
                        set.toString(),
                        folder.resolve("results").toString())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start()
                .waitFor();

        assertThat(Files.readString(out, StandardCharsets.UTF_8))
                .contains(ITEMS + " items, 50.0 right, 1907 MB of pictures");
        assertThat(exit).isZero();
        assertThat(folder.resolve("results").resolve(EvaluationPages.HTML)).isNotEmptyFile();
    }
}
