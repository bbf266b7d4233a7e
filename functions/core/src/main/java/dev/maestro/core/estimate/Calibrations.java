package dev.maestro.core.estimate;

import dev.maestro.core.observe.CalibrationData;
import dev.maestro.core.registry.RegistrySnapshot;

/** Finds the calibration data for a registry. Thread-safe. */
@FunctionalInterface
public interface Calibrations {

    /**
     * The data.
     *
     * @return empty data when nothing was calibrated; the same object as long as nothing new was
     */
    CalibrationData of(RegistrySnapshot registry);
}
