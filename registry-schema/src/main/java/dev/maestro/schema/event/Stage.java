package dev.maestro.schema.event;

import java.util.List;
import java.util.Locale;

/**
 * The functions in the order in which data moves through them. Module order, channels and the table in
 * {@code functions/README.md} are tested against this.
 */
@SuppressWarnings("ImmutableEnumChecker") // the lists come from List.of
public enum Stage {
    GATEWAY(List.of(), List.of(EventType.TASK_SUBMITTED, EventType.FEEDBACK_SUBMITTED)),
    TASK(
            List.of(EventType.TASK_SUBMITTED, EventType.REGISTRY_EXTENDED),
            List.of(
                    EventType.EPISODE_STARTED,
                    EventType.TASK_REFERENCE,
                    EventType.EPISODE_ENDED,
                    EventType.REGISTRY_CHANGED)),
    DECIDE(
            List.of(EventType.EPISODE_STARTED, EventType.SKILL_INVOKED),
            List.of(EventType.ACTION_DECIDED, EventType.EPISODE_ENDED, EventType.ANSWER_CHUNK)),
    INVOKE(List.of(EventType.ACTION_DECIDED), List.of(EventType.SKILL_INVOKED, EventType.EPISODE_ENDED)),
    REWARD(
            List.of(EventType.EPISODE_ENDED, EventType.TASK_REFERENCE, EventType.FEEDBACK_SUBMITTED),
            List.of(EventType.REWARD_ASSIGNED)),
    TRAIN(List.of(EventType.REWARD_ASSIGNED), List.of(EventType.TRAINING_MANIFEST, EventType.POLICY_TRAINED)),
    EVALUATE(List.of(EventType.EVALUATION_REQUESTED), List.of(EventType.EVALUATION_COMPLETED)),
    PROMOTE(
            List.of(EventType.POLICY_TRAINED, EventType.REWARD_ASSIGNED, EventType.EVALUATION_COMPLETED),
            List.of(EventType.POLICY_PROMOTED, EventType.POLICY_REJECTED, EventType.POLICY_ROLLED_BACK));

    private final List<EventType> consumes;
    private final List<EventType> produces;

    Stage(List<EventType> consumes, List<EventType> produces) {
        this.consumes = consumes;
        this.produces = produces;
    }

    /** Kebab-case name: the module, the prefix of its channels and settings. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it reads from topics. */
    public List<EventType> consumes() {
        return consumes;
    }

    /** What it writes to topics. */
    public List<EventType> produces() {
        return produces;
    }
}
