package dev.maestro.local.flow;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.runtime.registry.StoredCalibrations;
import java.io.IOException;
import java.io.InputStream;

/**
 * What the pairs of the embedded registry did on calibration tasks, as shipped; see {@code DESIGN.md} beside the file
 * for where it comes from. A home that was never calibrated has it.
 */
public final class ShippedCalibration {

    private static final String RESOURCE = "/dev/maestro/local/policy/embedded.calibration";

    private ShippedCalibration() {}

    /** Publishes it, unless somebody calibrated. */
    public static void publish(ObjectStore objects) throws IOException {
        try (InputStream stream = ShippedCalibration.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IOException("the class path lacks " + RESOURCE);
            }
            new StoredCalibrations(objects).publishShipped(stream.readAllBytes());
        }
    }
}
