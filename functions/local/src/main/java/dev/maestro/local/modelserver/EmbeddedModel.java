package dev.maestro.local.modelserver;

import java.util.function.Consumer;

/**
 * A model that is Java code, served like any other. The server checks names, types and shapes of the inputs against the
 * contract before it calls, measures the CPU time of the calling thread, and adds it as output {@code cpu_nanos}.
 *
 * <p>Thread-safe: inferences run on several threads of the server's pool at a time, each from start to end on one. So
 * do the work on the calling thread, or its CPU time is not counted.
 */
public interface EmbeddedModel {

    /** Name that clients use; kebab-case, unique in the server. */
    String name();

    /** Tensors that go in and come out; always the same. */
    ModelContract contract();

    /**
     * One inference.
     *
     * @param input fits the contract
     * @return outputs that the contract names; those that make no sense here may be left out
     * @throws ModelException when the input makes no sense to the model, or the model failed
     */
    InferenceResult infer(InferenceInput input) throws ModelException;

    /**
     * One inference of a decoupled model that replies while it runs.
     *
     * @param earlier takes replies that go out at once, before the last, on the calling thread
     * @return the last reply
     * @throws ModelException as {@link #infer(InferenceInput)}; what went out before is void
     */
    default InferenceResult infer(InferenceInput input, Consumer<InferenceResult> earlier) throws ModelException {
        return infer(input);
    }

    /**
     * Makes it ready, before the first inference and again after {@link #unload}.
     *
     * @throws ModelException when it cannot run here; the server then lists it as unavailable, with the reason
     */
    default void load() throws ModelException {}

    /** Frees what {@link #load} took. No inference runs during or after it, until the next load. */
    default void unload() {}
}
