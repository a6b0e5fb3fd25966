package io.github.tessera.model;

import io.github.tessera.tile.TileSides;
import java.io.IOException;

/**
 * How long an axis is: one of some lengths of its own, or {@code scale * length + offset} of another axis.
 *
 * @param min the shortest of its own lengths, above 0; not used if it follows another axis
 * @param step to the next one; 0 if there is only one
 * @param follows tensor and axis that it follows; null if it has lengths of its own
 * @param scale times the other's length
 * @param offset pixels beyond that, both ends together
 */
record AxisSize(int min, int step, Followed follows, double scale, double offset) {
    /** An axis, by its tensor's and its own name. */
    record Followed(String tensor, String axis) {}

    /** Longer axes than any image's are mistakes, or worse. */
    private static final int LONGEST = 1 << 20;

    /**
     * A length or step that an axis can have.
     *
     * @throws IOException if none can
     */
    static int length(double value) throws IOException {
        if (!(value >= 1 && value <= LONGEST)) {
            throw new IOException("its description has an axis of length " + value);
        }
        return (int) value;
    }

    static AxisSize fixed(int length) {
        return new AxisSize(length, 0, null, 1, 0);
    }

    static AxisSize stepped(int min, int step) {
        return new AxisSize(min, step, null, 1, 0);
    }

    /**
     * A length that follows another.
     *
     * @throws IOException if it leads to no length
     */
    static AxisSize following(Followed other, double scale, double offset) throws IOException {
        if (!(scale > 0 && scale < LONGEST && Math.abs(offset) < LONGEST)) {
            throw new IOException(
                    "its description has an axis of " + scale + " times the length of another and " + offset + " more");
        }
        return new AxisSize(1, 0, other, scale, offset);
    }

    boolean isFixed() {
        return follows == null && step == 0;
    }

    /** The lengths of its own. */
    TileSides sides() {
        return new TileSides(min, step);
    }
}
