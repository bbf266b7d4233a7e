package dev.maestro.runtime.registry;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.estimate.Calibrations;
import dev.maestro.core.observe.CalibrationData;
import dev.maestro.core.observe.CalibrationFile;
import dev.maestro.core.registry.RegistrySnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
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
            Optional<String> pointer = new Pointer(objects, POINTER).current();
            if (pointer.isEmpty()) {
                return CalibrationData.empty();
            }
            String digest = pointer.get();
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
        new Pointer(objects, POINTER).point(digest);
        return digest;
    }

    /**
     * Publishes the data that Maestro comes with, unless somebody calibrated: into a store without any, and, after an
     * upgrade, in the place of older shipped data.
     *
     * @param bytes as {@link CalibrationFile#bytes} writes them
     */
    public void publishShipped(byte[] bytes) throws IOException {
        Pointer pointer = new Pointer(objects, POINTER);
        if (pointer.isUnchosen()) {
            pointer.pointToShipped(objects.putContent(bytes));
        }
    }
}
