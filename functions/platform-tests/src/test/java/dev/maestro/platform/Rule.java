package dev.maestro.platform;

import dev.maestro.platform.Bundle.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A rule over the documents of an overlay.
 *
 * @param name says what must be so
 * @param violations of a bundle, each naming the document and what to change; none when it holds
 */
record Rule(String name, Function<Bundle, List<String>> violations) {

    /**
     * A rule made of a check.
     *
     * @param check adds what it finds wrong in a bundle
     */
    static Rule of(String name, BiConsumer<Bundle, List<String>> check) {
        return new Rule(name, bundle -> {
            List<String> found = new ArrayList<>();
            check.accept(bundle, found);
            return found;
        });
    }

    /**
     * A rule for every pod.
     *
     * @param check adds what it finds wrong in a pod, whose owner is named before it
     */
    static Rule ofPods(String name, BiConsumer<Pod, List<String>> check) {
        return of(name, (bundle, found) -> {
            for (Pod pod : bundle.pods()) {
                List<String> own = new ArrayList<>();
                check.accept(pod, own);
                own.forEach(violation -> found.add(pod.owner() + ": " + violation));
            }
        });
    }

    /** All of them. */
    static List<Rule> all() {
        return Stream.of(PodRules.all(), WiringRules.all(), NetworkRules.all(), KafkaRules.all(), PlaceRules.all())
                .flatMap(List::stream)
                .toList();
    }
}
