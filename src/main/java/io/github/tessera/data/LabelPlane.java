package io.github.tessera.data;

import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.integer.UnsignedByteType;

/**
 * The labels of one plane, whatever the other planes are.
 *
 * @param labels class indices or {@link io.github.tessera.image.LabelImage#IGNORED}, (x, y)
 */
record LabelPlane(String name, RandomAccessibleInterval<UnsignedByteType> labels) implements PlaneLabels {
    /** The labels alone, in the same order. */
    static List<RandomAccessibleInterval<UnsignedByteType>> labels(List<LabelPlane> planes) {
        return planes.stream().map(LabelPlane::labels).toList();
    }
}
