package dev.maestro.schema.event;

import dev.maestro.schema.wire.Purpose;

/** A fact about a version of a policy. */
public sealed interface PolicyEvent extends Event
        permits TrainingManifest, PolicyTrained, PolicyPromoted, PolicyRejected, PolicyRolledBack {

    /** Which policy. */
    String policyId();

    /** The version that it is about. */
    long version();

    @Override
    default String key() {
        return policyId();
    }

    @Override
    default Purpose purpose() {
        return Purpose.TRAIN;
    }
}
