package dev.maestro.runtime.models;

import dev.maestro.core.decide.generative.Generation;
import dev.maestro.core.decide.generative.TextModel;
import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.invoke.ExpertException;
import dev.maestro.runtime.models.openai.OpenAiTexts;
import dev.maestro.runtime.models.triton.TritonTexts;
import dev.maestro.schema.registry.Endpoint;
import dev.maestro.schema.wire.ImageRef;
import dev.maestro.schema.wire.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The language models of generative policies: loads the pictures, calls where the model is served, types failures. */
public final class PolicyTexts implements TextModel {

    private final TritonTexts triton;
    private final OpenAiTexts openAi;
    private final Supplier<ObjectStore> objects;
    private final InstantSource clock;

    /**
     * Makes one.
     *
     * @param objects where the pictures of tasks are; asked for when the first is needed
     */
    public PolicyTexts(TritonTexts triton, OpenAiTexts openAi, Supplier<ObjectStore> objects, InstantSource clock) {
        this.triton = triton;
        this.openAi = openAi;
        this.objects = objects;
        this.clock = clock;
    }

    @Override
    public Optional<Generation> generate(Request request, Instant deadline) {
        return generated(request, deadline, null);
    }

    /** Models behind Triton are heard while they write; others are silent until they are done. */
    @Override
    public Optional<Generation> generate(Request request, Instant deadline, Writing writing) {
        return generated(request, deadline, writing);
    }

    private Optional<Generation> generated(Request request, Instant deadline, @Nullable Writing writing) {
        List<byte[]> images = images(request);
        try {
            return Optional.of(
                    switch (request.model().endpoint()) {
                        case Endpoint.Triton endpoint -> triton.generate(endpoint, request, images, deadline, writing);
                        case Endpoint.OpenAi endpoint -> openAi.generate(endpoint, request, images, deadline);
                        case Endpoint.Mcp ignored ->
                            throw new TerminalException(
                                    "endpoint-not-supported",
                                    "The policy " + request.policyId() + " is registered as an MCP tool; a policy is"
                                            + " served by Triton or an OpenAI-compatible endpoint.");
                    });
        } catch (ExpertException e) {
            if (e.outcome() instanceof Outcome.TimedOut && !clock.instant().isBefore(deadline)) {
                return Optional.empty();
            }
            throw unusable(request.policyId(), e.outcome());
        }
    }

    private List<byte[]> images(Request request) {
        int most = request.model().limits().maxImages();
        if (request.images().size() > most) {
            throw new TerminalException(
                    "too-many-images",
                    "The policy " + request.policyId() + " takes at most " + most + " images, there are "
                            + request.images().size() + ". Send fewer, or choose another policy.");
        }
        List<byte[]> images = new ArrayList<>();
        for (ImageRef image : request.images()) {
            try {
                images.add(objects.get()
                        .get(image.digest())
                        .orElseThrow(() -> new TerminalException(
                                "image-lost", "Image " + image.digest() + " is no longer in the object store.")));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read image " + image.digest(), e);
            }
        }
        return images;
    }

    private static TerminalException unusable(String policyId, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failed failed ->
                new TerminalException(failed.code(), "The policy " + policyId + " cannot decide: " + failed.message());
            case Outcome.Refused refused ->
                new TerminalException(
                        refused.code(), "The policy " + policyId + " cannot decide: " + refused.message());
            case Outcome.TimedOut timedOut ->
                new TerminalException(
                        "policy-timed-out",
                        "The model of the policy " + policyId + " took longer than " + timedOut.afterMillis()
                                + " ms for one turn. Raise timeoutMillis of its limits, or lower maxOutputTokens.");
            case Outcome.OverBudget over ->
                new TerminalException("over-budget", "The policy " + policyId + " is over its " + over.limit() + ".");
            case Outcome.Answered answered -> throw new IllegalStateException("an answer is no failure");
        };
    }
}
