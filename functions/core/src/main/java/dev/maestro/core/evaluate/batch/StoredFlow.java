package dev.maestro.core.evaluate.batch;

import dev.maestro.core.episode.Json;
import dev.maestro.core.episode.ObjectStore;
import dev.maestro.schema.event.RewardAssigned;
import java.io.IOException;
import java.util.Optional;

/** A flow whose pictures and ended episodes are in an object store. */
public interface StoredFlow extends EvaluationFlow {

    /** The store that the functions of the flow use. */
    ObjectStore objects();

    @Override
    default String store(byte[] picture) throws IOException {
        return objects().putContent(picture);
    }

    @Override
    default Optional<RewardAssigned> ended(String episodeId) throws IOException {
        return objects()
                .get("episodes/" + episodeId + ".json")
                .map(bytes -> Json.read(RewardAssigned.class, bytes, "malformed-episode"));
    }
}
