package dev.maestro.runtime.registry;

import dev.maestro.core.decide.Calibrations;
import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.observe.CalibrationData;
import dev.maestro.core.observe.CalibrationFile;
import dev.maestro.core.registry.RegistrySnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Calibration data in the object store: the data is an object by digest, and the object {@code calibration/current}
 * holds the digest of what policies use. One set serves every registry: pairs that a registry lacks are not asked for,
 * and pairs that were never run have no column. Thread-safe.
 */
public final class StoredCalibrations implements Calibrations {

    /** Name of the object that points to the current data. */
    public static final String POINTER = "calibration/current";

    private record Cached(String digest, CalibrationData data) {}

    private final ObjectStore objects;
    private volatile Cached cached = new Cached("none", CalibrationData.empty());

    /** Over this store. */
    public StoredCalibrations(ObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public CalibrationData of(RegistrySnapshot registry) {
        return current();
    }

    /** The current data; empty when nothing was calibrated. */
    public CalibrationData current() {
        try {
            Optional<byte[]> pointer = objects.get(POINTER);
            if (pointer.isEmpty()) {
                return CalibrationData.empty();
            }
            String digest = new String(pointer.get(), StandardCharsets.UTF_8).strip();
            Cached known = cached;
            if (known.digest().equals(digest)) {
                return known.data();
            }
            byte[] bytes = objects.get(digest)
                    .orElseThrow(() -> new TerminalException(
                            "calibration-lost",
                            "The calibration data " + digest
                                    + " is not in the object store. Run `maestro calibrate` again."));
            CalibrationData loaded = CalibrationFile.read(digest, bytes);
            cached = new Cached(digest, loaded);
            return loaded;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the calibration data", e);
        }
    }

    /**
     * Makes data current.
     *
     * @param bytes as {@link CalibrationFile#bytes} writes them
     * @return their digest
     */
    public String publish(byte[] bytes) throws IOException {
        String digest = objects.putContent(bytes);
        objects.put(POINTER, digest.getBytes(StandardCharsets.UTF_8));
        return digest;
    }
}
