package dev.maestro.local.experts.picture;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.imgproc.Imgproc;
import org.opencv.utils.Converters;

/**
 * {@code Imgproc.findContours} without a matrix of its own: that one is released while its finalizer may already be
 * freeing it, which breaks the native heap of a process that collects garbage at this moment.
 */
public final class Contours {

    private static final MethodHandle FIND = find();

    private Contours() {}

    /**
     * The contours of a mask.
     *
     * @param hierarchy receives shape [1][n], of {next, previous, first child, parent}
     * @param mode as {@code Imgproc.RETR_...}
     * @param method as {@code Imgproc.CHAIN_APPROX_...}
     * @return n contours, freed with the scope
     */
    public static List<MatOfPoint> of(Mat mask, Mat hierarchy, int mode, int method, NativeMemory.Scope scope) {
        Mat addresses = scope.mat();
        try {
            FIND.invokeExact(mask.nativeObj, addresses.nativeObj, hierarchy.nativeObj, mode, method);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("OpenCV could not find contours", e);
        }
        List<MatOfPoint> contours = new ArrayList<>();
        Converters.Mat_to_vector_vector_Point(addresses, contours);
        contours.forEach(scope::keep);
        return contours;
    }

    private static MethodHandle find() {
        try {
            return MethodHandles.privateLookupIn(Imgproc.class, MethodHandles.lookup())
                    .findStatic(
                            Imgproc.class,
                            "findContours_1",
                            methodType(void.class, long.class, long.class, long.class, int.class, int.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this OpenCV has no findContours as known", e);
        }
    }
}
