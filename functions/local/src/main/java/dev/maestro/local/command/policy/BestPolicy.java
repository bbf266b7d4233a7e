package dev.maestro.local.command.policy;

import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.core.train.Checkpoint;
import dev.maestro.core.train.PairScoringOnnx;
import dev.maestro.local.command.terminal.UserException;
import dev.maestro.local.flow.FlowSession;
import dev.maestro.local.flow.PolicyModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The best policy that can decide here: the pair-scoring one once a trained version of it decides, as the gate lets only
 * one decide that beats the router; else the router.
 */
public final class BestPolicy {

    private static final List<String> PREFERENCE = List.of("calibrated-router", "best-pair", "random");

    private BestPolicy() {}

    /**
     * Its id.
     *
     * @throws UserException when the registry lists no policy that can decide
     */
    public static String of(FlowSession session) {
        RegistrySnapshot registry = session.registries().current();
        if (registry.policy(PairScoringOnnx.MODEL).isPresent() && isTrained(session)) {
            return PairScoringOnnx.MODEL;
        }
        return PREFERENCE.stream()
                .filter(id -> registry.policy(id).isPresent())
                .findFirst()
                .orElseThrow(() -> new UserException(
                        "The registry lists no policy that can decide. Add one, or run `./maestro registry list`."));
    }

    private static boolean isTrained(FlowSession session) {
        try {
            return PolicyModel.trained(session.objects()).isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read which version decides", e);
        }
    }

    /** Where the version that decides comes from, for people; the policy's id alone when it has no versions. */
    public static String named(FlowSession session, String policyId) throws IOException {
        return policyId.equals(PairScoringOnnx.MODEL)
                ? PolicyModel.trained(session.objects())
                        .map(version -> policyId + ", version " + version.version() + ": " + origin(version))
                        .orElse(policyId + ", untrained: decides about as the calibrated router does")
                : policyId;
    }

    /** Where a version comes from, in a few words. */
    static String origin(Checkpoint version) {
        if (!version.isTrained()) {
            return "untrained";
        }
        String gate = version.provenance().get("gate");
        return version.version() == Checkpoint.FIRST ? "shipped" + (gate == null ? "" : "; " + gate) : "trained here";
    }
}
