package dev.maestro.local.experts.shape;

import dev.maestro.local.experts.picture.Grey;
import dev.maestro.local.experts.picture.NativeMemory;
import dev.maestro.local.experts.picture.Picture;
import dev.maestro.local.experts.picture.Shrunk;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Cells of a stained blood smear. The stain (Giemsa, Wright) makes nuclei and platelets blue to violet and leaves red
 * cells pink: what is much bluer than red is large (white cells, whose lobes lie close) or small (platelets); what is
 * darker than the ground in green is red cells, parted at the ridges of their distance to the ground.
 */
final class Cells {

    private static final int LONGEST_SIDE = 640;
    private static final double STAINED = 34;
    private static final double STRONGLY_STAINED = 60;
    private static final double WHITE_CELL = 0.008;
    private static final double WHITE_CELL_LEAST = 0.0035;
    private static final double PLATELET_LEAST = 0.00038;
    private static final double LOBES_APART = 0.045;
    private static final double RED_CELL_LEAST = 0.0025;
    private static final double CORE = 0.62;
    private static final double HOLE_MOST = 0.012;

    private Cells() {}

    /**
     * A cell.
     *
     * @param kind white, red or platelet
     * @param box in pixels of the picture
     */
    record Cell(String kind, Rect box) {}

    static List<Cell> in(Picture picture) {
        try (NativeMemory.Scope scope = picture.scope().inner()) {
            Shrunk shrunk = Shrunk.of(picture.colours(), LONGEST_SIDE, scope);
            double scale = shrunk.scale();
            Mat small = shrunk.mat();
            Imgproc.GaussianBlur(small, small, new Size(3, 3), 0);
            double total = small.total();
            Mat blue = channel(small, 0, scope);
            Mat green = channel(small, 1, scope);
            Mat red = channel(small, 2, scope);
            Mat stain = scope.mat();
            Core.subtract(blue, red, stain);
            Mat stained = above(stain, STAINED, scope);

            List<Cell> cells = new ArrayList<>();
            Mat nuclei = closed(above(stain, STRONGLY_STAINED, scope), LOBES_APART * Math.sqrt(total), scope);
            Mat white = Mat.zeros(small.size(), CvType.CV_8U);
            scope.keep(white);
            for (Piece piece : pieces(nuclei, scope)) {
                boolean wide = piece.area() >= WHITE_CELL * total;
                boolean atEdge = piece.touches(small) && piece.area() >= WHITE_CELL_LEAST * total;
                if (wide || atEdge) {
                    cells.add(new Cell("white", inPicture(piece.box(), scale)));
                    Imgproc.rectangle(white, grown(piece.box(), small, 0.15), new Scalar(255), -1);
                }
            }
            for (Piece piece : pieces(closed(stained, 3, scope), scope)) {
                boolean inside =
                        white.get(piece.box().y + piece.box().height / 2, piece.box().x + piece.box().width / 2)[0] > 0;
                boolean sized = piece.area() >= PLATELET_LEAST * total && piece.area() < WHITE_CELL * total;
                if (!inside && sized) {
                    cells.add(new Cell("platelet", inPicture(piece.box(), scale)));
                }
            }
            Scalar ground = new Scalar(Grey.ground(picture).val[1]);
            green.setTo(ground, stained);
            green.setTo(ground, white);
            cells.addAll(red(green, stained, white, scale, scope));
            return List.copyOf(cells);
        }
    }

    private static List<Cell> red(Mat green, Mat stained, Mat white, double scale, NativeMemory.Scope scope) {
        Mat dark = scope.mat();
        Imgproc.threshold(green, dark, 0, 255, Imgproc.THRESH_BINARY_INV | Imgproc.THRESH_OTSU);
        Core.subtract(dark, stained, dark);
        Core.subtract(dark, white, dark);
        Mat filled = closed(dark, 5, scope);
        fillHoles(filled, scope);
        Mat distance = scope.mat();
        Imgproc.distanceTransform(filled, distance, Imgproc.DIST_L2, 5);
        double usual = usualRadius(filled, distance, scope);
        Mat cores = scope.mat();
        Imgproc.threshold(distance, cores, CORE * usual, 255, Imgproc.THRESH_BINARY);
        Mat mask = scope.mat();
        cores.convertTo(mask, CvType.CV_8U);
        List<Cell> cells = new ArrayList<>();
        for (Piece piece : pieces(mask, scope)) {
            cells.add(new Cell("red", inPicture(piece.box(), scale)));
        }
        return cells;
    }

