package io.github.tessera.data;

import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;

/**
 * The labels of a set.
 *
 * @param meaning what stands for what
 * @param planes class indices or {@link io.github.tessera.image.LabelImage#IGNORED}, (x, y), of all planes in the order of reading
 * @param numbers of the objects in the same planes, (x, y, 1); empty where they are not kept
 */
record Labels(
        LabelMeaning meaning,
        List<RandomAccessibleInterval<UnsignedByteType>> planes,
        List<RandomAccessibleInterval<FloatType>> numbers) {
    /** Labels without numbers of objects. */
    Labels(LabelMeaning meaning, List<RandomAccessibleInterval<UnsignedByteType>> planes) {
        this(meaning, planes, List.of());
    }
}
