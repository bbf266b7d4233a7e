package dev.maestro.local.modelserver;

import dev.maestro.runtime.models.kserve.ModelConfig;
import java.util.List;

/** Where the versions of one model come from. */
interface ModelSource {

    /** Name that clients use. */
    String name();

    /**
     * Reads what is there now.
     *
     * @return configuration and versions, newest last, each not loaded yet
     * @throws ModelException when it cannot be read or makes no sense
     */
    Loadable read() throws ModelException;

    /** Whether {@link #read} gives the very same object each time, which must be idle before it is loaded again. */
    boolean singleObject();

    /**
     * What there is to load.
     *
     * @param config as {@code ModelConfig} answers it
     * @param versions newest last
     */
    record Loadable(ModelConfig config, List<Version> versions) {}

    /**
     * One version.
     *
     * @param number positive
     * @param model not loaded yet
     */
    record Version(long number, EmbeddedModel model) {}
}
