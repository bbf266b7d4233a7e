package dev.maestro.runtime.models.triton;

import dev.maestro.core.invoke.ExpertException;
import dev.maestro.runtime.models.call.TransientFailure;
import dev.maestro.schema.wire.Outcome;
import io.grpc.Status;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a gRPC status of a model server means for the call. */
final class StatusMapping {

    /** {@code code: message}, as the embedded server words its errors; the code has at least one hyphen. */
    private static final Pattern CODED = Pattern.compile("([a-z0-9]+(?:-[a-z0-9]+)+): (.*)", Pattern.DOTALL);

    private static final int MESSAGE_CHARACTERS = 500;

    private StatusMapping() {}

    /**
     * Turns a status into what the call gets. CANCELLED is a server that shuts down in the middle of a call; inferences
     * change nothing, so they are tried again.
     *
     * @param afterMillis how long the attempt took
     * @return a final outcome
     * @throws TransientFailure when trying again may help
     */
    static ExpertException outcome(Status status, ModelAddress address, long afterMillis) throws TransientFailure {
        String said = redact(status.getDescription() == null ? "" : status.getDescription(), address);
        return new ExpertException(
                switch (status.getCode()) {
                    case DEADLINE_EXCEEDED -> new Outcome.TimedOut(afterMillis);
                    case INVALID_ARGUMENT, OUT_OF_RANGE, FAILED_PRECONDITION -> refused("invalid-argument", said);
                    case NOT_FOUND -> unknownModel(address, said);
                    case UNAVAILABLE, CANCELLED -> unavailable(address, said);
                    case RESOURCE_EXHAUSTED -> exhausted(address, said);
                    case UNAUTHENTICATED, PERMISSION_DENIED ->
                        new Outcome.Failed(
                                "unauthorized",
                                "Model server " + address.target()
                                        + " refused the key. Check the secret that the expert's secretRef names.");
                    case UNIMPLEMENTED ->
                        new Outcome.Failed(
                                "not-supported",
                                "Model server " + address.target() + " does not offer this call (" + said
                                        + "). Check that the target is a KServe v2 gRPC port.");
                    case INTERNAL, UNKNOWN -> failed("model-failed", "Model " + address + " failed: ", said);
                    case OK, ALREADY_EXISTS, ABORTED, DATA_LOSS ->
                        failed("model-server-error", "Model server: " + status.getCode() + " ", said);
                });
    }

    /** What an error text inside a stream means; Triton sends such a text when it does not send a status. */
    static ExpertException streamError(String message, ModelAddress address, long afterMillis) throws TransientFailure {
        Status status = message.contains("unknown model") ? Status.NOT_FOUND : Status.INTERNAL;
        return outcome(status.withDescription(message), address, afterMillis);
    }

    private static Outcome unknownModel(ModelAddress address, String said) {
        return new Outcome.Refused(
                "unknown-model",
                "Model server " + address.target() + " has no model " + address + " ready (" + said
                        + "). Load it there, or mend the expert's endpoint in the registry.");
    }

    private static Outcome unavailable(ModelAddress address, String said) throws TransientFailure {
        String lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("unknown model") && lower.contains("not found")) {
            return unknownModel(address, said); // Triton before 23.x answers this to an unknown model
        }
        throw new TransientFailure(
                new Outcome.Failed(
                        "model-server-unavailable",
                        "Model server " + address.target() + " does not answer (" + said
                                + "). Check that it runs and that the address is right; for the configured one, see "
                                + "maestro.model-server.target."),
                null);
    }

    private static Outcome exhausted(ModelAddress address, String said) throws TransientFailure {
        if (said.contains("exceeds maximum size")) {
            return new Outcome.Refused(
                    "message-too-large",
                    "The call to " + address + " is too large: " + said + ". Send fewer or smaller images.");
        }
        throw new TransientFailure(
                new Outcome.Failed(
                        "model-server-busy",
                        "Model server " + address.target() + " has no room for another call (" + said
                                + "). Lower the expert's maxConcurrent or add a replica."),
                null);
    }

    private static Outcome refused(String code, String said) {
        Matcher matcher = CODED.matcher(said);
        return matcher.matches()
                ? new Outcome.Refused(matcher.group(1), matcher.group(2))
                : new Outcome.Refused(code, said);
    }

    private static Outcome failed(String code, String before, String said) {
        Matcher matcher = CODED.matcher(said);
        return matcher.matches()
                ? new Outcome.Failed(matcher.group(1), matcher.group(2))
                : new Outcome.Failed(code, before + said);
    }

    private static String redact(String said, ModelAddress address) {
        String redacted = address.key() == null ? said : said.replace(address.key(), "***");
        return redacted.length() <= MESSAGE_CHARACTERS ? redacted : redacted.substring(0, MESSAGE_CHARACTERS) + "...";
    }
}
