package dev.maestro.core.task;

import dev.maestro.schema.registry.PolicyEntry;
import java.io.IOException;

/** Which version of a policy decides a task whose request names none. Thread-safe. */
@FunctionalInterface
public interface PolicyVersions {

    /** The version of the registry. */
    PolicyVersions OF_REGISTRY = (entry, taskId) -> entry.version();

    /**
     * The version; always the same for the same task while nothing is promoted.
     *
     * @throws IOException when it cannot be read; trying again may help
     */
    String of(PolicyEntry entry, String taskId) throws IOException;
}
