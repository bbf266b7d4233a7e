package dev.maestro.core.evaluate.plan;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.core.train.CheckpointStore;
import dev.maestro.schema.registry.PolicyEntry;
import java.io.IOException;
import java.util.OptionalLong;

/** Whether a policy can decide, before a batch is begun with it. */
public final class PolicyCheck {

    private PolicyCheck() {}

    /**
     * Checks a choice.
     *
     * @throws TerminalException {@code unknown-policy}, {@code unknown-version} or {@code unknown-pair}; the message says
     *     what there is
     */
    public static void check(PolicyChoice choice, RegistrySnapshot registry, ObjectStore objects) throws IOException {
        PolicyEntry entry = registry.policy(choice.policyId())
                .orElseThrow(() -> new TerminalException(
                        "unknown-policy",
                        "There is no policy '" + choice.policyId() + "' in the registry. Known: "
                                + String.join(
                                        ", ",
                                        registry.document().policies().stream()
                                                .map(PolicyEntry::id)
                                                .toList())
                                + "; a single pair is written expert:skill."));
        String version = choice.version();
        if (version != null) {
            checkVersion(entry, version, objects);
        }
        String expert = choice.expert();
        String skill = choice.skill();
        if (expert != null && skill != null) {
            checkPair(choice, expert, skill, registry);
        }
    }

    /** The version of a trained policy that a checked choice names: one that a model server has to have. */
    public static OptionalLong trainedVersion(PolicyChoice choice, RegistrySnapshot registry) {
        String version = choice.version();
        boolean trained =
                registry.policy(choice.policyId()).map(PolicyEntry::model).isPresent();
        return version != null && trained ? OptionalLong.of(Long.parseLong(version)) : OptionalLong.empty();
    }

    private static void checkVersion(PolicyEntry entry, String version, ObjectStore objects) throws IOException {
        if (entry.model() == null) {
            if (!entry.version().equals(version)) {
                throw new TerminalException(
                        "unknown-version",
                        "There is no version " + version + " of " + entry.id() + "; the registry has version "
                                + entry.version() + ".");
            }
            return;
        }
        if (!version.matches("[0-9]{1,18}")) {
            throw new TerminalException(
                    "unknown-version", "A version of " + entry.id() + " is a number, not '" + version + "'.");
        }
        new CheckpointStore(objects, entry.id()).checkpoint(entry.id(), Long.parseLong(version));
    }

    private static void checkPair(PolicyChoice choice, String expert, String skill, RegistrySnapshot registry) {
        if (registry.expert(expert).isEmpty() || registry.skill(skill).isEmpty()) {
            throw new TerminalException(
                    "unknown-pair",
                    "There is no " + (registry.expert(expert).isEmpty() ? "expert '" + expert : "skill '" + skill)
                            + "' in the registry; see ./maestro registry list.");
        }
        if (registry.pair(expert, skill).isEmpty()) {
            throw new TerminalException(
                    "unknown-pair",
                    "The expert " + expert + " cannot run the skill " + skill + " (" + choice.label()
                            + "); see ./maestro registry list.");
        }
    }
}
