package io.github.tessera.data;

import io.github.tessera.image.IntensityMap;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.TileReader;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.converter.RealFloatConverter;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;

/** One image as crops are taken from it: its pixels, and its labels as numbers. */
final class CropSource {
    private final LabelledImage image;
    private final PixelSource pixels;
    private final TileReader labels;

    CropSource(LabelledImage image, IntensityMap map, boolean intensity, Progress progress) {
        this.image = image;
        pixels = new PixelSource(image.pixels(), image.bitDepth(), image.name(), map, intensity, progress);
        labels = new TileReader(asFloat(image.labels()), IntensityMap.identity(1));
    }

    private static RandomAccessibleInterval<FloatType> asFloat(RandomAccessibleInterval<UnsignedByteType> labels) {
        return Converters.convert(labels, new RealFloatConverter<>(), new FloatType());
    }

    /** The image's name. */
    String name() {
        return image.name();
    }

    int width() {
        return image.width();
    }

    int height() {
        return image.height();
    }

    /** How likely the image is to be chosen. */
    double weight(int size) {
        return weight(image, size);
    }

    /** How likely an image is to be chosen: its area in crops, at least one, times its own weight. */
    static double weight(LabelledImage image, int size) {
        double area = Math.max(1.0, (double) image.width() / size) * Math.max(1.0, (double) image.height() / size);
        return image.weight() * area;
    }

    void pixels(int x, int y, int width, int height, float[] into) {
        pixels.read(x, y, width, height, into);
    }

    /** As the image has them; {@link #map} normalizes them. */
    void raw(int x, int y, int width, int height, float[] into) {
        pixels.raw(x, y, width, height, into);
    }

    /** The image's normalization. */
    IntensityMap map() {
        return pixels.map();
    }

    void labels(int x, int y, int width, int height, float[] into) {
        labels.read(x, y, width, height, into, 0);
    }

    /** Brings a crop of so many pixels to its normalization. */
    void normalize(float[] crop, int area) {
        pixels.normalize(crop, area);
    }
}
