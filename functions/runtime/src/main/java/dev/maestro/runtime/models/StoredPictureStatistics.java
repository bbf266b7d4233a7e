package dev.maestro.runtime.models;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.Images;
import dev.maestro.core.observe.PictureStatistics;
import dev.maestro.core.observe.Remembered;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;

/** Statistics of stored pictures, measured by {@link Images} once for each and then remembered. */
public final class StoredPictureStatistics implements PictureStatistics {

    private final ObjectStore objects;
    private final Images images;
    private final Duration timeout;
    private final InstantSource clock;
    private final Remembered<String, double[]> cache;

    /**
     * Makes one.
     *
     * @param timeout of measuring one picture
     * @param cached pictures whose numbers are remembered
     */
    public StoredPictureStatistics(
            ObjectStore objects, Images images, Duration timeout, int cached, InstantSource clock) {
        this.objects = objects;
        this.images = images;
        this.timeout = timeout;
        this.clock = clock;
        this.cache = new Remembered<>(cached, this::measure);
    }

    @Override
    public double[] of(String digest) {
        return cache.get(digest).clone();
    }

    private double[] measure(String digest) {
        try {
            byte[] bytes = objects.get(digest)
                    .orElseThrow(() -> new TerminalException(
                            "image-lost", "Image " + digest + " is no longer in the object store."));
            return images.statistics(
                    new Image(digest, bytes, 0, 0), clock.instant().plus(timeout));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read image " + digest, e);
        }
    }
}
