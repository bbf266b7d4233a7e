package dev.maestro.local.command;

import dev.maestro.local.flow.FlowSession;
import java.util.List;

/** The best policy that can decide here. */
final class BestPolicy {

    private static final List<String> PREFERENCE = List.of("calibrated-router", "best-pair", "random");

    private BestPolicy() {}

    static String of(FlowSession session) {
        return PREFERENCE.stream()
                .filter(id -> session.registries().current().policy(id).isPresent())
                .findFirst()
                .orElseThrow(() -> new UserException(
                        "The registry lists no policy that can decide. Add one, or run `./maestro registry list`."));
    }
}
