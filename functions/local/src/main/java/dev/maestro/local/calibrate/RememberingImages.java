package dev.maestro.local.calibrate;

import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.Images;
import dev.maestro.schema.wire.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Picture work that is done only once, with the usage of the real work each time: every reader turns, cleans and cuts
 * the same pictures in the same way. For one task at a time, then thrown away.
 */
final class RememberingImages implements Images {

    private record Key(String operation, Image source) {}

    private record Done(Image image, Usage usage) {}

    private final Images images;
    private final Map<Key, Done> known;
    private final Consumer<Usage> meter;

    RememberingImages(Images images) {
        this(images, new ConcurrentHashMap<>(), usage -> {});
    }

    private RememberingImages(Images images, Map<Key, Done> known, Consumer<Usage> meter) {
        this.images = images;
        this.known = known;
        this.meter = meter;
    }

    @Override
    public Images metered(Consumer<Usage> added) {
        return new RememberingImages(images, known, meter.andThen(added));
    }

    @Override
    public Image crop(Image source, int x, int y, int width, int height, double scale, Instant deadline) {
        String operation = "crop " + x + " " + y + " " + width + " " + height + " " + scale;
        return once(operation, source, (tools, image) -> tools.crop(image, x, y, width, height, scale, deadline));
    }

    @Override
    public Image upright(Image source, Instant deadline) {
        return once("upright", source, (tools, image) -> tools.upright(image, deadline));
    }

    @Override
    public Image clean(Image source, Instant deadline) {
        return once("clean", source, (tools, image) -> tools.clean(image, deadline));
    }

    @Override
    public Image marked(Image source, List<Mark> marks, Instant deadline) {
        return once("marked " + marks, source, (tools, image) -> tools.marked(image, marks, deadline));
    }

    @Override
    public double[] statistics(Image source, Instant deadline) {
        return images.statistics(source, deadline);
    }

    private Image once(String operation, Image source, BiFunction<Images, Image, Image> work) {
        Key key = new Key(operation, source);
        Done done = known.get(key);
        if (done == null) {
            List<Usage> used = new ArrayList<>();
            Image image = work.apply(images.metered(used::add), source);
            done = new Done(image, used.stream().reduce(Usage.NONE, Usage::plus));
            known.put(key, done);
        }
        meter.accept(done.usage());
        return done.image();
    }
}
