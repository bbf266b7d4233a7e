package dev.maestro.schema.event;

import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of events. One name gives three: the record {@code ActionDecided}, the schema
 * {@code action-decided.v1.json} and the topic {@code maestro.action-decided.v1}.
 */
public enum EventType {
    TASK_SUBMITTED(TaskSubmitted.class),
    EPISODE_STARTED(EpisodeStarted.class),
    TASK_REFERENCE(TaskReference.class),
    ACTION_DECIDED(ActionDecided.class),
    SKILL_INVOKED(SkillInvoked.class),
    EPISODE_ENDED(EpisodeEnded.class),
    REWARD_ASSIGNED(RewardAssigned.class),
    FEEDBACK_SUBMITTED(FeedbackSubmitted.class),
    TRAINING_MANIFEST(TrainingManifest.class),
    POLICY_TRAINED(PolicyTrained.class),
    EVALUATION_REQUESTED(EvaluationRequested.class),
    EVALUATION_COMPLETED(EvaluationCompleted.class),
    POLICY_PROMOTED(PolicyPromoted.class),
    POLICY_REJECTED(PolicyRejected.class),
    POLICY_ROLLED_BACK(PolicyRolledBack.class),
    REGISTRY_EXTENDED(RegistryExtended.class),
    REGISTRY_CHANGED(RegistryChanged.class),
    ANSWER_CHUNK(AnswerChunk.class);

    /** The version of every schema so far. */
    public static final int VERSION = 1;

    private final Class<? extends Event> record;
    private final String word;

    EventType(Class<? extends Event> record) {
        this.record = record;
        this.word = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The record that carries it. */
    public Class<? extends Event> record() {
        return record;
    }

    /** Kebab-case name, such as {@code action-decided}. */
    public String word() {
        return word;
    }

    /** Topic and CloudEvents type, such as {@code maestro.action-decided.v1}. */
    public String topic() {
        return "maestro." + word + ".v" + VERSION;
    }

    /** File name of the JSON Schema. */
    public String schemaFile() {
        return word + ".v" + VERSION + ".json";
    }

    /** The kind of an event. */
    public static EventType of(Event event) {
        for (EventType type : values()) {
            if (type.record == event.getClass()) {
                return type;
            }
        }
        throw new IllegalArgumentException("no event type for " + event.getClass());
    }

    /** The kind that a topic or CloudEvents type names; empty for one that is not ours. */
    public static Optional<EventType> ofTopic(String topic) {
        for (EventType type : values()) {
            if (type.topic().equals(topic)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
