package dev.maestro.local.experts.digit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.core.episode.Json;
import dev.maestro.local.experts.ExpertCall;
import dev.maestro.local.experts.ExpertEngine;
import dev.maestro.local.experts.picture.NativeMemory;
import dev.maestro.local.experts.picture.Picture;
import dev.maestro.local.experts.picture.Pictures;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Capability {@code classify-digit}: which digit a picture of one digit shows, by the nearest of known handwritten
 * digits. Dark on light or light on dark. Thread-safe.
 */
public final class ClassifyDigit implements ExpertEngine {

    private static final double LONGEST_SIDE = 64;
    private static final double LEAST_SHARE = 0.02;

    private final Pictures pictures;
    private @Nullable KnownDigits known;

    public ClassifyDigit(Pictures pictures) {
        this.pictures = pictures;
    }

    @Override
    public JsonNode answer(ExpertCall call) {
        return pictures.with(call.image(), picture -> {
            KnownDigits digits = known();
            call.checkCancelled();
            Optional<float[]> features = DigitFeatures.of(ink(picture), picture.scope());
            return json(features.map(found -> digits.vote(found, picture.scope())));
        });
    }

    private synchronized KnownDigits known() {
        if (known == null) {
            known = KnownDigits.load(pictures.memory());
        }
        return known;
    }

    /** Ink bright on black: what differs from the rim of the picture. */
    private static Mat ink(Picture picture) {
        NativeMemory.Scope scope = picture.scope();
        Mat grey = scope.mat();
        Imgproc.cvtColor(picture.colours(), grey, Imgproc.COLOR_BGR2GRAY);
        double scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width(), picture.height()));
        Mat small = scope.mat();
        Imgproc.resize(grey, small, new Size(), scale, scale, Imgproc.INTER_AREA);
        double rim = 0;
        for (Mat side : List.of(small.row(0), small.row(small.rows() - 1), small.col(0), small.col(small.cols() - 1))) {
            rim += Core.mean(scope.keep(side)).val[0] / 4;
        }
        Mat ink = scope.mat();
        Core.absdiff(small, new Scalar(rim), ink);
        Core.MinMaxLocResult range = Core.minMaxLoc(ink);
        if (range.maxVal > 0) {
            Core.multiply(ink, new Scalar(255 / range.maxVal), ink);
        }
        return ink;
    }

    private static JsonNode json(Optional<KnownDigits.Vote> vote) {
        ObjectNode answer = Json.mapper().createObjectNode();
        ArrayNode digits = answer.putArray("digits");
        vote.ifPresent(found -> {
            IntStream.range(0, found.shares().length)
                    .boxed()
                    .filter(digit -> found.shares()[digit] > LEAST_SHARE)
                    .sorted(Comparator.comparingDouble(digit -> -found.shares()[digit]))
                    .forEach(digit -> digits.addObject()
                            .put("digit", String.valueOf(digit))
                            .put("confidence", Math.round(found.shares()[digit] * 1000) / 1000.0));
            answer.put("distance", Math.round(found.distance() * 1000) / 1000.0);
        });
        return answer;
    }

    @Override
    public synchronized void close() {
        if (known != null) {
            known.close();
            known = null;
        }
    }
}
