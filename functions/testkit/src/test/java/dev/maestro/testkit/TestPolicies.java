package dev.maestro.testkit;

import dev.maestro.core.decide.JavaScorer;
import dev.maestro.core.decide.Policies;
import dev.maestro.core.decide.ResidualWeights;
import dev.maestro.core.observe.CalibrationData;
import dev.maestro.schema.registry.PolicyEntry;

/** The policies of the embedded registry over a made-up world. */
final class TestPolicies {

    private TestPolicies() {}

    static Policies of(RoutingWorld world, CalibrationData calibrated) {
        return new Policies(
                world.encoder(),
                world.pictures(),
                registry -> calibrated,
                entry -> new JavaScorer(ResidualWeights.random(1)));
    }

    static PolicyEntry entry(String id) {
        return RoutingWorld.REGISTRY.policy(id).orElseThrow();
    }
}
