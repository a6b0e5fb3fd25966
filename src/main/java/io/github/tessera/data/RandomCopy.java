package io.github.tessera.data;

import io.github.tessera.image.Heap;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tile.Mirror;
import java.nio.FloatBuffer;
import java.util.SplittableRandom;

/**
 * How one image, or stack, is changed at random as a whole; what lies beyond its edges is mirrored. All slices are changed alike, but
 * for noise, which each has of its own. Serves one thread.
 */
final class RandomCopy {
    private static final float[] NO_LABELS = {};
    /** Of one array in Java. */
    private static final int MOST_VALUES = Integer.MAX_VALUE - 8;

    private final int width;
    private final int height;
    private final CropTransform transform;
    private final Turn turn;
    private CropTransform.Block bounds;
    private Resampling resampling;

    /**
     * Draws it.
     *
     * @param width of the image in pixels
     * @param settings without cutout, for what it hides cannot be marked in a mask's file
     */
    RandomCopy(int width, int height, AugmentationSettings settings, SplittableRandom random) {
        this.width = width;
        this.height = height;
        int way = random.nextInt(8);
        transform = CropTransform.draw(settings, width, height, random);
        turn = transform.turn(way);
        if (transform.resampled()) {
            transform.include(turn);
            bounds = transform.block();
        }
    }

    /** Whether the copy is as wide as the image is high. */
    boolean swapped() {
        return turn.swaps();
    }

    /** About the memory that is taken while one slice of so many channels is changed, and its mask. */
    long bytes(int channels) {
        long area = (long) width * height;
        long block = bounds == null ? area : (long) bounds.width() * bounds.height();
        return Float.BYTES * (channels * (2 * block + 3 * area) + 2 * area);
    }

    /**
     * Checks that the copy can be made in one piece.
     *
     * @param name what messages call the image
     * @throws TesseraException naming the cure otherwise
     */
    void requireRoom(String name, int channels) {
        String size = "The image " + name + " is " + width + " x " + height + " pixels";
        if (bounds != null && (long) channels * bounds.width() * bounds.height() > MOST_VALUES) {
            throw new TesseraException(
                    size + ", too large for random copies; cut it into tiles first (Tessera Tile...).");
        }
        Heap.require(bytes(channels), size, () -> " or cut the image into tiles first (Tessera Tile...)");
    }

    private Resampling resampling() {
        resampling = resampling == null ? new Resampling(transform, bounds) : resampling;
        return resampling;
    }

    /** For each pixel of the copy the nearest one of the image, both counted row by row. */
    int[] sources() {
        if (!transform.resampled()) {
            return turn.sources();
        }
        int[] sources = resampling().sources();
        int[] columns = Mirror.positions(bounds.left(), bounds.width(), width);
        int[] rows = Mirror.positions(bounds.top(), bounds.height(), height);
        for (int i = 0; i < sources.length; i++) {
            sources[i] = rows[sources[i] / bounds.width()] * width + columns[sources[i] % bounds.width()];
        }
        return sources;
    }

    /**
     * One slice as the copy shows it.
     *
     * @param slice its number, from 0
     * @return channels x height x width intensities
     */
    float[] pixels(PixelSource source, int slice) {
        int area = width * height;
        int channels = source.channels();
        float[] values = new float[channels * area];
        if (transform.resampled()) {
            float[] block = new float[channels * bounds.width() * bounds.height()];
            source.read(bounds.left(), bounds.top(), bounds.width(), bounds.height(), block);
            resampling().pixels(channels, block, values);
        } else {
            source.read(0, 0, width, height, values);
        }
        transform.change(new CropPixels(values, NO_LABELS, channels, transform.width(), transform.height(), slice));
        source.normalize(values, area);
        if (transform.resampled() || turn.code() == 0) {
            return values;
        }
        float[] laid = new float[values.length];
        for (int c = 0; c < channels; c++) {
            turn.copy(values, c * area, FloatBuffer.wrap(laid), c * area);
        }
        return laid;
    }
}
