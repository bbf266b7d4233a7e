package dev.maestro.evaluate;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** Settings of the evaluate function. */
@ConfigMapping(prefix = "maestro.evaluate")
public interface EvaluateConfig {

    /**
     * Folders that requests may name sets and outcome logs of; nothing else is read. Without them every request is
     * refused.
     */
    Optional<List<String>> data();

    /** Folder in which each evaluation gets one for its files; without it they are in the object store only. */
    Optional<String> reports();

    /** Items at a time. */
    @WithDefault("4")
    int concurrency();
}
