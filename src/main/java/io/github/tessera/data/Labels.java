package io.github.tessera.data;

import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.integer.UnsignedByteType;

/**
 * The labels of a set.
 *
 * @param meaning what stands for what
 * @param planes class indices or {@link io.github.tessera.image.LabelImage#IGNORED}, (x, y), of all planes in the order of reading
 */
record Labels(LabelMeaning meaning, List<RandomAccessibleInterval<UnsignedByteType>> planes) {}
