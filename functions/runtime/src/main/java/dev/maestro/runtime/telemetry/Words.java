package dev.maestro.runtime.telemetry;

import dev.maestro.core.episode.TerminalException;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.EpisodeEnd;

/** The words that stand for ends and actions on the wire, as values of attributes and labels. */
final class Words {

    private Words() {}

    static String of(EpisodeEnd end) {
        return switch (end) {
            case EpisodeEnd.Answered answered -> "answered";
            case EpisodeEnd.Refused refused -> "refused";
            case EpisodeEnd.Exhausted exhausted -> "exhausted-" + exhausted.limit();
            case EpisodeEnd.Broken broken -> "broken";
        };
    }

    static String of(Action action) {
        return switch (action) {
            case Action.Invoke invoke -> "invoke";
            case Action.Answer answer -> "answer";
            case Action.Malformed malformed -> "malformed";
        };
    }

    /** A code, or the name of the exception; messages may hold what users wrote. */
    static String of(Throwable failure) {
        return failure instanceof TerminalException terminal
                ? terminal.code()
                : failure.getClass().getSimpleName();
    }
}
