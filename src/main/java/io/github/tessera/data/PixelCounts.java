package io.github.tessera.data;

import io.github.tessera.image.LabelImage;
import io.github.tessera.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.numeric.integer.UnsignedByteType;

/**
 * How many pixels have which label.
 *
 * @param classes pixels of each class
 * @param ignored pixels that are not learnt from
 */
public record PixelCounts(List<Long> classes, long ignored) {
    private static final int BAND_PIXELS = 1 << 16;

    /** Copies the list. */
    public PixelCounts {
        classes = List.copyOf(classes);
    }

    /**
     * Counts the pixels of planes, a few rows at a time.
     *
     * @param planes labels below {@code classes}, or {@link LabelImage#IGNORED}
     * @param progress asked whether to go on
     */
    public static PixelCounts of(
            List<RandomAccessibleInterval<UnsignedByteType>> planes, int classes, Progress progress) {
        long[] counts = new long[LabelImage.IGNORED + 1];
        planes.forEach(plane -> add(plane, counts, progress));
        List<Long> ofClasses = new ArrayList<>();
        for (int i = 0; i < classes; i++) {
            ofClasses.add(counts[i]);
        }
        return new PixelCounts(ofClasses, counts[LabelImage.IGNORED]);
    }

    private static void add(RandomAccessibleInterval<UnsignedByteType> plane, long[] counts, Progress progress) {
        PrimitiveBlocks<UnsignedByteType> blocks = PrimitiveBlocks.of(plane, PrimitiveBlocks.OnFallback.ACCEPT);
        int width = (int) plane.dimension(0);
        int height = (int) plane.dimension(1);
        int rows = Math.max(1, Math.min(height, BAND_PIXELS / width));
        byte[] band = new byte[rows * width];
        for (int y = 0; y < height; y += rows) {
            progress.check();
            int count = Math.min(rows, height - y);
            blocks.copy(new int[] {0, y}, band, new int[] {width, count});
            for (int i = 0; i < count * width; i++) {
                counts[band[i] & 0xFF]++;
            }
        }
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
