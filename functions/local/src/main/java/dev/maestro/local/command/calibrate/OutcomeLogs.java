package dev.maestro.local.command.calibrate;

import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.train.LoggedTask;
import dev.maestro.core.train.OutcomeLog;
import dev.maestro.local.command.terminal.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Outcome logs that a user names. */
public final class OutcomeLogs {

    private OutcomeLogs() {}

    /**
     * The tasks of all logs, in their order.
     *
     * @throws UserException when one is missing or is no outcome log
     */
    public static List<LoggedTask> read(List<Path> logs) throws IOException {
        List<LoggedTask> tasks = new ArrayList<>();
        for (Path log : logs) {
            if (!Files.exists(log)) {
                throw new UserException(
                        "There is no outcome log " + log + "; make one with ./maestro outcomes --log " + log + ".");
            }
            try {
                tasks.addAll(OutcomeLog.read(log.toString(), Files.readAllBytes(log)));
            } catch (TerminalException e) {
                throw new UserException(String.valueOf(e.getMessage()));
            }
        }
        return tasks;
    }
}
