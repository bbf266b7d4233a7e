package dev.maestro.local.modelserver;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession.SessionOptions;

/** ONNX Runtime as everything in this process uses it. Use this, not the library's own entry points. */
public final class OnnxEnvironment {

    private OnnxEnvironment() {}

    /** The one environment of the process; never close it. */
    public static OrtEnvironment get() {
        return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "maestro");
    }

    /**
     * Options of a session that works on the calling thread only, so that its CPU time can be measured, and that does
     * not spin while it waits. Close them after the session was made.
     */
    public static SessionOptions sessionOptions() throws OrtException {
        SessionOptions options = new SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }
}
