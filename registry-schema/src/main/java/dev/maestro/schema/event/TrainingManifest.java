package dev.maestro.schema.event;

import java.time.Instant;
import java.util.List;

/**
 * What the next update of a policy learns from; written before it. The same manifest, checkpoint and code give the same
 * weights to the bit.
 *
 * @param policyId which policy
 * @param version that the update makes
 * @param baseVersion that it starts from
 * @param baseCheckpoint digest of the checkpoint that it starts from
 * @param position entries of the training log that were taken up
 * @param settings of the learner, as JSON
 * @param groups in the order in which they are learned from
 * @param waste episodes that were left out since the learner began, by reason
 * @param codeRevision of the learner
 * @param writtenAt when
 */
public record TrainingManifest(
        String policyId,
        long version,
        long baseVersion,
        String baseCheckpoint,
        long position,
        String settings,
        List<TrainingGroup> groups,
        List<WasteCount> waste,
        String codeRevision,
        Instant writtenAt)
        implements PolicyEvent {

    public TrainingManifest {
        groups = groups == null ? List.of() : List.copyOf(groups);
        waste = waste == null ? List.of() : List.copyOf(waste);
    }

    @Override
    public String eventId() {
        return EventIds.of(policyId + "/" + version, "training-manifest");
    }
}
