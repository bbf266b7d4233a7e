package dev.maestro.gateway.openai;

import dev.maestro.gateway.problem.JsonBodies;
import dev.maestro.gateway.tenant.AdmittanceFilter;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The policies of the registry as models of OpenAI's API. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "openai")
public class ModelsResource {

    private final ChatModels models;

    ModelsResource(ChatModels models) {
        this.models = models;
    }

    @GET
    @Operation(operationId = "models", summary = "What a chat completion may name as its model")
    @APIResponse(
            responseCode = "200",
            description = "The default, and one model a policy",
            content = @Content(schema = @Schema(implementation = ChatModels.Page.class)))
    public Response models(@Context ContainerRequestContext request) {
        return Response.ok(JsonBodies.bytes(models.all(AdmittanceFilter.tenant(request))))
                .build();
    }

    @GET
    @Path("/{model:.+}")
    @Operation(operationId = "model", summary = "One model")
    @APIResponse(
            responseCode = "200",
            description = "It exists",
            content = @Content(schema = @Schema(implementation = ChatModels.Model.class)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such model",
            content = @Content(schema = @Schema(implementation = ChatProblems.Body.class)))
    public Response model(@RestPath String model, @Context ContainerRequestContext request) {
        return Response.ok(JsonBodies.bytes(models.find(AdmittanceFilter.tenant(request), model)))
                .build();
    }
}
