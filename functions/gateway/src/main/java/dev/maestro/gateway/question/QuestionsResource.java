package dev.maestro.gateway.question;

import dev.maestro.gateway.Examples;
import dev.maestro.gateway.GatewayConfig;
import dev.maestro.gateway.episode.EpisodeView;
import dev.maestro.gateway.problem.JsonBodies;
import dev.maestro.gateway.problem.Problem;
import dev.maestro.gateway.submission.Question;
import dev.maestro.gateway.tenant.AdmittanceFilter;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;
import org.jspecify.annotations.Nullable;

/** Questions. */
@Path("/v1/questions")
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
@RunOnVirtualThread
@Tag(name = "questions", description = "Ask, and wait or come back for the answer")
@APIResponse(
        responseCode = "200",
        description = "The episode has ended; see `end` for how",
        content =
                @Content(
                        schema = @Schema(implementation = EpisodeView.class),
                        examples = @ExampleObject(name = "answered", value = Examples.ANSWERED)))
@APIResponse(
        responseCode = "202",
        description = "Accepted; the answer will be at `Location`",
        headers =
                @Header(
                        name = "Location",
                        description = "Address of the episode",
                        schema = @Schema(type = SchemaType.STRING)),
        content = @Content(schema = @Schema(implementation = QuestionAccepted.class)))
@APIResponse(
        responseCode = "400",
        description = "The request must be changed; `code` and `detail` say how",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@APIResponse(
        responseCode = "401",
        description = "No key, or an unknown one",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@APIResponse(
        responseCode = "409",
        description = "The idempotency key was used with another body",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@APIResponse(
        responseCode = "413",
        description = "Body, image or question over its limit",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@APIResponse(
        responseCode = "429",
        description = "The tenant asks too much; see `Retry-After`",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@APIResponse(
        responseCode = "503",
        description = "Broker or object store away; nothing was accepted, try again after `Retry-After`",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public class QuestionsResource {

    private static final String WAIT =
            "Seconds to wait for the answer; without it, or when they pass, the reply is 202";
    private static final String KEY =
            "The same key and body give the same task and episode, however often they are sent";

    private final Questions questions;
    private final Duration maxWait;

    QuestionsResource(Questions questions, GatewayConfig config) {
        this.questions = questions;
        this.maxWait = config.maxWait();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "ask", summary = "Ask a question, as JSON")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = QuestionBody.class),
                            examples = {
                                @ExampleObject(name = "with an image", value = Examples.QUESTION),
                                @ExampleObject(
                                        name = "with choices and settings",
                                        value = Examples.QUESTION_WITH_SETTINGS)
                            }))
    public Response json(
            byte[] body,
            @Parameter(description = WAIT, example = "30") @RestQuery @Nullable String wait,
            @Parameter(description = "`wait=SECONDS`, as RFC 7240 has it") @RestHeader("Prefer") @Nullable
                    String prefer,
            @Parameter(description = KEY) @RestHeader("Idempotency-Key") @Nullable String idempotencyKey,
            @Context ContainerRequestContext request) {
        return ask(() -> QuestionReader.fromJson(body), wait, prefer, idempotencyKey, request);
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(operationId = "askByForm", summary = "Ask a question, as a form with images")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = QuestionForm.class)))
    public Response form(
            MultipartFormDataInput form,
            @Parameter(description = WAIT, example = "30") @RestQuery @Nullable String wait,
            @Parameter(description = "`wait=SECONDS`, as RFC 7240 has it") @RestHeader("Prefer") @Nullable
                    String prefer,
            @Parameter(description = KEY) @RestHeader("Idempotency-Key") @Nullable String idempotencyKey,
            @Context ContainerRequestContext request) {
        return ask(() -> QuestionReader.fromForm(form), wait, prefer, idempotencyKey, request);
    }

    private Response ask(
            Supplier<Question> question,
            @Nullable String wait,
            @Nullable String prefer,
            @Nullable String idempotencyKey,
            ContainerRequestContext request) {
        Duration patience = Waiting.of(wait, prefer, maxWait);
        return response(
                questions.ask(AdmittanceFilter.tenant(request), idempotencyKey, question.get(), patience),
                prefer,
                patience);
    }

    private static Response response(Questions.Reply reply, @Nullable String prefer, Duration patience) {
        Response.ResponseBuilder builder = reply.answer() == null
                ? Response.accepted(JsonBodies.bytes(reply.accepted()))
                : Response.ok(JsonBodies.bytes(reply.answer()));
        builder.type(MediaType.APPLICATION_JSON_TYPE)
                .header("Location", URI.create(reply.accepted().location()));
        if (prefer != null && !patience.isZero()) {
            builder.header("Preference-Applied", "wait=" + patience.toSeconds());
        }
        return builder.build();
    }
}
