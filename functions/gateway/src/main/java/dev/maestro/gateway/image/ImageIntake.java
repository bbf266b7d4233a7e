package dev.maestro.gateway.image;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.task.AdmissionLimits;
import dev.maestro.core.task.ImageHeader;
import dev.maestro.core.task.ImageRejectedException;
import dev.maestro.core.task.ImageRejectedException.Reason;
import dev.maestro.gateway.problem.ProblemException;
import dev.maestro.schema.event.ImageInput;
import dev.maestro.schema.wire.ImageRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Checks images by their headers and stores them under their digests, before any event names them. */
@ApplicationScoped
public class ImageIntake {

    private final ObjectStore objects;

    /** Stored images, and what the client should know about them. */
    public record Stored(List<ImageInput> images, List<String> warnings) {}

    ImageIntake(ObjectStore objects) {
        this.objects = objects;
    }

    /**
     * Checks all images, then stores them; nothing is stored when one of them is refused.
     *
     * @throws ProblemException with the number of the image, from 1
     */
    public Stored store(List<ImageUpload> uploads) {
        int most = AdmissionLimits.DEFAULT.maxImages();
        if (uploads.size() > most) {
            throw ProblemException.badRequest(
                    "too-many-images",
                    uploads.size() + " images were sent, at most " + most
                            + " are accepted; send the ones that the question is about");
        }
        List<String> warnings = new ArrayList<>();
        for (int i = 0; i < uploads.size(); i++) {
            check(uploads.get(i), "image " + (i + 1), warnings);
        }
        List<ImageInput> images = new ArrayList<>();
        for (ImageUpload upload : uploads) {
            images.add(new ImageInput(upload.content() == null ? upload.digest() : put(upload.content()), null));
        }
        return new Stored(images, List.copyOf(warnings));
    }

    /** Checks and stores one image. */
    public ImageRef store(byte[] content) {
        ImageHeader header = header(content, "the image");
        return new ImageRef(put(content), header.mediaType(), header.width(), header.height(), content.length);
    }

    private void check(ImageUpload upload, String name, List<String> warnings) {
        byte[] content = upload.content() == null ? stored(String.valueOf(upload.digest()), name) : upload.content();
        ImageHeader header = header(content, name);
        if (upload.fileName() != null) {
            ImageHeader.promisedBy(upload.fileName())
                    .filter(promised -> !promised.equals(header.mediaType()))
                    .ifPresent(promised -> warnings.add(name + " (" + upload.fileName() + ") is " + header.mediaType()
                            + " by its content; its name is ignored"));
        }
        String declared = upload.declaredType() == null
                ? ""
                : upload.declaredType()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll(";.*", "")
                        .strip();
        if (declared.startsWith("image/") && !declared.equals(header.mediaType())) {
            warnings.add(name + " was sent as " + declared + " and is " + header.mediaType() + " by its content");
        }
    }

    private static ImageHeader header(byte[] content, String name) {
        try {
            return ImageHeader.of(content, AdmissionLimits.DEFAULT);
        } catch (ImageRejectedException e) {
            boolean large = e.reason() == Reason.TOO_MANY_BYTES || e.reason() == Reason.TOO_MANY_PIXELS;
            throw ProblemException.of(large ? 413 : 400, e.reason().code(), name + ": " + e.getMessage());
        }
    }

    private byte[] stored(String digest, String name) {
        if (!digest.matches("sha256:[0-9a-f]{64}")) {
            throw ProblemException.badRequest(
                    "bad-digest",
                    name + ": a digest is sha256: and 64 hex digits in lower case, as /v1/images gives it");
        }
        try {
            return objects.get(digest)
                    .orElseThrow(() -> ProblemException.badRequest(
                            "image-not-stored",
                            name + ": nothing is stored under " + digest + "; send the image to /v1/images first"));
        } catch (IOException e) {
            throw ProblemException.storeFailed(e);
        }
    }

    private String put(byte[] content) {
        try {
            return objects.putContent(content);
        } catch (IOException e) {
            throw ProblemException.storeFailed(e);
        }
    }
}
