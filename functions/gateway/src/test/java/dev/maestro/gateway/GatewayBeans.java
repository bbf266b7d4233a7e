package dev.maestro.gateway;

import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.runtime.registry.Registries;
import dev.maestro.schema.registry.Endpoint;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.registry.Limits;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.registry.Price;
import dev.maestro.schema.registry.RegistryDocument;
import dev.maestro.schema.registry.Skill;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;

/** What a deployable would bring. */
@Alternative
@Priority(1)
@Singleton
public class GatewayBeans {

    static final String REGISTRY_DIGEST = "sha256:" + "ab".repeat(32);

    @Produces
    @Singleton
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Registries registries() {
        RegistrySnapshot snapshot = registry();
        return new Registries() {
            @Override
            public RegistrySnapshot current() {
                return snapshot;
            }

            @Override
            public RegistrySnapshot snapshot(String digest) {
                return snapshot;
            }
        };
    }

    static RegistrySnapshot registry() {
        Expert expert = new Expert(
                "reader",
                List.of("lese"),
                List.of("read-text"),
                new Endpoint.Triton(null, "reader", null),
                null,
                null,
                "reads",
                "always",
                Price.FREE,
                10,
                Limits.DEFAULT,
                "Apache-2.0");
        Skill skill = new Skill(
                "read", List.of(), 2, "family", "reads", "always", List.of("read-text"), List.of(), "read", 1, 1);
        PolicyEntry policy = new PolicyEntry("scripted", List.of(), "scripted", "1", "", null);
        return new RegistrySnapshot(
                REGISTRY_DIGEST,
                new RegistryDocument("test", List.of(expert), List.of(skill), List.of(policy), List.of()));
    }
}
