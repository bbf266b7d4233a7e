package dev.maestro.core.reward;

import dev.maestro.core.episode.TerminalException;

/** Runs code and its test in a sandbox. Thread-safe. */
@FunctionalInterface
public interface CodeJudge {

    /** Where there is no sandbox. */
    CodeJudge NONE = (code, test) -> {
        throw new TerminalException(
                "no-code-judge",
                "code is scored by running it, and no sandbox is configured; name the model in maestro.reward.sandbox");
    };

    /**
     * Whether the test ends without an error behind the code.
     *
     * @param code Python
     * @param test Python, such as assertions
     * @return false also for code that needs more than the sandbox gives
     * @throws RuntimeException when the sandbox cannot be reached; trying again may help
     */
    boolean passes(String code, String test);
}
