package dev.maestro.local.experts.tools;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.local.experts.ExpertCall;
import dev.maestro.local.experts.picture.Picture;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/** Draws labelled boxes: green frames, labels in red at their upper left corner. */
final class Marking {

    private static final Scalar GREEN = new Scalar(0, 200, 0);
    private static final Scalar RED = new Scalar(0, 0, 230);
    private static final int MOST_MARKS = 500;
    private static final int LONGEST_LABEL = 40;

    private Marking() {}

    /** A copy of the picture with the marks on it; what lies outside is clamped to the edges. */
    static Mat apply(Picture picture, JsonNode marks) {
        if (!marks.isArray() || marks.size() > MOST_MARKS) {
            throw ExpertCall.badOptions("marks must be a list of at most " + MOST_MARKS
                    + " boxes {\"label\",\"x\",\"y\",\"width\",\"height\"}");
        }
        Mat drawn = picture.scope().mat();
        picture.colours().copyTo(drawn);
        int thickness = Math.max(1, Math.min(picture.width(), picture.height()) / 300);
        for (JsonNode mark : marks) {
            double left = edge(mark, "x", picture.width());
            double top = edge(mark, "y", picture.height());
            double right =
                    Math.min(picture.width() - 1.0, left + mark.path("width").asDouble());
            double bottom =
                    Math.min(picture.height() - 1.0, top + mark.path("height").asDouble());
            Imgproc.rectangle(drawn, new Point(left, top), new Point(right, bottom), GREEN, thickness);
            String label = mark.path("label").asText().replaceAll("[^\\x20-\\x7E]", "?");
            Imgproc.putText(
                    drawn,
                    label.length() <= LONGEST_LABEL ? label : label.substring(0, LONGEST_LABEL),
                    new Point(left, Math.max(12, top - 3)),
                    Imgproc.FONT_HERSHEY_SIMPLEX,
                    0.5 * thickness,
                    RED,
                    thickness);
        }
        return drawn;
    }

    private static double edge(JsonNode mark, String name, int size) {
        return Math.clamp(mark.path(name).asDouble(), 0, size - 1.0);
    }
}
