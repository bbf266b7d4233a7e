package dev.maestro.core.registry;

import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.registry.Skill;

/** An expert with a skill that it is capable of and that the rules allow. */
public record Pair(Expert expert, Skill skill) {

    /** {@code expert-id/skill-id}. */
    public String id() {
        return expert.id() + "/" + skill.id();
    }
}
