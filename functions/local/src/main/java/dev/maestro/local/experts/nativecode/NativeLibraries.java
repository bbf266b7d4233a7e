package dev.maestro.local.experts.nativecode;

import java.nio.file.Path;
import org.opencv.core.Core;

/**
 * Loads ONNX Runtime, OpenCV and Tesseract from one folder, each at first use and with one thread: work is parallel over
 * calls, and a second thread inside a call made it slower. Thread-safe.
 *
 * <p>A library can be loaded only once per process, so the folder of the first caller wins.
 */
public final class NativeLibraries {

    private final NativeFolder folder;
    private boolean openCv;
    private boolean onnxRuntime;
    private boolean tesseract;

    public NativeLibraries(NativeFolder folder) {
        this.folder = folder;
    }

    /** Where the libraries are. */
    public NativeFolder folder() {
        return folder;
    }

    /** Makes {@code org.opencv} usable. */
    public synchronized void openCv() {
        if (openCv) {
            return;
        }
        NativeHeap.returnFreedMemory();
        String processor = NativeFolder.arm() ? "ARMv8" : "x86_64";
        Path library = folder.unpack(
                "nu/pattern/opencv/" + NativeFolder.system() + "/" + processor + "/"
                        + System.mapLibraryName(Core.NATIVE_LIBRARY_NAME),
                "opencv");
        System.load(library.toString());
        Core.setNumThreads(1);
        openCv = true;
    }

    /**
     * Points ONNX Runtime at the folder. Call before the first use of {@code ai.onnxruntime}; later it has no effect, and
     * ONNX Runtime unpacks into the temporary folder.
     */
    public synchronized void onnxRuntime() {
        if (onnxRuntime) {
            return;
        }
        String platform =
                switch (NativeFolder.system()) {
                    case "windows" -> "win-x64";
                    case "osx" -> "osx-aarch64";
                    default -> NativeFolder.arm() ? "linux-aarch64" : "linux-x64";
                };
        // Each library has its own property, so that the length in the folder name may differ.
        for (String name : new String[] {"onnxruntime", "onnxruntime4j_jni"}) {
            String property = "onnxruntime.native." + name + ".path";
            if (System.getProperty(property) == null && System.getProperty("onnxruntime.native.path") == null) {
                Path library = folder.unpack(
                        "ai/onnxruntime/native/" + platform + "/" + System.mapLibraryName(name), "onnxruntime");
                System.setProperty(property, library.toString());
            }
        }
        onnxRuntime = true;
    }

    /** Points Tesseract's loader at the folder. Call before the first use of {@code org.bytedeco}. */
    public synchronized void tesseract() {
        if (tesseract) {
            return;
        }
        setUnlessSet(
                "org.bytedeco.javacpp.cachedir",
                folder.root().resolve("javacpp").toString());
        // Everything is freed by hand: no thread that waits for the garbage collector, no limit tied to the Java heap.
        setUnlessSet("org.bytedeco.javacpp.nopointergc", "true");
        setUnlessSet("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        tesseract = true;
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
