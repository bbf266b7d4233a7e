package dev.maestro.schema.wire;

/**
 * One use of an (expert, skill) pair.
 *
 * @param callIndex position among the calls of its step, from 0
 * @param expertId id in the registry
 * @param skillId id in the registry
 * @param query what the skill is asked
 */
public record Call(int callIndex, String expertId, String skillId, String query) {

    public Call {
        Checks.notNegative(callIndex, "callIndex");
        Checks.notBlank(expertId, "expertId");
        Checks.notBlank(skillId, "skillId");
        Checks.notBlank(query, "query");
    }
}
