package dev.maestro.runtime.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where objects and the journal are: in a folder, or in a bucket of S3 when one is named. */
@ConfigMapping(prefix = "maestro.objects")
public interface ObjectsConfig {

    /** The folder; not looked at when there is a bucket. */
    @WithDefault("${user.home}/.maestro/objects")
    Path path();

    /** Name of the bucket. */
    Optional<String> bucket();

    /** What all keys begin with, without a slash at the end; for a bucket that others use, too. */
    Optional<String> prefix();

    /** Region of the bucket; without it what the environment or the machine says ({@code AWS_REGION}). */
    Optional<String> region();

    /** Address of a store that speaks S3 and is not Amazon's. Buckets are then part of the path. */
    Optional<URI> endpoint();

    /** How long one operation may take, its retries included. */
    @WithDefault("15s")
    Duration timeout();
}
