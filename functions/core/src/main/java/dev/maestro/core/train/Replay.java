package dev.maestro.core.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.maestro.core.episode.Json;
import dev.maestro.core.episode.TerminalException;
import dev.maestro.schema.event.TrainingGroup;
import dev.maestro.schema.event.TrainingManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Follows manifests: the same checkpoint, manifests and trajectories give the same weights to the bit. */
public final class Replay {

    private Replay() {}

    /**
     * The groups that a manifest names.
     *
     * @param trajectories by episode id
     * @throws TerminalException {@code trajectory-lost} when one is missing
     */
    public static List<GroupBook.Group> groups(TrainingManifest manifest, Map<String, Trajectory> trajectories) {
        List<GroupBook.Group> groups = new ArrayList<>();
        for (TrainingGroup named : manifest.groups()) {
            List<Trajectory> members = new ArrayList<>();
            for (String episodeId : named.episodeIds()) {
                Trajectory member = trajectories.get(episodeId);
                if (member == null) {
                    throw new TerminalException(
                            "trajectory-lost",
                            "version " + manifest.version() + " learned from episode " + episodeId
                                    + ", which is no longer in the log; replay from a longer log");
                }
                members.add(member);
            }
            groups.add(
                    new GroupBook.Group(named.taskId() + "@" + named.policyVersion(), named.policyVersion(), members));
        }
        return groups;
    }

    /** Makes the versions of the manifests again. */
    public static Checkpoint follow(
            Checkpoint start, List<TrainingManifest> manifests, Map<String, Trajectory> trajectories) {
        Checkpoint checkpoint = start;
        for (TrainingManifest manifest : manifests) {
            Training training = new Training(settings(manifest), checkpoint, manifest.codeRevision());
            training.learn(new Training.Plan(manifest, groups(manifest, trajectories)));
            checkpoint = training.checkpoint();
        }
        return checkpoint;
    }

    /** The learner's settings that a manifest names. */
    public static GrpoSettings settings(TrainingManifest manifest) {
        try {
            return Json.mapper().readValue(manifest.settings(), GrpoSettings.class);
        } catch (JsonProcessingException e) {
            throw new TerminalException(
                    "malformed-manifest", "the settings of version " + manifest.version() + " cannot be read");
        }
    }
}
