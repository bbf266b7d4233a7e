package dev.maestro.gateway.question;

import dev.maestro.gateway.image.ImageUpload;
import dev.maestro.gateway.problem.JsonBodies;
import dev.maestro.gateway.problem.ProblemException;
import dev.maestro.gateway.submission.Question;
import dev.maestro.schema.event.ImageInput;
import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Reference;
import dev.maestro.schema.wire.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;
import org.jspecify.annotations.Nullable;

/** Reads questions from JSON and from forms. */
final class QuestionReader {

    private static final Set<String> FIELDS =
            new TreeSet<>(List.of("question", "image", "choices", "settings", "purpose", "reference"));

    private QuestionReader() {}

    /**
     * Reads JSON.
     *
     * @throws ProblemException when it does not fit
     */
    static Question fromJson(byte[] json) {
        QuestionBody body = JsonBodies.read(json, QuestionBody.class, "the body");
        List<ImageUpload> images = new ArrayList<>();
        for (ImageInput image : body.images() == null ? List.<ImageInput>of() : body.images()) {
            images.add(new ImageUpload(image.digest(), decode(image.base64(), images.size() + 1), null, null));
        }
        return new Question(
                body.question() == null ? "" : body.question(),
                images,
                body.choices() == null ? List.of() : body.choices(),
                body.settings() == null ? Settings.DEFAULT : body.settings(),
                body.purpose() == null ? Purpose.SERVE : body.purpose(),
                body.reference());
    }

    private static byte @Nullable [] decode(@Nullable String base64, int number) {
        if (base64 == null) {
            return null;
        }
        int comma = base64.startsWith("data:") ? base64.indexOf(',') : -1;
        String text = base64.substring(comma + 1);
        try {
            return Base64.getDecoder().decode(text.indexOf('\n') < 0 ? text : text.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(
                    "bad-base64", "image " + number + " is not valid base64: " + e.getMessage() + "; encode it anew");
        }
    }

    /**
     * Reads a form: {@code question}, {@code image} as often as there are images, {@code choices} as often as there are
     * choices or once as a JSON list, {@code settings} and {@code reference} as JSON, {@code purpose}.
     *
     * @throws ProblemException when it does not fit
     */
    static Question fromForm(MultipartFormDataInput form) {
        Map<String, Collection<FormValue>> parts = form.getValues();
        for (String name : parts.keySet()) {
            if (!FIELDS.contains(name)) {
                throw ProblemException.badRequest(
                        "unknown-field", "there is no field '" + name + "'; known are " + String.join(", ", FIELDS));
            }
        }
        byte[] settings = bytes(parts, "settings");
        byte[] reference = bytes(parts, "reference");
        byte[] purpose = bytes(parts, "purpose");
        List<ImageUpload> images = parts.getOrDefault("image", List.of()).stream()
                .map(QuestionReader::image)
                .toList();
        return new Question(
                text(bytes(parts, "question")),
                images,
                choices(parts),
                settings.length == 0
                        ? Settings.DEFAULT
                        : JsonBodies.read(settings, Settings.class, "the field 'settings'"),
                purpose.length == 0 ? Purpose.SERVE : purpose(text(purpose)),
                reference.length == 0 ? null : JsonBodies.read(reference, Reference.class, "the field 'reference'"));
    }

    private static ImageUpload image(FormValue part) {
        String fileName = part.getFileName();
        String type = part.getHeaders() == null ? null : part.getHeaders().getFirst("Content-Type");
        String text = part.isFileItem() ? "" : part.getValue();
        if (text.startsWith("sha256:")) {
            return new ImageUpload(text.strip(), null, null, null);
        }
        return new ImageUpload(null, content(part), fileName, type);
    }

    private static Purpose purpose(String word) {
        return Arrays.stream(Purpose.values())
                .filter(purpose -> purpose.word().equals(word.strip()))
                .findFirst()
                .orElseThrow(() -> ProblemException.badRequest(
                        "bad-value",
                        "purpose must be one of "
                                + String.join(
                                        ", ",
                                        Arrays.stream(Purpose.values())
                                                .map(Purpose::word)
                                                .toList())
                                + ", was '" + word + "'"));
    }

    private static List<String> choices(Map<String, Collection<FormValue>> parts) {
        List<String> values = parts.getOrDefault("choices", List.of()).stream()
                .map(part -> text(content(part)))
                .toList();
        if (values.size() != 1 || !values.getFirst().stripLeading().startsWith("[")) {
            return values;
        }
        byte[] wrapped = ("{\"value\":" + values.getFirst() + "}").getBytes(StandardCharsets.UTF_8);
        return JsonBodies.read(wrapped, ChoiceList.class, "the field 'choices'").value();
    }

    /** A list inside an object, as {@link JsonBodies} reads objects only. */
    private record ChoiceList(List<String> value) {}

    private static byte[] bytes(Map<String, Collection<FormValue>> parts, String name) {
        Collection<FormValue> values = parts.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw ProblemException.badRequest("repeated-field", "the field '" + name + "' may be given once");
        }
        return values.isEmpty() ? new byte[0] : content(values.iterator().next());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] content(FormValue part) {
        if (!part.isFileItem()) {
            return part.getValue().getBytes(StandardCharsets.UTF_8);
        }
        try {
            return part.getFileItem().isInMemory()
                    ? part.getFileItem().getInputStream().readAllBytes()
                    : Files.readAllBytes(part.getFileItem().getFile());
        } catch (IOException e) {
            throw new UncheckedIOException("an uploaded part cannot be read back", e);
        }
    }
}
