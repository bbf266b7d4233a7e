package dev.maestro.local.experts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.local.experts.picture.NativeMemory;
import java.awt.Color;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NativeMemoryTest {

    private static final Map<String, String> REQUESTS = Map.ofEntries(
            Map.entry("ppocr-v4", "{\"capability\":\"read-text\"}"),
            Map.entry("ppocr-v3", "{\"capability\":\"read-text\"}"),
            Map.entry("tesseract", "{\"capability\":\"read-text\"}"),
            Map.entry("digit-neighbours", "{\"capability\":\"classify-digit\"}"),
            Map.entry("zxing", "{\"capability\":\"read-code\"}"),
            Map.entry("cv-contour", "{\"capability\":\"detect\",\"options\":{\"operation\":\"count-shapes\"}}"),
            Map.entry("cv-hough", "{\"capability\":\"detect\",\"options\":{\"operation\":\"count-shapes\"}}"),
            Map.entry("image-tools", "{\"operation\":\"upright\"}"));

    static List<String> models() {
        return List.copyOf(REQUESTS.keySet());
    }

    private static byte[] picture() {
        return Drawing.white(420, 220)
                .text("Room 204", 30, 70, 40)
                .circle(Color.RED, 4, 110, 150, 40)
                .filled(Color.BLUE, 230, 110, 70, 70)
                .png();
    }

    @ParameterizedTest
    @MethodSource("models")
    void nothingIsLeftAfterACallThatSucceedsOrFails(String model) throws Exception {
        Bench.infer(model, REQUESTS.get(model), picture());
        Bench.refusal(model, REQUESTS.get(model), "nonsense".getBytes(StandardCharsets.UTF_8));
        Bench.refusal(model, "{\"capability\":\"none\",\"operation\":\"none\"}", picture());

        assertThat(Bench.EXPERTS.memory().live()).isZero();
    }

    @Test
    void eightThreadsGetTheSameAnswersAsOne() throws Exception {
        byte[] picture = picture();
        List<String> models = List.of("ppocr-v4", "tesseract", "cv-contour", "cv-hough");
        List<String> alone = new ArrayList<>();
        for (String model : models) {
            alone.add(
                    Bench.json(Bench.infer(model, REQUESTS.get(model), picture)).toString());
        }

        List<Callable<String>> calls = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            String model = models.get(i % models.size());
            calls.add(() ->
                    Bench.json(Bench.infer(model, REQUESTS.get(model), picture)).toString());
        }
        List<String> together = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<String> answer : threads.invokeAll(calls)) {
                together.add(answer.get());
            }
        }

        for (int i = 0; i < together.size(); i++) {
            assertThat(together.get(i)).isEqualTo(alone.get(i % models.size()));
        }
        assertThat(Bench.EXPERTS.memory().live()).isZero();
    }

    @Test
    void modelsWorkAgainAfterTheyWereUnloaded() throws Exception {
        for (String model : List.of("ppocr-v3", "tesseract", "text-encoder")) {
            String request = REQUESTS.getOrDefault(model, "some text");
            Bench.infer(model, request, picture());

            Bench.model(model).unload();

            assertThat(Bench.infer(model, request, picture()).outputs()).isNotEmpty();
        }
    }

    @Test
    void libraryFilesGoIntoTheGivenFolderOnly() throws Exception {
        Bench.infer("tesseract", REQUESTS.get("tesseract"), picture());

        assertThat(System.getProperty("org.bytedeco.javacpp.cachedir")).contains("native");
        assertThat(System.getProperty("onnxruntime.native.onnxruntime.path")).contains("native");
    }

    @Test
    void whatIsKeptIsNotTakenByTheGarbageCollectorBeforeItIsFreed() {
        NativeMemory memory = new NativeMemory();
        List<Boolean> reachable = new ArrayList<>();

        try (NativeMemory.Scope scope = memory.open()) {
            keepOne(scope, reachable);
        }

        assertThat(reachable).containsExactly(true);
    }

    @Test
    void whatIsHeldStaysUntilTheScopeIsClosed() {
        NativeMemory memory = new NativeMemory();
        WeakReference<Object> held;
        boolean whileOpen;

        try (NativeMemory.Scope scope = memory.open()) {
            held = new WeakReference<>(scope.hold(new Object()));
            System.gc();
            whileOpen = held.get() != null;
        }
        System.gc();

        assertThat(whileOpen).isTrue();
        assertThat(held.get()).isNull();
        assertThat(memory.live()).isZero();
    }

    private static void keepOne(NativeMemory.Scope scope, List<Boolean> reachable) {
        Object object = new Object();
        WeakReference<Object> reference = new WeakReference<>(object);
        scope.keep(object, () -> {
            System.gc();
            reachable.add(reference.get() != null);
        });
    }
}
