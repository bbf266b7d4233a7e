package dev.maestro.local.experts.sandbox;

/**
 * What came of one run.
 *
 * @param outcome how it ended
 * @param output what it printed, at most 20,000 characters
 * @param error what it raised, with the line; empty unless {@code RAISED} or {@code TRAPPED}
 * @param fuel what it used
 */
public record SandboxRun(Outcome outcome, String output, String error, long fuel) {

    /** How a run ended. */
    public enum Outcome {
        /** At the end of the source. */
        COMPLETED,
        /** By an exception that the source did not catch; also {@code SystemExit}. */
        RAISED,
        /** It used all its fuel, as an endless loop does. */
        OUT_OF_FUEL,
        /** It wanted more memory than it may have. */
        OUT_OF_MEMORY,
        /** Its wall time was over, or nobody waited for it any longer. */
        TIMED_OUT,
        /** The interpreter itself ended, such as by {@code os._exit} or too deep a recursion. */
        TRAPPED;

        /** The word on the wire. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }
}
