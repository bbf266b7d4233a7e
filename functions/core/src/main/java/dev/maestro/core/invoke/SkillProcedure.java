package dev.maestro.core.invoke;

/** A fixed procedure, run with one expert as its main model. Keeps nothing between runs. Thread-safe. */
public interface SkillProcedure {

    /** Name that the registry uses. */
    String name();

    /**
     * Runs it.
     *
     * @return the observation; empty when it looked and found nothing
     * @throws ExpertException when a call that it cannot do without brought no reply
     */
    String run(SkillInput input, SkillContext context);

    /** How much of its observation is kept, from the end; {@link CallRunner#OBSERVATION_CHARACTERS} unless it says so. */
    default int observationCharacters() {
        return CallRunner.OBSERVATION_CHARACTERS;
    }
}
