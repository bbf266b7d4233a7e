package dev.maestro.platform;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A rule over the documents of an overlay.
 *
 * @param name says what must be so
 * @param violations of a bundle, each naming the document and what to change; none when it holds
 */
record Rule(String name, Function<Bundle, List<String>> violations) {

    /** All of them. */
    static List<Rule> all() {
        return Stream.of(PodRules.all(), WiringRules.all(), NetworkRules.all(), KafkaRules.all())
                .flatMap(List::stream)
                .toList();
    }
}
