package io.github.tessera.data;

import io.github.tessera.tile.Tile;
import java.util.Optional;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;

/**
 * One plane with the class of each of its pixels.
 *
 * @param name the image's file name or title, with the slice where there are several
 * @param pixels raw intensities (x, y, channel)
 * @param bitDepth bits of one channel: 8, 16 or 32
 * @param labels class indices (x, y), of the same width and height; {@link io.github.tessera.image.LabelImage#IGNORED} is not learnt from
 * @param weight how much more often than another image of its size it is learnt from, above 0
 * @param numbers of the single objects that the labels were made of, (x, y, 1), of the mask's own size, 0 where there is none; empty
 *     where they were not asked for ({@link MaskSettings#numbers})
 */
public record LabelledImage(
        String name,
        RandomAccessibleInterval<FloatType> pixels,
        int bitDepth,
        RandomAccessibleInterval<UnsignedByteType> labels,
        double weight,
        Optional<RandomAccessibleInterval<FloatType>> numbers) {
    /** Checks that both are of one size. */
    public LabelledImage {
        if (pixels.dimension(0) != labels.dimension(0) || pixels.dimension(1) != labels.dimension(1)) {
            throw new IllegalArgumentException("labels of another size than " + name);
        }
        if (!(weight > 0)) {
            throw new IllegalArgumentException("a weight of " + weight + " for " + name);
        }
    }

    /** An image that is learnt from as often as any other of its size. */
    public LabelledImage(
            String name,
            RandomAccessibleInterval<FloatType> pixels,
            int bitDepth,
            RandomAccessibleInterval<UnsignedByteType> labels) {
        this(name, pixels, bitDepth, labels, 1);
    }

    /** An image whose objects have no numbers. */
    public LabelledImage(
            String name,
            RandomAccessibleInterval<FloatType> pixels,
            int bitDepth,
            RandomAccessibleInterval<UnsignedByteType> labels,
            double weight) {
        this(name, pixels, bitDepth, labels, weight, Optional.empty());
    }

    /** A copy of the class indices of a part of the plane, row by row. */
    public byte[] labels(Tile part) {
        byte[] copy = new byte[part.width() * part.height()];
        PrimitiveBlocks.of(labels, PrimitiveBlocks.OnFallback.ACCEPT)
                .copy(new int[] {part.x(), part.y()}, copy, new int[] {part.width(), part.height()});
        return copy;
    }

    /** The whole plane. */
    public Tile area() {
        return new Tile(0, 0, width(), height());
    }

    /** Pixels in a row. */
    public int width() {
        return (int) pixels.dimension(0);
    }

    /** Rows. */
    public int height() {
        return (int) pixels.dimension(1);
    }

    /** Channels of each pixel. */
    public int channels() {
        return (int) pixels.dimension(2);
    }
}
