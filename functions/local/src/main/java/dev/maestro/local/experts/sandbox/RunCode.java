package dev.maestro.local.experts.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.core.episode.Json;
import dev.maestro.local.experts.ExpertCall;
import dev.maestro.local.experts.ExpertEngine;

/** Capability {@code run-code}: runs a Python source in the sandbox. Thread-safe. */
public final class RunCode implements ExpertEngine {

    private static final int LONGEST = 50_000;

    private final PythonSandbox sandbox;

    public RunCode() {
        this(SandboxLimits.DEFAULT);
    }

    RunCode(SandboxLimits limits) {
        this.sandbox = new PythonSandbox(limits);
    }

    @Override
    public JsonNode answer(ExpertCall call) {
        String source = call.text("source", "");
        if (source.isBlank()) {
            throw ExpertCall.badOptions("option source is empty; send the Python source to run");
        }
        if (source.length() > LONGEST) {
            throw ExpertCall.badOptions(
                    "source has " + source.length() + " characters; at most " + LONGEST + " are run");
        }
        SandboxRun run = sandbox.run(source, call.cancelled());
        call.checkCancelled();
        ObjectNode answer = Json.mapper()
                .createObjectNode()
                .put("outcome", run.outcome().word())
                .put("output", run.output())
                .put("fuel", run.fuel());
        return run.error().isEmpty() ? answer : answer.put("error", run.error());
    }
}
