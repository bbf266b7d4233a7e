package dev.maestro.gateway.submission;

import dev.maestro.schema.wire.Purpose;
import java.time.Instant;

/**
 * What the gateway remembers of an episode that it asked for, so that the same request gives the same event again and an
 * episode without a document can be told from one that never was.
 *
 * @param taskId its task
 * @param tenant whose it is
 * @param purpose of the task
 * @param contentDigest {@code sha256:<hex>} of all that the client chose
 * @param submittedAt when it was first asked for
 */
public record Submission(String taskId, String tenant, Purpose purpose, String contentDigest, Instant submittedAt) {

    static String name(String episodeId) {
        return "submissions/" + episodeId + ".json";
    }
}
