package dev.maestro.gateway.episode;

import dev.maestro.gateway.Examples;
import dev.maestro.gateway.problem.JsonBodies;
import dev.maestro.gateway.problem.Problem;
import dev.maestro.gateway.tenant.AdmittanceFilter;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Episodes: what became of questions. */
@Path("/v1/episodes/{episodeId}")
@RunOnVirtualThread
@Tag(name = "episodes", description = "Read, follow and judge episodes")
@APIResponse(
        responseCode = "401",
        description = "No key, or an unknown one",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@APIResponse(
        responseCode = "404",
        description = "There is no such episode",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@APIResponse(
        responseCode = "503",
        description = "Broker or object store away; try again after `Retry-After`",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public class EpisodesResource {

    private static final String ID = "e-mgw2k3d5hqz4xgayb7ncrvhj2s";

    private final EpisodeReader episodes;
    private final EpisodeStream stream;
    private final Feedback feedback;

    EpisodesResource(EpisodeReader episodes, EpisodeStream stream, Feedback feedback) {
        this.episodes = episodes;
        this.stream = stream;
        this.feedback = feedback;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
    @Operation(operationId = "episode", summary = "The episode with all its steps, running or ended")
    @APIResponse(
            responseCode = "200",
            description = "What is known; `status` is accepted, running or ended",
            content =
                    @Content(
                            schema = @Schema(implementation = EpisodeView.class),
                            examples = @ExampleObject(name = "answered", value = Examples.ANSWERED)))
    public Response episode(
            @Parameter(example = ID) @RestPath String episodeId, @Context ContainerRequestContext request) {
        EpisodeReader.Found found = episodes.find(AdmittanceFilter.tenant(request), episodeId);
        return Response.ok(JsonBodies.bytes(episodes.view(found)), MediaType.APPLICATION_JSON_TYPE)
                .build();
    }

    @GET
    @Path("/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "episodeEvents",
            summary = "The events of the episode as they happen, from its beginning to its reward",
            description = "Server-sent events named episode-started, action-decided, skill-invoked, episode-ended and"
                    + " reward-assigned. The data of each is the episode so far, without `state`. Where the policy"
                    + " tells its answer while writing it, pieces come between as answer-chunk: those of a higher"
                    + " `attempt` replace all before, and episode-ended has the answer that counts. The stream ends"
                    + " with the reward, or ten seconds after the end.")
    @APIResponse(
            responseCode = "200",
            description = "Events",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(type = SchemaType.STRING),
                            examples = @ExampleObject(name = "start", value = """
            event: episode-started
            id: e-mgw2k3d5hqz4xgayb7ncrvhj2s/0/task/0
            data: {"episodeId": "e-mgw2k3d5hqz4xgayb7ncrvhj2s", "status": "running", "steps": []}""")))
    public void events(
            @Parameter(example = ID) @RestPath String episodeId,
            @Context ContainerRequestContext request,
            @Context SseEventSink sink,
            @Context Sse sse) {
        stream.run(episodes.find(AdmittanceFilter.tenant(request), episodeId), sink, sse);
    }

    @POST
    @Path("/feedback")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
    @Operation(operationId = "feedback", summary = "Say how good the answer was")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = FeedbackBody.class),
                            examples = @ExampleObject(name = "right", value = Examples.FEEDBACK)))
    @APIResponse(
            responseCode = "202",
            description = "Taken",
            content =
                    @Content(
                            schema = @Schema(implementation = Feedback.Accepted.class),
                            examples =
                                    @ExampleObject(
                                            name = "taken",
                                            value =
                                                    "{\"feedbackId\": \"f-pq7k3d5hqz4xgayb7ncrvhj2sm\", \"episodeId\": \""
                                                            + ID + "\"}")))
    @APIResponse(
            responseCode = "400",
            description = "The request must be changed",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "409",
            description = "The idempotency key was used with another body",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response feedback(
            @Parameter(example = ID) @RestPath String episodeId,
            byte[] body,
            @Parameter(description = "The same key and body count once") @RestHeader("Idempotency-Key") @Nullable
                    String idempotencyKey,
            @Context ContainerRequestContext request) {
        String tenant = AdmittanceFilter.tenant(request);
        FeedbackBody judged = JsonBodies.read(body, FeedbackBody.class, "the body");
        Feedback.Accepted accepted = feedback.take(tenant, episodes.find(tenant, episodeId), idempotencyKey, judged);
        return Response.accepted(JsonBodies.bytes(accepted))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .build();
    }
}
