package dev.maestro.core.invoke.reading;

/**
 * An upright rectangle.
 *
 * @param x left edge, in pixels of the picture that was sent
 * @param y upper edge
 * @param width in pixels
 * @param height in pixels
 */
public record Box(double x, double y, double width, double height) {

    public double right() {
        return x + width;
    }

    public double bottom() {
        return y + height;
    }

    public double centreX() {
        return x + width / 2;
    }

    public double centreY() {
        return y + height / 2;
    }

    /** The least box around both. */
    public Box around(Box other) {
        double left = Math.min(x, other.x);
        double top = Math.min(y, other.y);
        return new Box(left, top, Math.max(right(), other.right()) - left, Math.max(bottom(), other.bottom()) - top);
    }

    /** Share of the lower of both heights that both have in common, 0 to 1. */
    public double sharedHeight(Box other) {
        double shared = Math.min(bottom(), other.bottom()) - Math.max(y, other.y);
        double lower = Math.min(height, other.height);
        return lower <= 0 ? 0 : Math.max(0, shared) / lower;
    }

    /** Share of the narrower of both widths that both have in common, 0 to 1. */
    public double sharedWidth(Box other) {
        double shared = Math.min(right(), other.right()) - Math.max(x, other.x);
        double narrower = Math.min(width, other.width);
        return narrower <= 0 ? 0 : Math.max(0, shared) / narrower;
    }
}
