package dev.maestro.core.train;

import dev.maestro.core.decide.Described;
import dev.maestro.core.decide.Describer;
import dev.maestro.core.observe.Remembered;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Invocation;
import dev.maestro.schema.wire.Step;

/**
 * Remembers descriptions, which do not depend on the weights, while a policy is trained from an outcome log. There, what
 * an episode has seen follows from its task and the pairs it called. For one registry. Thread-safe.
 */
public final class RememberingDescriber implements Describer {

    private final Remembered<Key, Described> descriptions;

    /** Keys are equal when their text is; the rest is what the text stands for. */
    private record Key(String text, EpisodeState state, RegistrySnapshot registry) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.text.equals(text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }

    /**
     * Makes one.
     *
     * @param capacity descriptions kept, about 10 KB each
     */
    public RememberingDescriber(Describer describer, int capacity) {
        this.descriptions = new Remembered<>(capacity, key -> describer.describe(key.state, key.registry));
    }

    @Override
    public Described describe(EpisodeState state, RegistrySnapshot registry) {
        StringBuilder text = new StringBuilder(state.task().question());
        state.task().images().forEach(image -> text.append('|').append(image.digest()));
        text.append('|').append(state.experts()).append('|').append(state.costWeight());
        text.append('|').append(state.task().purpose());
        for (Step step : state.steps()) {
            for (Invocation invocation : step.invocations()) {
                text.append('|')
                        .append(invocation.call().expertId())
                        .append('/')
                        .append(invocation.call().skillId());
            }
        }
        return descriptions.get(new Key(text.toString(), state, registry));
    }
}
