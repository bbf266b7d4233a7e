package dev.maestro.runtime.journal;

import dev.maestro.core.episode.Json;
import dev.maestro.core.invoke.CallJournal;
import dev.maestro.schema.event.Stage;
import dev.maestro.schema.wire.Call;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Invocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Supplier;

/** The call journal over {@link Journal}: what an expert was paid for once is not asked for again. */
public final class JournalledCalls implements CallJournal {

    private final Journal journal;

    public JournalledCalls(Journal journal) {
        this.journal = journal;
    }

    @Override
    public Invocation once(EpisodeState state, Call call, Supplier<Invocation> run) {
        JournalKey key = new JournalKey(
                state.episodeId(), state.lastStepIndex(), Stage.INVOKE, call.callIndex(), state.attempt());
        try {
            Optional<byte[]> known = journal.find(key);
            byte[] standing = known.isPresent() ? known.get() : journal.record(key, Json.bytes(run.get()));
            return Json.read(Invocation.class, standing, "malformed-journal");
        } catch (IOException e) {
            throw new UncheckedIOException("the journal of episode " + state.episodeId() + " cannot be used", e);
        }
    }
}
