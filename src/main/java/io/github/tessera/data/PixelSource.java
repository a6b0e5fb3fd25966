package io.github.tessera.data;

import io.github.tessera.image.IntensityMap;
import io.github.tessera.image.Normalization;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.TileReader;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

/** The pixels of one plane as augmentation takes them: on the scale of {@link Augmentation} where intensities are to change, else normalized. */
final class PixelSource {
    private final TileReader pixels;
    private final TileReader raw;
    private final IntensityMap map;
    private final IntensityMap finish;

    /**
     * Prepares reading.
     *
     * @param plane raw intensities (x, y, channel)
     * @param name what messages call it
     * @param map the normalization that pixels are brought to in the end
     * @param intensity whether intensities are to change; the whole plane is then read once
     * @param progress asked meanwhile whether to go on
     */
    PixelSource(
            RandomAccessibleInterval<FloatType> plane,
            int bitDepth,
            String name,
            IntensityMap map,
            boolean intensity,
            Progress progress) {
        this.map = map;
        IntensityMap scale = intensity ? augmentationScale(plane, bitDepth, name, progress) : map;
        finish = intensity ? after(scale, map) : null;
        pixels = new TileReader(plane, scale);
        raw = new TileReader(plane, IntensityMap.identity(map.channels()));
    }

    /** A channel of one value has no range of its own: there the value becomes 0. */
    private static IntensityMap augmentationScale(
            RandomAccessibleInterval<FloatType> plane, int bitDepth, String name, Progress progress) {
        IntensityMap fitted = NormalizationSettings.of(Normalization.PERCENTILE).fit(plane, bitDepth, name, progress);
        float[] scale = fitted.scale();
        float[] offset = fitted.offset();
        RandomAccess<FloatType> first = plane.randomAccess();
        for (int c = 0; c < scale.length; c++) {
            if (scale[c] == 0) {
                scale[c] = 1;
                offset[c] = -first.setPositionAndGet(0, 0, c).get();
            }
        }
        return new IntensityMap(scale, offset);
    }

    /** What leads from one map's values to another's. */
    private static IntensityMap after(IntensityMap from, IntensityMap to) {
        float[] scale = to.scale();
        float[] offset = to.offset();
        for (int c = 0; c < scale.length; c++) {
            double factor = (double) scale[c] / from.scale()[c];
            offset[c] = (float) (offset[c] - factor * from.offset()[c]);
            scale[c] = (float) factor;
        }
        return new IntensityMap(scale, offset);
    }

    /** Channels of each pixel. */
    int channels() {
        return pixels.channels();
    }

    /** Reads a block, mirrored beyond the edges, channel by channel. */
    void read(int x, int y, int width, int height, float[] into) {
        pixels.read(x, y, width, height, into, 0);
    }

    /** Reads a block as it is in the image, mirrored beyond the edges; {@link #map} normalizes it. */
    void raw(int x, int y, int width, int height, float[] into) {
        raw.read(x, y, width, height, into, 0);
    }

    /** The normalization that pixels are brought to in the end. */
    IntensityMap map() {
        return map;
    }

    /** Brings so many pixels of every channel to the normalization. */
    void normalize(float[] values, int area) {
        if (finish == null) {
            return;
        }
        for (int c = 0; c < finish.channels(); c++) {
            float scale = finish.scale()[c];
            float offset = finish.offset()[c];
            for (int i = c * area; i < (c + 1) * area; i++) {
                values[i] = values[i] * scale + offset;
            }
        }
    }
}
