package dev.maestro.local;

import dev.maestro.core.registry.RegistryLoader;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.registry.RegistryDocument;
import java.util.List;
import java.util.Set;

/** A part of the embedded registry. */
public final class SmallRegistry {

    private SmallRegistry() {}

    /** The registry of some experts and skills, with all policies. */
    public static RegistrySnapshot of(Set<String> experts, Set<String> skills) {
        RegistryDocument all = RegistryLoader.embedded();
        return RegistryLoader.snapshot(new RegistryDocument(
                "small",
                all.experts().stream()
                        .filter(expert -> experts.contains(expert.id()))
                        .toList(),
                all.skills().stream()
                        .filter(skill -> skills.contains(skill.id()))
                        .toList(),
                all.policies(),
                List.of()));
    }
}
