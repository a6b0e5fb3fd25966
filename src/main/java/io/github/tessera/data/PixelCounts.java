package io.github.tessera.data;

import io.github.tessera.image.LabelImage;
import java.util.ArrayList;
import java.util.List;
import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.view.Views;

/**
 * How many pixels have which label.
 *
 * @param classes pixels of each class
 * @param ignored pixels that are not learnt from
 */
public record PixelCounts(List<Long> classes, long ignored) {
    /** Copies the list. */
    public PixelCounts {
        classes = List.copyOf(classes);
    }

    /**
     * Counts the pixels of planes.
     *
     * @param planes labels below {@code classes}, or {@link LabelImage#IGNORED}
     */
    static PixelCounts of(List<RandomAccessibleInterval<UnsignedByteType>> planes, int classes) {
        long[] counts = new long[LabelImage.IGNORED + 1];
        for (RandomAccessibleInterval<UnsignedByteType> plane : planes) {
            Cursor<UnsignedByteType> cursor = Views.flatIterable(plane).cursor();
            while (cursor.hasNext()) {
                counts[cursor.next().get()]++;
            }
        }
        List<Long> ofClasses = new ArrayList<>();
        for (int i = 0; i < classes; i++) {
            ofClasses.add(counts[i]);
        }
        return new PixelCounts(ofClasses, counts[LabelImage.IGNORED]);
    }

    /** All pixels, the ignored ones too. */
    public long total() {
        return ignored + classes.stream().mapToLong(Long::longValue).sum();
    }

    /** The share of a class in all pixels, 0 to 1. */
    public double share(int index) {
        return (double) classes.get(index) / total();
    }

    /** The share of what is ignored in all pixels, 0 to 1. */
    public double ignoredShare() {
        return (double) ignored / total();
    }
}
