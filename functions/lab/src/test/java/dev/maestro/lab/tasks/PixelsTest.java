package dev.maestro.lab.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.lab.tasks.draw.Picture;
import dev.maestro.lab.tasks.family.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PixelsTest {

    /**
     * Digests of pixels, by family, of the first picture of each under seed 2026 for the test. Made by this generator; a change here
     * means that every task ever generated has changed, and that calibration records and trained weights are stale.
     */
    private static final Map<String, String> GOLDEN = Map.ofEntries(
            Map.entry("barcode", "5012ae8a5c588a5d"),
            Map.entry("chart", "a0337751546e759b"),
            Map.entry("counting", "5cdb113297b5f5e7"),
            Map.entry("diagram", "7e6d1a68880f6c3e"),
            Map.entry("geometry", "df9fd1405e054554"),
            Map.entry("high-resolution", "0b373e35741bd6f0"),
            Map.entry("key-information", "bb0c7368b8502b2f"),
            Map.entry("math", "8c414b70d744d9fc"),
            Map.entry("ocr-sign", "f494fa9cd0d8387d"),
            Map.entry("science", "b800c14ed7b7a656"),
            Map.entry("table", "30c5422a3826c49b"));

    /** The same of the families that came later. */
    private static final Map<String, String> LATER = Map.ofEntries(
            Map.entry("blood-smear", "c62b75ab7947cbe7"),
            Map.entry("handwritten-digit", "6746ee0083d2c11c"),
            Map.entry("printed-line", "72a33b3e8029bc22"),
            Map.entry("statement", "b2803bfa44a52597"),
            Map.entry("table-problem", "74189deb839bc362"));

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("golden")
    void areThoseOfTheirFirstRelease(Map<String, String> golden) {
        Map<String, String> digests = new TreeMap<>();

        TaskGenerator.of(List.copyOf(golden.keySet()))
                .tasks(Split.TEST, 2026, 2 * golden.size())
                .filter(task -> !task.images().isEmpty())
                .forEach(task -> digests.putIfAbsent(task.family(), digest(task)));

        assertThat(digests).isEqualTo(new TreeMap<>(golden));
    }

    static List<Map<String, String>> golden() {
        return List.of(GOLDEN, LATER);
    }

    /** The child compiles with another compiler, has half a gigabyte, and says which classes it loads. */
    @Test
    void areTheSameInAnotherJvmWithLittleMemoryAndNoPlatformFont() throws Exception {
        Path classes = folder.resolve("classes.log");
        Path output = folder.resolve("output.txt");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.awt.headless=true",
                        "-Xlog:class+load:file=" + classes,
                        "-cp",
                        System.getProperty("java.class.path"),
                        PixelsTest.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        boolean ended = child.waitFor(120, TimeUnit.SECONDS);
        child.destroyForcibly();

        assertThat(ended).isTrue();
        assertThat(Files.readString(output).strip()).isEqualTo(largePictures());
        assertThat(Files.readString(classes))
                .contains("dev.maestro.lab.tasks.draw.Canvas")
                .doesNotContain("sun.font.SunFontManager")
                .doesNotContain("sun.font.FreetypeFontScaler");
    }

    @Test
    void largePicturesAreLargeAndTheirFilesAreNot() {
        List<Picture> pictures = TaskGenerator.of(List.of("high-resolution"))
                .tasks(Split.TRAIN, 1, 4)
                .flatMap(task -> task.images().stream())
                .toList();

        assertThat(pictures).anyMatch(picture -> picture.width() == 3800 && picture.height() == 2800);
        assertThat(pictures).anyMatch(picture -> picture.width() == 4000 && picture.height() == 1500);
        assertThat(pictures).allMatch(picture -> picture.png().length < 3_000_000);
    }

    /** Prints what {@link #largePictures()} gives, in a JVM of its own. */
    public static void main(String[] arguments) throws IOException {
        System.out.println(largePictures());
    }

    private static String largePictures() {
        return TaskGenerator.of(List.of("high-resolution", "ocr-sign"))
                .tasks(Split.DEV, 7, 8)
                .map(PixelsTest::digest)
                .collect(Collectors.joining(" "));
    }

    private static String digest(GeneratedTask task) {
        return task.images().stream()
                .map(picture -> picture.pixelDigest().substring(0, 16))
                .collect(Collectors.joining("+"));
    }
}
