package dev.maestro.local.experts.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.core.episode.Json;
import dev.maestro.local.experts.BadInputException;
import dev.maestro.local.experts.ExpertCall;
import dev.maestro.local.experts.nativecode.NativeLibraries;
import dev.maestro.local.experts.picture.NativeMemory;
import dev.maestro.local.experts.picture.Picture;
import dev.maestro.local.experts.picture.PictureHeader;
import dev.maestro.local.experts.picture.Pictures;
import dev.maestro.local.modelserver.EmbeddedModel;
import dev.maestro.local.modelserver.InferenceInput;
import dev.maestro.local.modelserver.InferenceResult;
import dev.maestro.local.modelserver.ModelContract;
import dev.maestro.local.modelserver.ModelException;
import dev.maestro.runtime.models.tensor.Tensor;
import java.util.List;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/**
 * Model {@code image-tools}: {@code crop}, {@code upright}, {@code clean}, {@code mark} give a PNG and its size, {@code statistics}
 * gives {@link Statistics}. Thread-safe.
 */
public final class ImageToolsModel implements EmbeddedModel {

    private static final int FAST_COMPRESSION = 2;
    private static final double LARGEST_SCALE = 16;

    private final Pictures pictures;
    private final Upright upright;

    public ImageToolsModel(NativeLibraries libraries, Pictures pictures) {
        this.pictures = pictures;
        this.upright = new Upright(libraries);
    }

    @Override
    public String name() {
        return "image-tools";
    }

    @Override
    public ModelContract contract() {
        return ModelContract.imageTools();
    }

    @Override
    public InferenceResult infer(InferenceInput input) throws ModelException {
        String request = input.text("text_input");
        List<byte[]> images = input.bytes("image");
        if (images.isEmpty()) {
            throw ModelException.refused("missing-input", "input 'image' has no element; send an encoded picture");
        }
        try {
            JsonNode operation = parse(request);
            return pictures.with(images.getFirst(), picture -> run(operation, picture));
        } catch (BadInputException e) {
            throw ModelException.refused(e.code(), e.explanation());
        } catch (RuntimeException | LinkageError e) {
            throw ModelException.failed("expert-failed", "image-tools failed: " + e.getMessage(), e);
        }
    }

    private static JsonNode parse(String request) {
        try {
            return Json.mapper().readTree(request);
        } catch (JsonProcessingException e) {
            throw ExpertCall.badOptions("text_input is not JSON: " + e.getOriginalMessage()
                    + "; send {\"operation\":\"statistics\"} or another operation");
        }
    }

    private InferenceResult run(JsonNode operation, Picture picture) {
        String name = operation.path("operation").asText();
        return switch (name) {
            case "crop" -> encoded(crop(operation, picture), picture.scope());
            case "upright" -> encoded(upright.apply(picture), picture.scope());
            case "clean" -> encoded(Cleaning.apply(picture), picture.scope());
            case "mark" -> encoded(Marking.apply(picture, operation.path("marks")), picture.scope());
            case "statistics" -> InferenceResult.of(Tensor.floats("statistics", Statistics.of(picture)));
            default ->
                throw ExpertCall.badOptions(
                        "operation is \"" + name + "\"; known are crop, upright, clean, mark, statistics");
        };
    }

    /** Edges are clamped to the picture; at least one pixel is left. */
    private static Mat crop(JsonNode operation, Picture picture) {
        int left = Math.clamp(number(operation, "x", 0), 0, picture.width() - 1);
        int top = Math.clamp(number(operation, "y", 0), 0, picture.height() - 1);
        int right = Math.clamp(
                number(operation, "x", 0) + number(operation, "width", picture.width()), left + 1, picture.width());
        int bottom = Math.clamp(
                number(operation, "y", 0) + number(operation, "height", picture.height()), top + 1, picture.height());
        double scale = operation.path("scale").asDouble(1);
        if (!(scale > 0 && scale <= LARGEST_SCALE)) {
            throw ExpertCall.badOptions("scale is " + scale + "; it must be above 0 and at most " + LARGEST_SCALE);
        }
        long width = Math.max(1, Math.round((right - left) * scale));
        long height = Math.max(1, Math.round((bottom - top) * scale));
        if (width * height > PictureHeader.MAXIMUM_PIXELS) {
            throw new BadInputException(
                    BadInputException.IMAGE_TOO_LARGE,
                    "the crop would be " + width + " x " + height + " pixels; ask for a smaller part or scale");
        }
        Mat part = picture.scope().keep(picture.colours().submat(new Rect(left, top, right - left, bottom - top)));
        Mat sized = picture.scope().mat();
        int method = scale > 1 ? Imgproc.INTER_CUBIC : Imgproc.INTER_AREA;
        Imgproc.resize(part, sized, new Size(width, height), 0, 0, method);
        return sized;
    }

    private static long number(JsonNode operation, String name, int fallback) {
        JsonNode value = operation.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return fallback;
        }
        if (!value.isNumber() || Math.abs(value.asDouble()) > 1e9) {
            throw ExpertCall.badOptions(name + " is " + value + "; it must be a number of pixels");
        }
        return value.asLong();
    }

    private static InferenceResult encoded(Mat mat, NativeMemory.Scope scope) {
        MatOfByte file = scope.keep(new MatOfByte());
        MatOfInt settings = scope.keep(new MatOfInt(Imgcodecs.IMWRITE_PNG_COMPRESSION, FAST_COMPRESSION));
        if (!Imgcodecs.imencode(".png", mat, file, settings)) {
            throw new IllegalStateException("OpenCV could not write a PNG of " + mat.size());
        }
        return InferenceResult.of(
                Tensor.bytes("image", List.of(file.toArray())),
                Tensor.longs("width", mat.cols()),
                Tensor.longs("height", mat.rows()));
    }

    @Override
    public void unload() {
        upright.close();
    }
}
