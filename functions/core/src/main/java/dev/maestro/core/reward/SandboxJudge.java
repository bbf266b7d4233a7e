package dev.maestro.core.reward;

import dev.maestro.core.invoke.ExpertException;
import dev.maestro.core.invoke.Experts;
import dev.maestro.core.invoke.code.CodeReply;
import dev.maestro.schema.registry.Endpoint;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.registry.Limits;
import dev.maestro.schema.registry.Price;
import dev.maestro.schema.wire.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Runs code in the sandbox of a model server. The test runs behind the code in the same interpreter and passes when it
 * ends without an error; leaving early, as by {@code sys.exit(0)}, is an error too.
 */
public final class SandboxJudge implements CodeJudge {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Experts experts;
    private final Expert sandbox;
    private final InstantSource clock;

    /**
     * Makes one.
     *
     * @param model with the capability {@code run-code}, on the model server that is configured
     */
    public SandboxJudge(Experts experts, String model, InstantSource clock) {
        this.experts = experts;
        this.clock = clock;
        this.sandbox = new Expert(
                model,
                List.of(),
                List.of("run-code"),
                new Endpoint.Triton(null, model, null),
                null,
                null,
                "runs code that is to be scored",
                "",
                Price.FREE,
                0,
                Limits.DEFAULT,
                "");
    }

    @Override
    public boolean passes(String code, String test) {
        try {
            return CodeReply.of(experts.call(
                            sandbox,
                            CodeReply.request(code + "\n\n" + test + "\n"),
                            clock.instant().plus(LONGEST)))
                    .isCompleted();
        } catch (ExpertException e) {
            if (e.outcome() instanceof Outcome.Refused) {
                return false; // code that the sandbox does not even take, such as a very long one
            }
            throw new IllegalStateException("code cannot be scored now: " + e.outcome(), e);
        }
    }
}
