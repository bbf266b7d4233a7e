package dev.maestro.local.experts.shape;

import dev.maestro.local.experts.picture.NativeMemory;
import java.util.List;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/**
 * Lines that join stations, as pieces of one colour: what is left of a colour without the stations, where a piece that
 * comes near exactly two of them is a path.
 */
final class PathPieces {

    private static final int SPECK = 8;
    private static final int BRIDGED = 9;
    private static final int SHORTEST = 16;

    private final Scene scene;
    private final List<Detector.Station> stations;
    private final NativeMemory memory;

    PathPieces(Scene scene, List<Detector.Station> stations, NativeMemory memory) {
        this.scene = scene;
        this.stations = List.copyOf(stations);
        this.memory = memory;
    }

    /** Pieces that join two stations, given by their places in the list. */
    int count(int from, int to) {
        int count = 0;
        for (int colour = 0; colour < scene.colours(); colour++) {
            try (NativeMemory.Scope scope = memory.open()) {
                Ink ink = withoutStations(scene.ink(colour));
                for (Outline outline :
                        Outline.of(ContourDetector.closed(withoutSpecks(ink, scope), BRIDGED, scope), false, scope)) {
                    if (outline.box().width + outline.box().height > SHORTEST) {
                        count += joins(outline, from, to) ? 1 : 0;
                    }
                }
            }
        }
        return count;
    }

    /** Edges of other lines leave specks of this colour, which would become bridges. */
    private static Mat withoutSpecks(Ink ink, NativeMemory.Scope scope) {
        Mat mask = Scene.mat(ink, scope);
        for (Outline outline : Outline.of(mask, false, scope)) {
            if (outline.box().width < SPECK && outline.box().height < SPECK) {
                Imgproc.rectangle(mask, outline.box(), new Scalar(0), Imgproc.FILLED);
            }
        }
        return mask;
    }

    private Ink withoutStations(Ink ink) {
        boolean[] drawn = ink.drawn().clone();
        for (Detector.Station station : stations) {
            int reach = (int) station.radius() + 4;
            for (int y = (int) station.centre().y - reach; y <= station.centre().y + reach; y++) {
                for (int x = (int) station.centre().x - reach; x <= station.centre().x + reach; x++) {
                    boolean inside = Math.hypot(x - station.centre().x, y - station.centre().y) <= reach;
                    if (inside && x >= 0 && y >= 0 && x < ink.width() && y < ink.height()) {
                        drawn[y * ink.width() + x] = false;
                    }
                }
            }
        }
        return new Ink(ink.width(), ink.height(), drawn);
    }

    /** Whether a piece comes near exactly these two stations. */
    private boolean joins(Outline outline, int from, int to) {
        for (int i = 0; i < stations.size(); i++) {
            Detector.Station station = stations.get(i);
            boolean near = false;
            for (Point point : outline.points()) {
                near |= Math.hypot(point.x - station.centre().x, point.y - station.centre().y) < station.radius() + 9;
            }
            if (near != (i == from || i == to)) {
                return false;
            }
        }
        return true;
    }
}