    /** Radius of a usual single cell: the median of the greatest distances in pieces away from the edge. */
    private static double usualRadius(Mat filled, Mat distance, NativeMemory.Scope scope) {
        List<Double> radii = new ArrayList<>();
        for (Piece piece : pieces(filled, scope)) {
            if (piece.area() > RED_CELL_LEAST * filled.total()) {
                Mat part = scope.keep(distance.submat(piece.box()));
                radii.add(Core.minMaxLoc(part).maxVal);
            }
        }
        radii.sort(Double::compare);
        return radii.isEmpty() ? 20 : radii.get(radii.size() / 2);
    }

    /** Fills what of the ground is enclosed and small. */
    private static void fillHoles(Mat mask, NativeMemory.Scope parent) {
        try (NativeMemory.Scope scope = parent.inner()) {
            Mat ground = scope.mat();
            Core.bitwise_not(mask, ground);
            Mat labels = scope.mat();
            List<Piece> pieces = pieces(ground, 4, labels, scope);
            boolean[] isHole = new boolean[pieces.size() + 1];
            for (int i = 0; i < pieces.size(); i++) {
                Piece piece = pieces.get(i);
                isHole[i + 1] = piece.area() < HOLE_MOST * mask.total() && !piece.touches(mask);
            }
            int[] label = new int[(int) labels.total()];
            labels.get(0, 0, label);
            byte[] pixels = new byte[label.length];
            mask.get(0, 0, pixels);
            for (int i = 0; i < label.length; i++) {
                if (isHole[label[i]]) {
                    pixels[i] = (byte) 255;
                }
            }
            mask.put(0, 0, pixels);
        }
    }

    private static Mat channel(Mat colours, int channel, NativeMemory.Scope scope) {
        Mat mat = scope.mat();
        Core.extractChannel(colours, mat, channel);
        return mat;
    }

    private static Mat above(Mat values, double threshold, NativeMemory.Scope scope) {
        Mat mask = scope.mat();
        Imgproc.threshold(values, mask, threshold, 255, Imgproc.THRESH_BINARY);
        return mask;
    }

    private static Mat closed(Mat mask, double size, NativeMemory.Scope scope) {
        int odd = Math.max(3, (int) size | 1);
        Mat kernel = scope.keep(Imgproc.getStructuringElement(Imgproc.MORPH_ELLIPSE, new Size(odd, odd)));
        Mat closed = scope.mat();
        Imgproc.morphologyEx(mask, closed, Imgproc.MORPH_CLOSE, kernel);
        return closed;
    }

    private record Piece(Rect box, int area) {

        boolean touches(Mat picture) {
            return box.x <= 1
                    || box.y <= 1
                    || box.x + box.width >= picture.cols() - 1
                    || box.y + box.height >= picture.rows() - 1;
        }
    }

    private static List<Piece> pieces(Mat mask, NativeMemory.Scope parent) {
        try (NativeMemory.Scope scope = parent.inner()) {
            return pieces(mask, 8, scope.mat(), scope);
        }
    }

    /** Connected pieces, in the order of their labels, which begin with 1. */
    private static List<Piece> pieces(Mat mask, int neighbours, Mat labels, NativeMemory.Scope scope) {
        Mat numbers = scope.mat();
        int count = Imgproc.connectedComponentsWithStats(mask, labels, numbers, scope.mat(), neighbours, CvType.CV_32S);
        List<Piece> pieces = new ArrayList<>();
        int[] piece = new int[5];
        for (int i = 1; i < count; i++) {
            numbers.get(i, 0, piece);
            pieces.add(new Piece(new Rect(piece[0], piece[1], piece[2], piece[3]), piece[4]));
        }
        return pieces;
    }

    private static Rect grown(Rect box, Mat picture, double share) {
        int dx = (int) (share * box.width);
        int dy = (int) (share * box.height);
        int left = Math.max(0, box.x - dx);
        int top = Math.max(0, box.y - dy);
        return new Rect(
                left,
                top,
                Math.min(picture.cols(), box.x + box.width + dx) - left,
                Math.min(picture.rows(), box.y + box.height + dy) - top);
    }

    private static Rect inPicture(Rect box, double scale) {
        return new Rect(
                (int) (box.x / scale), (int) (box.y / scale), (int) (box.width / scale), (int) (box.height / scale));
    }
}
