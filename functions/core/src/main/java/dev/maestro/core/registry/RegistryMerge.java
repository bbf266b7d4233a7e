package dev.maestro.core.registry;

import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.registry.PairRule;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.registry.RegistryDocument;
import dev.maestro.schema.registry.Skill;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Lays one registry over another. */
public final class RegistryMerge {

    private RegistryMerge() {}

    /**
     * Both together, under the name of the first: an entry of the second replaces the one of the same id in its
     * place, others follow; rules of the second come last and so win. The result is not checked.
     */
    public static RegistryDocument of(RegistryDocument base, RegistryDocument overlay) {
        List<PairRule> rules = new ArrayList<>(base.rules());
        rules.addAll(overlay.rules());
        return new RegistryDocument(
                base.name(),
                merged(base.experts(), overlay.experts(), Expert::id),
                merged(base.skills(), overlay.skills(), Skill::id),
                merged(base.policies(), overlay.policies(), PolicyEntry::id),
                rules);
    }

    private static <T> List<T> merged(List<T> base, List<T> overlay, Function<T, String> id) {
        Map<String, T> result = new LinkedHashMap<>();
        base.forEach(entry -> result.put(id.apply(entry), entry));
        overlay.forEach(entry -> result.put(id.apply(entry), entry));
        return List.copyOf(result.values());
    }
}
