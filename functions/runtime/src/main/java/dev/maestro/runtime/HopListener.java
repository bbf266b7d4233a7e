package dev.maestro.runtime;

import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.Stage;
import org.jspecify.annotations.Nullable;

/** Told of every hop, for traces and metrics. Called on the thread that runs the function, so a span can be current. */
@FunctionalInterface
public interface HopListener {

    /** Passes the trace of the incoming event on and does nothing else. */
    HopListener NONE = (stage, event, traceparent) -> new Hop() {
        @Override
        public @Nullable String traceparent() {
            return traceparent;
        }

        @Override
        public void ended(@Nullable Throwable failure) {}
    };

    /**
     * A function is about to handle an event; every try is a hop of its own.
     *
     * @param traceparent W3C header of the incoming record, or null
     */
    Hop started(Stage stage, Event event, @Nullable String traceparent);

    /**
     * A record went to the dead letters.
     *
     * @param code why
     * @param ending the end of its episode that goes with it, or null when it belongs to none
     */
    default void deadLettered(Stage stage, String code, @Nullable Event ending) {}

    /** One run of a function. */
    interface Hop {

        /** W3C header for the outgoing records, or null for none. */
        @Nullable
        String traceparent();

        /** W3C header for one outgoing record; another one than {@link #traceparent()} begins another trace. */
        default @Nullable String traceparent(Event following) {
            return traceparent();
        }

        /** The function returned this among its events; called before {@link #ended}, once an event. */
        default void produced(Event following) {}

        /**
         * The function returned or threw.
         *
         * @param failure null when it returned
         */
        void ended(@Nullable Throwable failure);
    }
}
