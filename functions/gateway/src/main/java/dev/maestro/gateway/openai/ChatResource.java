package dev.maestro.gateway.openai;

import dev.maestro.gateway.Examples;
import dev.maestro.gateway.GatewayConfig;
import dev.maestro.gateway.episode.EpisodeView;
import dev.maestro.gateway.problem.JsonBodies;
import dev.maestro.gateway.problem.Problem;
import dev.maestro.gateway.question.Questions;
import dev.maestro.gateway.tenant.AdmittanceFilter;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestHeader;
import org.jspecify.annotations.Nullable;

/** The ensemble behind OpenAI's chat completions. */
@Path("/v1/chat/completions")
@RunOnVirtualThread
@Tag(name = "openai", description = "The same for clients of OpenAI's API")
public class ChatResource {

    private static final Logger LOG = Logger.getLogger(ChatResource.class);

    private final ChatReader reader;
    private final Questions questions;
    private final InstantSource clock;
    private final Duration maxWait;

    ChatResource(ChatReader reader, Questions questions, InstantSource clock, GatewayConfig config) {
        this.reader = reader;
        this.questions = questions;
        this.clock = clock;
        this.maxWait = config.maxWait();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
    @Operation(
            operationId = "chat",
            summary = "A question as OpenAI's chat completions have it",
            description = "`model` is `maestro` or `maestro/POLICY`; see /v1/models. Images are parts of type"
                    + " `image_url` with `data:` URLs. The object `maestro` of the request may have `budget`,"
                    + " `deadlineMillis`, `costWeight`, `experts`, `skills`, `purpose`, `choices` and `reference`; the"
                    + " one of the reply has the episode: id, steps, cost, policy. `usage` counts the policy and all"
                    + " expert calls. The request waits for the end of the episode; when it is cut off, the episode"
                    + " goes on, and `GET /v1/episodes/{id}` has its answer.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "with an image", value = Examples.CHAT)))
    @APIResponse(
            responseCode = "200",
            description = "The answer; with `stream`, chunks as server-sent events: of the answer while it is written"
                    + " where the policy tells it. Should the episode end with another answer than was streamed, it"
                    + " follows whole, and stands in `maestro.answer` of the chunk with the `finish_reason`",
            content = @Content(schema = @Schema(implementation = ChatCompletion.class)))
    @APIResponse(
            responseCode = "400",
            description = "The request must be changed",
            content = @Content(schema = @Schema(implementation = ChatProblems.Body.class)))
    @APIResponse(
            responseCode = "504",
            description = "The episode goes on; read it later",
            content = @Content(schema = @Schema(implementation = ChatProblems.Body.class)))
    public Response complete(
            byte[] body,
            @RestHeader("Idempotency-Key") @Nullable String idempotencyKey,
            @Context ContainerRequestContext request,
            @Context HttpServerResponse response) {
        String tenant = AdmittanceFilter.tenant(request);
        ChatRequest chat = reader.read(tenant, body);
        Questions.Asked asked = questions.take(tenant, idempotencyKey, chat.question(), true);
        Response.ResponseBuilder reply = chat.stream() ? streamed(chat, asked, response) : whole(chat, asked);
        return reply.header("x-request-id", asked.accepted().episodeId())
                .header("Location", asked.accepted().location())
                .build();
    }

    private Response.ResponseBuilder whole(ChatRequest chat, Questions.Asked asked) {
        try (asked) {
            EpisodeView view = asked.end(maxWait).orElse(null);
            Optional<Problem> problem = ChatProblems.of(asked.accepted(), view);
            if (view == null || problem.isPresent()) {
                ChatCompletion.Episode episode = ChatCompletion.Episode.of(asked.accepted(), chat, view);
                return Response.status(problem.orElseThrow().status())
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .header(ChatProblems.SHOULD_RETRY, "false")
                        .entity(JsonBodies.bytes(ChatProblems.body(problem.orElseThrow(), episode)));
            }
            return Response.ok(
                    JsonBodies.bytes(ChatCompletion.whole(chat, asked.accepted(), view, now())),
                    MediaType.APPLICATION_JSON_TYPE);
        }
    }

    private Response.ResponseBuilder streamed(ChatRequest chat, Questions.Asked asked, HttpServerResponse response) {
        StreamingOutput events = out -> {
            // Quarkus would close the connection when a client leaves, which over HTTP/2 carries other requests, too.
            response.exceptionHandler(e -> LOG.debugf(
                    "a stream was cut off: episodeId=%s", asked.accepted().episodeId()));
            try (asked) {
                new ChatStream(chat, asked, now(), out, response::closed).send(maxWait);
            } catch (IOException e) {
                LOG.debugf(
                        e,
                        "a client left its stream: episodeId=%s",
                        asked.accepted().episodeId());
                throw e;
            }
        };
        return Response.ok(events, MediaType.SERVER_SENT_EVENTS_TYPE).header("Cache-Control", "no-cache");
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
