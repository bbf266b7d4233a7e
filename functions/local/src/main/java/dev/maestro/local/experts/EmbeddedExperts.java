package dev.maestro.local.experts;

import dev.maestro.local.experts.code.ReadCode;
import dev.maestro.local.experts.compute.Compute;
import dev.maestro.local.experts.compute.ElementFacts;
import dev.maestro.local.experts.digit.ClassifyDigit;
import dev.maestro.local.experts.nativecode.NativeFolder;
import dev.maestro.local.experts.nativecode.NativeLibraries;
import dev.maestro.local.experts.picture.NativeMemory;
import dev.maestro.local.experts.picture.Pictures;
import dev.maestro.local.experts.reader.ReadText;
import dev.maestro.local.experts.sandbox.RunCode;
import dev.maestro.local.experts.shape.Detect;
import dev.maestro.local.experts.tools.ImageToolsModel;
import dev.maestro.local.experts.tools.TextEncoderModel;
import dev.maestro.local.modelserver.EmbeddedModel;
import java.nio.file.Path;
import java.util.List;

/** All experts and tools of the local process. Each loads at its first call. Thread-safe. */
public final class EmbeddedExperts {

    private final NativeMemory memory = new NativeMemory();
    private final List<EmbeddedModel> models;

    /**
     * Makes them; nothing is loaded yet. Make them before anything else in the process uses ONNX Runtime.
     *
     * @param nativeFolder native libraries and data files are unpacked here, about 120 MB once
     * @throws java.io.UncheckedIOException when the folder cannot be written
     */
    public EmbeddedExperts(Path nativeFolder) {
        NativeLibraries libraries = new NativeLibraries(new NativeFolder(nativeFolder));
        // Now, because whoever uses ONNX Runtime first decides where it unpacks.
        libraries.onnxRuntime();
        Pictures pictures = new Pictures(libraries, memory);
        ReadText tesseract = ReadText.tesseract(libraries, pictures);
        models = List.of(
                new ExpertModel("ppocr-v4", "read-text", ReadText.paddle("v4", libraries, pictures)),
                new ExpertModel("ppocr-v3", "read-text", ReadText.paddle("v3", libraries, pictures)),
                new ExpertModel("tesseract", "read-text", tesseract),
                new ExpertModel("cv-contour", "detect", Detect.contour(pictures, tesseract)),
                new ExpertModel("cv-hough", "detect", Detect.hough(pictures, tesseract)),
                new ExpertModel("symja", "compute", new Compute()),
                new ExpertModel("element-kb", "look-up", new ElementFacts()),
                new ExpertModel("zxing", "read-code", new ReadCode(pictures)),
                new ExpertModel("digit-neighbours", "classify-digit", new ClassifyDigit(pictures)),
                new ExpertModel("python-sandbox", "run-code", new RunCode()),
                new ImageToolsModel(libraries, pictures),
                new TextEncoderModel(libraries));
    }

    /** All of them, for a model server. */
    public static List<EmbeddedModel> all(Path nativeFolder) {
        return new EmbeddedExperts(nativeFolder).models();
    }

    /** All of them. */
    public List<EmbeddedModel> models() {
        return models;
    }

    /** Counts what they hold of native memory during calls. */
    public NativeMemory memory() {
        return memory;
    }
}
