package io.github.tessera.data;

import io.github.tessera.image.IntensityMap;
import io.github.tessera.tensor.TileReader;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.converter.RealFloatConverter;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;

/**
 * Batches of random square crops, taken straight from whole images and normalized.
 *
 * <p>(seed, step) alone decides a batch. An image's chance is its area in crops, at least one, so that big images count by their
 * pixels and small ones are not lost. Positions are uniform; a side shorter than the crop is filled by mirroring pixels and
 * labels alike. With augmentation each crop is turned and flipped in one of the eight ways of a square, pixels and labels in
 * step. May be used by several threads at once.
 */
public final class CropSampler {
    private final List<LabelledImage> images;
    private final List<TileReader> pixelReaders = new ArrayList<>();
    private final List<TileReader> labelReaders = new ArrayList<>();
    private final double[] cumulated;
    private final int size;
    private final int channels;
    private final boolean augment;
    private final long seed;

    /**
     * Prepares sampling.
     *
     * @param images at least one, all of one number of channels
     * @param maps the normalization of each image
     * @param size width and height of a crop in pixels
     * @param augment whether crops are flipped and turned
     * @param seed equal seeds give equal batches
     */
    public CropSampler(List<LabelledImage> images, List<IntensityMap> maps, int size, boolean augment, long seed) {
        this.images = List.copyOf(images);
        this.size = size;
        this.channels = images.get(0).channels();
        this.augment = augment;
        this.seed = seed;
        this.cumulated = new double[images.size()];
        double sum = 0;
        for (int i = 0; i < images.size(); i++) {
            LabelledImage image = images.get(i);
            pixelReaders.add(new TileReader(image.pixels(), maps.get(i)));
            labelReaders.add(new TileReader(asFloat(image.labels()), IntensityMap.identity(1)));
            sum += Math.max(1.0, (double) image.width() / size) * Math.max(1.0, (double) image.height() / size);
            cumulated[i] = sum;
        }
    }

    private static RandomAccessibleInterval<FloatType> asFloat(RandomAccessibleInterval<UnsignedByteType> labels) {
        return Converters.convert(labels, new RealFloatConverter<>(), new FloatType());
    }

    /** Channels of each crop. */
    public int channels() {
        return channels;
    }

    /** Width and height of each crop. */
    public int size() {
        return size;
    }

    /**
     * Fills one batch.
     *
     * @param step which batch, from 0; equal steps give equal batches, whatever was asked before
     * @param batch crops in it
     * @param pixels receives batch x channels x size x size normalized intensities
     * @param labels receives batch x size x size class indices or {@link io.github.tessera.image.LabelImage#IGNORED}
     */
    public void fill(long step, int batch, float[] pixels, byte[] labels) {
        SplittableRandom random = Seeds.random(seed, step);
        int area = size * size;
        float[] block = new float[channels * area];
        for (int b = 0; b < batch; b++) {
            int image = choose(random.nextDouble() * cumulated[cumulated.length - 1]);
            int x = position(random, images.get(image).width());
            int y = position(random, images.get(image).height());
            Turn turn = new Turn(augment ? random.nextInt(8) : 0, size);
            pixelReaders.get(image).read(x, y, size, size, block, 0);
            for (int c = 0; c < channels; c++) {
                turn.copy(block, c * area, pixels, (b * channels + c) * area);
            }
            labelReaders.get(image).read(x, y, size, size, block, 0);
            turn.copy(block, labels, b * area);
        }
    }

    private int choose(double place) {
        int image = 0;
        while (image < cumulated.length - 1 && place >= cumulated[image]) {
            image++;
        }
        return image;
    }

    /** Where a crop starts: inside the image, or so that the image lies inside the crop. */
    private int position(SplittableRandom random, int extent) {
        int first = Math.min(0, extent - size);
        int last = Math.max(0, extent - size);
        return random.nextInt(first, last + 1);
    }

    /** One of the eight ways to lay a square: bit 0 flips columns, bit 1 flips rows, bit 2 swaps columns and rows. */
    private record Turn(int start, int stepX, int stepY, int size) {
        Turn(int code, int size) {
            this(
                    ((code & 1) == 0 ? 0 : size - 1) + ((code & 2) == 0 ? 0 : size * (size - 1)),
                    (code & 4) == 0 ? column(code) : row(code, size),
                    (code & 4) == 0 ? row(code, size) : column(code),
                    size);
        }

        private static int column(int code) {
            return (code & 1) == 0 ? 1 : -1;
        }

        private static int row(int code, int size) {
            return (code & 2) == 0 ? size : -size;
        }

        void copy(float[] from, int fromStart, float[] to, int toStart) {
            int target = toStart;
            for (int y = 0; y < size; y++) {
                int source = fromStart + start + y * stepY;
                for (int x = 0; x < size; x++, source += stepX) {
                    to[target++] = from[source];
                }
            }
        }

        void copy(float[] from, byte[] to, int toStart) {
            int target = toStart;
            for (int y = 0; y < size; y++) {
                int source = start + y * stepY;
                for (int x = 0; x < size; x++, source += stepX) {
                    to[target++] = (byte) from[source];
                }
            }
        }
    }
}
