package dev.maestro.local.experts.sandbox;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.trino.wasm.python.Python;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import run.endive.log.SystemLogger;
import run.endive.runtime.HostFunction;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.wasi.WasiOptions;
import run.endive.wasi.WasiPreview1;
import run.endive.wasm.types.FunctionType;
import run.endive.wasm.types.MemoryLimits;
import run.endive.wasm.types.ValType;

/**
 * One CPython interpreter in WebAssembly, for one run. It is given an in-memory folder with the wrapper script, a clock
 * that stands still and a generator with a fixed seed; no environment, no argument, no host file, no socket. Not
 * thread-safe.
 */
final class PythonGuest implements AutoCloseable {

    /** Type codes of the interpreter's calling convention. */
    private static final int ROW = 0;

    private static final int VARCHAR = 11;
    private static final int FOLDER_BYTES = 1 << 20;
    private static final int RESULT_HEADER = 5;
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final FileSystem files;
    private final WasiPreview1 system;
    private final Instance instance;

    PythonGuest(SandboxLimits limits) {
        files = Jimfs.newFileSystem(Configuration.unix().toBuilder()
                .setAttributeViews("unix")
                .setMaxSize(FOLDER_BYTES)
                .build());
        system = system();
        Python python = new Python();
        int initial = python.wasmModule()
                .memorySection()
                .orElseThrow()
                .getMemory(0)
                .limits()
                .initialPages();
        instance = Instance.builder(python.wasmModule())
                .withMachineFactory(python.machineFactory())
                .withImportValues(ImportValues.builder()
                        .addFunction(system.toHostFunctions())
                        .addFunction(errors())
                        .build())
                .withMemoryLimits(new MemoryLimits(initial, Math.max(initial, limits.pages())))
                .withStart(false)
                .build();
    }

    private WasiPreview1 system() {
        Path folder = files.getPath("/guest");
        try (InputStream script = PythonGuest.class.getResourceAsStream("guest.py")) {
            Files.createDirectories(folder);
            Files.write(
                    folder.resolve("guest.py"),
                    java.util.Objects.requireNonNull(script, "guest.py").readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the sandbox's script into memory", e);
        }
        return WasiPreview1.builder()
                .withLogger(new SystemLogger() {
                    @Override
                    public boolean isLoggable(Level level) {
                        return false;
                    }
                })
                .withOptions(WasiOptions.builder()
                        .withStdout(OutputStream.nullOutputStream())
                        .withStderr(OutputStream.nullOutputStream())
                        .withClock(Clock.fixed(NOW, ZoneOffset.UTC))
                        .withRandom(new Random(1))
                        .withDirectory("/guest", folder)
                        .withEnvironment("PYTHONDONTWRITEBYTECODE", "1")
                        .build())
                .build();
    }

    /** The interpreter tells errors of its calling convention to the host. */
    private static HostFunction errors() {
        return new HostFunction(
                "trino",
                "return_error",
                FunctionType.of(List.of(ValType.I32, ValType.I32, ValType.I32, ValType.I32, ValType.I32), List.of()),
                (guest, values) -> {
                    throw new GuestException(guest.memory().readString((int) values[1], (int) values[2]));
                });
    }

    /** The wrapper script itself failed. */
    static final class GuestException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        GuestException(String message) {
            super(message);
        }
    }

    /** Runs a source and gives what the wrapper script returns. */
    String run(String source) {
        int name = written("run\0".getBytes(StandardCharsets.UTF_8));
        int arguments = written(numbers(ROW, 1, VARCHAR));
        int result = written(numbers(VARCHAR));
        instance.export("setup").apply(name, arguments, result);
        byte[] text = source.getBytes(StandardCharsets.UTF_8);
        int row = written(ByteBuffer.allocate(2 + Integer.BYTES + text.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 1)
                .put((byte) 1)
                .putInt(text.length)
                .put(text)
                .array());
        int answer = (int) instance.export("execute").apply(row)[0];
        if (answer == 0) {
            throw new GuestException("no answer");
        }
        int length = instance.memory().readInt(answer + RESULT_HEADER);
        return instance.memory().readString(answer + RESULT_HEADER + Integer.BYTES, length);
    }

    private static byte[] numbers(int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            buffer.putInt(value);
        }
        return buffer.array();
    }

    private int written(byte[] bytes) {
        int address = (int) instance.export("allocate").apply(bytes.length)[0];
        instance.memory().write(address, bytes);
        return address;
    }

    @Override
    public void close() {
        system.close();
        try {
            files.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the sandbox's folder in memory", e);
        }
    }
}
