package dev.maestro.flow;

import dev.maestro.local.modelserver.EmbeddedModel;
import dev.maestro.local.modelserver.InferenceInput;
import dev.maestro.local.modelserver.InferenceResult;
import dev.maestro.local.modelserver.ModelContract;
import dev.maestro.local.modelserver.ModelException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A language model that writes its turns piece by piece, as the test wrote them down; at the mark {@link #WAIT} it goes on
 * when the test lets it.
 */
final class WritingModel implements EmbeddedModel {

    static final String WAIT = "\u23F8";

    final Semaphore released = new Semaphore(0);
    private final Queue<List<String>> turns = new ConcurrentLinkedQueue<>();

    void next(String... pieces) {
        turns.add(List.of(pieces));
    }

    void clear() {
        turns.clear();
        released.drainPermits();
    }

    @Override
    public String name() {
        return "writer";
    }

    @Override
    public ModelContract contract() {
        return ModelContract.expert();
    }

    @Override
    public InferenceResult infer(InferenceInput input) throws ModelException {
        throw ModelException.refused("not-streamed", "the test wants streams, and got a request for a whole reply");
    }

    @Override
    public InferenceResult infer(InferenceInput input, Consumer<InferenceResult> earlier) throws ModelException {
        if (!input.flag("stream")) {
            return infer(input);
        }
        List<String> turn = turns.poll();
        if (turn == null) {
            throw ModelException.refused("script-over", "the test wrote down no further turn");
        }
        for (String piece : turn.subList(0, turn.size() - 1)) {
            if (piece.equals(WAIT)) {
                await();
            } else {
                earlier.accept(InferenceResult.reply(input, piece));
            }
        }
        return InferenceResult.reply(input, turn.getLast());
    }

    private void await() throws ModelException {
        try {
            if (!released.tryAcquire(60, TimeUnit.SECONDS)) {
                throw ModelException.failed("not-heard", "nobody heard the beginning of the answer within a minute");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ModelException.failed("interrupted", "the server stops");
        }
    }
}
