package dev.maestro.schema.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A frozen model that skills run on.
 *
 * @param id kebab-case, unique
 * @param aliases other names it answers to
 * @param capabilities what it can do: {@code read-text}, {@code detect}, {@code compute}, {@code look-up},
 *     {@code read-code} (barcodes), {@code generate}, ...
 * @param endpoint where it is served
 * @param secretRef name of the secret with its key, resolved in {@code decide} and {@code invoke} only
 * @param chatTemplate how a prompt is wrapped, or null for an endpoint that does it itself
 * @param description for people and for the generative policy
 * @param chooseWhen when to prefer it
 * @param price what it costs
 * @param latencyPriorMillis expected latency before anything was measured
 * @param limits what it accepts
 * @param licence of the model
 */
public record Expert(
        String id,
        List<String> aliases,
        List<String> capabilities,
        Endpoint endpoint,
        @Nullable String secretRef,
        @Nullable String chatTemplate,
        String description,
        String chooseWhen,
        Price price,
        long latencyPriorMillis,
        Limits limits,
        String licence) {

    public Expert {
        aliases = aliases == null ? List.of() : List.copyOf(aliases);
        capabilities = capabilities == null ? List.of() : List.copyOf(capabilities);
        price = price == null ? Price.FREE : price;
        limits = limits == null ? Limits.DEFAULT : limits;
    }
}
