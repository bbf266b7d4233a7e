package dev.maestro.gateway.question;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A question that is being worked on.
 *
 * @param taskId its task
 * @param episodeId its first episode
 * @param episodes all of them, one a rollout
 * @param status {@code accepted}
 * @param location where the answer will be
 * @param warnings what the client should know about its request; null for nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "A question that is being worked on", examples = """
        {"taskId": "t-5f3aw2k7dmqz4xg6yb1ncrvhj7", "episodeId": "e-mgw2k3d5hqz4xgayb7ncrvhj2s",
         "episodes": ["e-mgw2k3d5hqz4xgayb7ncrvhj2s"], "status": "accepted",
         "location": "/v1/episodes/e-mgw2k3d5hqz4xgayb7ncrvhj2s"}""")
public record QuestionAccepted(
        String taskId,
        String episodeId,
        List<String> episodes,
        String status,
        String location,
        @Nullable List<String> warnings) {}
