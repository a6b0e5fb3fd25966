package io.github.tessera.data;

import io.github.tessera.image.IntensityMap;
import io.github.tessera.image.Normalization;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.TileReader;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.converter.RealFloatConverter;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;

/** One image as crops are taken from it: read on the scale of {@link Augmentation} where intensities are to change, else normalized. */
final class CropSource {
    private final LabelledImage image;
    private final TileReader pixels;
    private final TileReader raw;
    private final TileReader labels;
    private final IntensityMap map;
    private final IntensityMap finish;

    CropSource(LabelledImage image, IntensityMap map, boolean intensity, Progress progress) {
        this.image = image;
        this.map = map;
        IntensityMap scale = intensity ? augmentationScale(image, progress) : map;
        finish = intensity ? after(scale, map) : null;
        pixels = new TileReader(image.pixels(), scale);
        raw = new TileReader(image.pixels(), IntensityMap.identity(map.channels()));
        labels = new TileReader(asFloat(image.labels()), IntensityMap.identity(1));
    }

    private static RandomAccessibleInterval<FloatType> asFloat(RandomAccessibleInterval<UnsignedByteType> labels) {
        return Converters.convert(labels, new RealFloatConverter<>(), new FloatType());
    }

    /** A channel of one value has no range of its own: there the value becomes 0. */
    private static IntensityMap augmentationScale(LabelledImage image, Progress progress) {
        IntensityMap fitted = NormalizationSettings.of(Normalization.PERCENTILE)
                .fit(image.pixels(), image.bitDepth(), image.name(), progress);
        float[] scale = fitted.scale();
        float[] offset = fitted.offset();
        RandomAccess<FloatType> first = image.pixels().randomAccess();
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

    int width() {
        return image.width();
    }

    int height() {
        return image.height();
    }

    /** How likely the image is to be chosen: its area in crops, at least one. */
    double weight(int size) {
        return Math.max(1.0, (double) image.width() / size) * Math.max(1.0, (double) image.height() / size);
    }

    void pixels(int x, int y, int width, int height, float[] into) {
        pixels.read(x, y, width, height, into, 0);
    }

    /** As the image has them; {@link #map} normalizes them. */
    void raw(int x, int y, int width, int height, float[] into) {
        raw.read(x, y, width, height, into, 0);
    }

    /** The image's normalization. */
    IntensityMap map() {
        return map;
    }

    void labels(int x, int y, int width, int height, float[] into) {
        labels.read(x, y, width, height, into, 0);
    }

    /** Brings a crop of so many pixels to its normalization. */
    void normalize(float[] crop, int area) {
        if (finish == null) {
            return;
        }
        for (int c = 0; c < finish.channels(); c++) {
            float scale = finish.scale()[c];
            float offset = finish.offset()[c];
            for (int i = c * area; i < (c + 1) * area; i++) {
                crop[i] = crop[i] * scale + offset;
            }
        }
    }
}
