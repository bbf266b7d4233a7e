package dev.maestro.core.invoke.code;

import dev.maestro.core.invoke.ExpertException;
import dev.maestro.core.invoke.ExpertReply;
import dev.maestro.core.invoke.ExpertRequest;
import dev.maestro.core.invoke.call.Calls;
import dev.maestro.core.invoke.call.JsonReply;
import dev.maestro.schema.wire.Outcome;
import java.util.List;
import java.util.Map;

/**
 * What an expert with the capability {@code run-code} says of a run.
 *
 * @param outcome {@code completed}, {@code raised}, {@code out-of-fuel}, {@code out-of-memory}, {@code timed-out} or
 *     {@code trapped}
 * @param output what was printed
 * @param error what was raised, with the line; empty for none
 */
public record CodeReply(String outcome, String output, String error) {

    private static final List<String> OUTCOMES =
            List.of("completed", "raised", "out-of-fuel", "out-of-memory", "timed-out", "trapped");

    /** Asks to run a Python source. */
    public static ExpertRequest request(String source) {
        return Calls.request("run-code", Map.of("source", source), List.of());
    }

    /**
     * Reads a reply.
     *
     * @throws ExpertException {@code Failed(bad-reply)}
     */
    public static CodeReply of(ExpertReply reply) {
        JsonReply json = JsonReply.of(reply);
        String outcome = json.text("outcome");
        if (!OUTCOMES.contains(outcome)) {
            throw JsonReply.bad("has the unknown outcome '" + outcome + "'");
        }
        return new CodeReply(outcome, json.text("output"), json.optionalText("error"));
    }

    /** Whether the source ran to its end. */
    public boolean isCompleted() {
        return outcome.equals("completed");
    }

    /** Why it did not, as an outcome: the code is to blame and not the expert, so nothing failed. */
    ExpertException failure() {
        String why = error.isEmpty() ? "" : ": " + error;
        return new ExpertException(new Outcome.Refused("code-" + outcome, "The code did not run to its end" + why));
    }
}
