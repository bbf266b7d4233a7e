package dev.maestro.lab.tasks.family;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Variants of one thing (fonts, layouts, wordings), parted by split. No variant may stand in two parts.
 *
 * @param name what the variants are of
 */
public record Pool<T>(String name, List<T> train, List<T> dev, List<T> test) {

    /**
     * Checks that the parts are disjoint.
     *
     * @throws IllegalArgumentException for an empty part, or a variant that stands twice
     */
    public Pool {
        train = List.copyOf(train);
        dev = List.copyOf(dev);
        test = List.copyOf(test);
        Set<T> all = new HashSet<>();
        for (List<T> part : List.of(train, dev, test)) {
            if (part.isEmpty()) {
                throw new IllegalArgumentException(name + ": every split needs a variant");
            }
            for (T variant : part) {
                if (!all.add(variant)) {
                    throw new IllegalArgumentException(name + ": stands twice: " + variant);
                }
            }
        }
    }

    /** The variants a split may use. */
    public List<T> of(Split split) {
        return switch (split) {
            case TRAIN, CALIBRATION -> train;
            case DEV -> dev;
            case TEST -> test;
        };
    }
}
