package dev.maestro.local.flow;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtHandler;

/** Says in one line that the log cannot be written, once until the process ends: the terminal is no place for a trace. */
final class LogErrors extends ErrorManager {

    private final AtomicBoolean said = new AtomicBoolean();

    private LogErrors() {}

    /** Takes over what the handlers of all loggers have to say of themselves. */
    static void toOneLine() {
        LogErrors errors = new LogErrors();
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            errors.watch(handler);
        }
    }

    private void watch(Handler handler) {
        handler.setErrorManager(this);
        if (handler instanceof ExtHandler nesting) {
            for (Handler inner : nesting.getHandlers()) {
                watch(inner);
            }
        }
    }

    @Override
    public void error(String message, Exception failure, int code) {
        if (said.compareAndSet(false, true)) {
            System.err.println("maestro: The log cannot be written ("
                    + (failure == null ? message : failure.getMessage()) + "). What happens meanwhile is not logged.");
        }
    }
}
