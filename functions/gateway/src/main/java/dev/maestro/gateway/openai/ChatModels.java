package dev.maestro.gateway.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.gateway.problem.Problem;
import dev.maestro.gateway.problem.ProblemException;
import dev.maestro.runtime.registry.Registries;
import dev.maestro.schema.registry.PolicyEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The models that clients of OpenAI's API see: {@code maestro}, the ensemble under its default policy, and
 * {@code maestro/POLICY} for each policy of the registry.
 */
@ApplicationScoped
class ChatModels {

    private static final String DEFAULT = "maestro";
    private static final String PREFIX = DEFAULT + "/";

    private final Registries registries;

    /**
     * A model as OpenAI's API shows it.
     *
     * @param created in seconds; 0, as a registry does not say
     * @param policyId what decides; null for the default
     * @param policyVersion of the registry; promoted versions go before it
     */
    record Model(
            String id,
            String object,
            long created,
            @JsonProperty("owned_by") String ownedBy,
            @Nullable String description,
            @Nullable String policyId,
            @Nullable String policyVersion) {}

    /** All models. */
    record Page(String object, List<Model> data) {}

    ChatModels(Registries registries) {
        this.registries = registries;
    }

    /**
     * The policy that a model stands for.
     *
     * @return null for the default
     * @throws ProblemException 404 when there is none
     */
    @Nullable
    String policy(String tenant, String model) {
        return find(tenant, model).policyId();
    }

    /**
     * One model.
     *
     * @throws ProblemException 404 when there is none
     */
    Model find(String tenant, String model) {
        RegistrySnapshot registry = registries.current(tenant);
        if (model.equals(DEFAULT)) {
            return ensemble();
        }
        Optional<PolicyEntry> policy =
                model.startsWith(PREFIX) ? registry.policy(model.substring(PREFIX.length())) : Optional.empty();
        return policy.map(ChatModels::model)
                .orElseThrow(() -> ProblemException.of(Problem.of(
                                404,
                                "unknown-model",
                                "there is no model '" + model + "'; there are "
                                        + all(tenant).data().stream()
                                                .map(Model::id)
                                                .collect(Collectors.joining(", ")))
                        .about("model")));
    }

    /** What a tenant may name. */
    Page all(String tenant) {
        List<Model> models = new ArrayList<>(List.of(ensemble()));
        registries.current(tenant).document().policies().forEach(policy -> models.add(model(policy)));
        return new Page("list", models);
    }

    private static Model ensemble() {
        return new Model(DEFAULT, "model", 0, "maestro", "The ensemble under its default policy", null, null);
    }

    private static Model model(PolicyEntry policy) {
        return new Model(
                PREFIX + policy.id(), "model", 0, "maestro", policy.description(), policy.id(), policy.version());
    }
}
