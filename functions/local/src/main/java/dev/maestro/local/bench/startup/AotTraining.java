package dev.maestro.local.bench.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes the AOT cache of a function: it is started, handles one event, and stops as a platform stops it. */
final class AotTraining {

    private AotTraining() {}

    /**
     * Makes it, and starts the function with it once: a cache that the JVM does not accept is none.
     *
     * @param cache file to be written; an older one is replaced
     * @throws StartupException when there is no cache afterwards, or it cannot be used
     */
    static void run(StartPlace place, Path cache) throws IOException, InterruptedException {
        Files.deleteIfExists(cache);
        place.start(List.of("-XX:AOTCacheOutput=" + cache));
        if (!Files.exists(cache)) {
            throw new StartupException("The training run ended without an AOT cache in " + cache
                    + ". It needs JDK 25 or newer, and room for about 100 MB there.");
        }
        place.start(PackagedFunction.using(cache));
    }
}
