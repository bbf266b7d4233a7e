package dev.maestro.schema.event;

import dev.maestro.schema.wire.Purpose;

/** A fact that happened to a task, an episode, a policy, an evaluation or the registry. */
public sealed interface Event
        permits TaskSubmitted,
                TaskReference,
                FeedbackSubmitted,
                EpisodeEvent,
                PolicyEvent,
                EvaluationEvent,
                AnswerChunk,
                RegistryExtended,
                RegistryChanged {

    /** The same for every delivery of this fact: (episode or task id, step index, stage, attempt). */
    String eventId();

    /** Key on the topic: episode id, or task or policy id where the fact is about a task or a policy. */
    String key();

    /** Why the task was submitted; a CloudEvents attribute. */
    Purpose purpose();
}
