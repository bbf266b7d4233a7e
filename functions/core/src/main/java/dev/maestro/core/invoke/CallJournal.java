package dev.maestro.core.invoke;

import dev.maestro.schema.wire.Call;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Invocation;
import java.util.function.Supplier;

/** Remembers what came of each call, so that a call whose record is delivered again is not run again. */
@FunctionalInterface
public interface CallJournal {

    /**
     * The journalled invocation of a call; runs it and journals it first when there is none.
     *
     * @param state whose last step the call belongs to
     * @param call which call
     * @param run runs the call
     */
    Invocation once(EpisodeState state, Call call, Supplier<Invocation> run);
}
