package dev.maestro.task;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the task function. */
@ConfigMapping(prefix = "maestro.task")
public interface TaskConfig {

    /** Id of the policy for a request that names none; where the registry lacks it, the registry's first is used. */
    @WithDefault("calibrated-router")
    String policy();

    /** Most images of one task. */
    @WithDefault("16")
    int maxImages();

    /** Most pixels of one image. */
    @WithDefault("64000000")
    long maxPixels();

    /** Most bytes of one encoded image. */
    @WithDefault("20000000")
    long maxImageBytes();

    /** Most characters of a question. */
    @WithDefault("32000")
    int maxQuestionCharacters();
}
