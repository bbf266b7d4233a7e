package dev.maestro.core.decide.generative;

import java.util.function.Consumer;

/**
 * Hears answers while policies write them. What it heard may turn out wrong: the model may fail and write anew, or the
 * turn may not hold. Thread-safe, and never blocks or throws: a policy does not wait for who listens.
 */
@FunctionalInterface
public interface AnswerListener {

    /**
     * An answer begins; what was heard of this step before is void.
     *
     * @param episodeId whose
     * @param stepIndex of the decision that is being made
     * @return takes what is written, piece by piece, from one thread at a time
     */
    Consumer<String> begins(String episodeId, int stepIndex);
}
