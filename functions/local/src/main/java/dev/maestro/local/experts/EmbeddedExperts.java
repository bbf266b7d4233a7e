package dev.maestro.local.experts;

import dev.maestro.local.experts.nativecode.NativeFolder;
import dev.maestro.local.experts.nativecode.NativeLibraries;
import dev.maestro.local.experts.picture.NativeMemory;
import dev.maestro.local.experts.picture.Pictures;
import dev.maestro.local.experts.reader.ReadText;
import dev.maestro.local.experts.tools.ImageToolsModel;
import dev.maestro.local.modelserver.EmbeddedModel;
import java.nio.file.Path;
import java.util.List;

/** All experts and tools of the local process. Each loads at its first call. Thread-safe. */
public final class EmbeddedExperts {

    private final NativeMemory memory = new NativeMemory();
    private final List<EmbeddedModel> models;

    /**
     * Makes them; nothing is loaded yet.
     *
     * @param nativeFolder native libraries and data files are unpacked here, about 120 MB once
     */
    public EmbeddedExperts(Path nativeFolder) {
        NativeLibraries libraries = new NativeLibraries(new NativeFolder(nativeFolder));
        Pictures pictures = new Pictures(libraries, memory);
        models = List.of(
                new ExpertModel("ppocr-v4", "read-text", ReadText.paddle("v4", libraries, pictures)),
                new ExpertModel("ppocr-v3", "read-text", ReadText.paddle("v3", libraries, pictures)),
                new ExpertModel("tesseract", "read-text", ReadText.tesseract(libraries, pictures)),
                new ImageToolsModel(libraries, pictures));
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
