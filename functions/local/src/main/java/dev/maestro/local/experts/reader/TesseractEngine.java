package dev.maestro.local.experts.reader;

import dev.maestro.local.experts.nativecode.NativeFolder;
import dev.maestro.local.experts.nativecode.NativeLibraries;
import java.nio.file.Path;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.leptonica.global.leptonica;
import org.bytedeco.tesseract.TessBaseAPI;
import org.bytedeco.tesseract.global.tesseract;

/** One Tesseract with the English model, quiet. For one thread at a time. */
final class TesseractEngine implements AutoCloseable {

    private static final String LANGUAGE = "eng";

    private final TessBaseAPI api;

    private TesseractEngine(TessBaseAPI api) {
        this.api = api;
    }

    static TesseractEngine open(NativeLibraries libraries) {
        libraries.tesseract();
        Path data = libraries
                .folder()
                .unpack("tessdata/eng.traineddata", "tessdata")
                .getParent();
        leptonica.setMsgSeverity(leptonica.L_SEVERITY_NONE);
        TessBaseAPI api = new TessBaseAPI();
        // Before Init, because that already writes.
        api.SetVariable("debug_file", NativeFolder.nullDevice());
        if (api.Init(String.valueOf(data), LANGUAGE, tesseract.OEM_LSTM_ONLY) != 0) {
            api.close();
            throw new IllegalStateException("Tesseract could not load its model from " + data
                    + "; delete the folder, it is unpacked again at the next start");
        }
        api.SetVariable("debug_file", NativeFolder.nullDevice());
        return new TesseractEngine(api);
    }

    /** The engine itself; what it gives must be closed in a {@link PointerScope}. */
    TessBaseAPI api() {
        return api;
    }

    @Override
    public void close() {
        api.End();
        api.close();
    }
}
