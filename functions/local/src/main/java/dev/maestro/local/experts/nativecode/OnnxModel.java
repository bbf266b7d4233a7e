package dev.maestro.local.experts.nativecode;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.maestro.local.modelserver.OnnxEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One ONNX file from the class path, loaded at first use, run with one thread. Thread-safe. */
public final class OnnxModel implements AutoCloseable {

    private final NativeLibraries libraries;
    private final String resource;
    private final Lock lock = new ReentrantLock();
    private volatile @Nullable OrtSession session;

    /** @param resource path on the class path, without a leading slash */
    public OnnxModel(NativeLibraries libraries, String resource) {
        this.libraries = libraries;
        this.resource = resource;
    }

    /** Numbers of one output. */
    @SuppressWarnings("ArrayRecordComponent") // a short-lived pair, never compared
    public record Output(float[] values, long[] shape) {}

    /**
     * Runs the model with one float input and gives its first output.
     *
     * @param values direct, in native order, shape as {@code shape}; not copied
     */
    public Output run(FloatBuffer values, long... shape) {
        OrtSession open = session();
        try (OnnxTensor input =
                OnnxEnvironment.use(environment -> OnnxTensor.createTensor(environment, values, shape))) {
            return first(open, Map.of(open.getInputNames().iterator().next(), input));
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime could not run " + resource, e);
        }
    }

    /** Runs the model with long inputs by name, each of shape [1, values.length], and gives its first output. */
    public Output run(Map<String, long[]> inputs) {
        OrtSession open = session();
        Map<String, OnnxTensor> tensors = new HashMap<>();
        try {
            for (Map.Entry<String, long[]> input : inputs.entrySet()) {
                long[] values = input.getValue();
                tensors.put(
                        input.getKey(),
                        OnnxEnvironment.use(environment -> OnnxTensor.createTensor(
                                environment, LongBuffer.wrap(values), new long[] {1, values.length})));
            }
            return first(open, tensors);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime could not run " + resource, e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private static Output first(OrtSession open, Map<String, OnnxTensor> inputs) throws OrtException {
        try (OrtSession.Result result = OnnxEnvironment.use(environment -> open.run(inputs))) {
            OnnxValue value = result.get(0);
            if (!(value instanceof OnnxTensor tensor)) {
                throw new OrtException("the first output is no tensor");
            }
            FloatBuffer buffer = tensor.getFloatBuffer();
            float[] values = new float[buffer.remaining()];
            buffer.get(values);
            return new Output(values, tensor.getInfo().getShape());
        }
    }

    private OrtSession session() {
        OrtSession open = session;
        if (open != null) {
            return open;
        }
        lock.lock();
        try {
            open = session;
            if (open == null) {
                open = load();
                session = open;
            }
            return open;
        } finally {
            lock.unlock();
        }
    }

    private OrtSession load() {
        libraries.onnxRuntime();
        byte[] model;
        try (InputStream in = OnnxModel.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("this build holds no " + resource);
            }
            model = in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.addConfigEntry("session.inter_op.allow_spinning", "0");
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            // Shapes differ from call to call, so an arena and memory patterns would only grow.
            options.setCPUArenaAllocator(false);
            options.setMemoryPatternOptimization(false);
            return OnnxEnvironment.use(environment -> environment.createSession(model, options));
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime could not load " + resource, e);
        }
    }

    /** Frees the session; no call may be running. The environment stays: closing it under a session crashes. */
    @Override
    public void close() {
        lock.lock();
        try {
            OrtSession open = session;
            session = null;
            if (open != null) {
                open.close();
            }
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime could not close " + resource, e);
        } finally {
            lock.unlock();
        }
    }
}
