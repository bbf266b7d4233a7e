package dev.maestro.runtime.models.call;

import dev.maestro.core.invoke.ExpertException;
import dev.maestro.core.invoke.ExpertRequest;
import dev.maestro.core.invoke.Image;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.registry.Price;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Usage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What every kind of endpoint has in common: the limits of an expert, and what a call cost. */
public final class ExpertCalls {

    private ExpertCalls() {}

    /**
     * Refuses what the expert does not accept, before anything is sent.
     *
     * @throws ExpertException {@code Refused}
     */
    public static void check(Expert expert, ExpertRequest request) {
        if (request.images().size() > expert.limits().maxImages()) {
            throw new ExpertException(new Outcome.Refused(
                    "too-many-images",
                    "Expert '" + expert.id() + "' takes at most "
                            + expert.limits().maxImages() + " images; there are "
                            + request.images().size() + "."));
        }
        for (Image image : request.images()) {
            if ((long) image.width() * image.height() > expert.limits().maxPixels()) {
                throw new ExpertException(new Outcome.Refused(
                        "image-too-large",
                        "Expert '" + expert.id() + "' takes images of at most "
                                + expert.limits().maxPixels() + " pixels; one has " + image.width() + " x "
                                + image.height() + "."));
            }
        }
    }

    /** Sampling parameters with the expert's bound on tokens, in a fixed order. */
    public static Map<String, Object> parameters(Expert expert, ExpertRequest request) {
        Map<String, Object> parameters = new LinkedHashMap<>(new TreeMap<>(request.parameters()));
        parameters.merge(
                "max_tokens",
                expert.limits().maxOutputTokens(),
                (asked, most) -> asked instanceof Number number
                        ? Math.min(number.longValue(), ((Number) most).longValue())
                        : most);
        return parameters;
    }

    /** One call's usage, priced. */
    public static Usage usage(Price price, long inputTokens, long outputTokens, long cpuNanos) {
        double cost = price.perCallMicroUsd()
                + price.perInputTokenMicroUsd() * inputTokens
                + price.perOutputTokenMicroUsd() * outputTokens
                + price.perCpuSecondMicroUsd() * cpuNanos / 1e9;
        return new Usage(1, inputTokens + outputTokens, cpuNanos / 1e6, cost, cost, outputTokens);
    }
}
