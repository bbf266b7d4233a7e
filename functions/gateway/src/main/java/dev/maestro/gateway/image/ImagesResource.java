package dev.maestro.gateway.image;

import dev.maestro.gateway.problem.JsonBodies;
import dev.maestro.gateway.problem.Problem;
import dev.maestro.schema.wire.ImageRef;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Images, sent ahead of the questions about them. */
@Path("/v1/images")
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
@RunOnVirtualThread
@Tag(name = "images", description = "Send an image once, ask about it often")
public class ImagesResource {

    private final ImageIntake intake;

    ImagesResource(ImageIntake intake) {
        this.intake = intake;
    }

    @POST
    @Consumes({"image/*", MediaType.APPLICATION_OCTET_STREAM})
    @Operation(operationId = "sendImage", summary = "Store an image; questions name its digest")
    @RequestBody(
            required = true,
            content = @Content(mediaType = "image/*", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "201",
            description = "Stored",
            content =
                    @Content(
                            schema = @Schema(implementation = ImageRef.class),
                            examples = @ExampleObject(name = "stored", value = """
            {"digest": "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
             "mediaType": "image/png", "width": 640, "height": 480, "sizeBytes": 20123}""")))
    @APIResponse(
            responseCode = "400",
            description = "No image, or a broken one",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "413",
            description = "Over 20 MB or 64 megapixels",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response store(byte[] content) {
        return Response.status(Response.Status.CREATED)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(JsonBodies.bytes(intake.store(content)))
                .build();
    }
}
