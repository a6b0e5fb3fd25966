package io.github.tessera.data;

import io.github.tessera.image.LabelImage;
import io.github.tessera.progress.Progress;
import java.util.Arrays;
import java.util.stream.LongStream;
import net.imglib2.blocks.PrimitiveBlocks;

/** Collects an image's {@link ImageFacts} in one pass over bands of rows. */
final class FactsReader {
    private static final int BAND_VALUES = 1 << 16;

    private final LabelledImage image;
    private final int width;
    private final int height;
    private final int channels;
    private final long[] classes = new long[LabelImage.IGNORED + 1];
    private final long[] rim = new long[2];
    private final Sums[] ground = {new Sums(), new Sums()};
    private final double[] cellSums = new double[Thumbnail.SIDE * Thumbnail.SIDE];
    private final long[] cellCounts = new long[Thumbnail.SIDE * Thumbnail.SIDE];
    private final float[] distinct = new float[ImageFacts.Intensities.MANY];
    private final int classCount;
    private int distinctCount;
    private float minimum = Float.POSITIVE_INFINITY;
    private float maximum = Float.NEGATIVE_INFINITY;
    private long atMaximum;
    private double sum;
    private long nonFinite;
    private long pixelHash;
    private long labelHash;

    FactsReader(LabelledImage image, int classCount) {
        this.image = image;
        this.classCount = classCount;
        this.width = image.width();
        this.height = image.height();
        this.channels = image.channels();
    }

    ImageFacts read(Progress progress) {
        var pixels = PrimitiveBlocks.of(image.pixels(), PrimitiveBlocks.OnFallback.ACCEPT);
        var labels = PrimitiveBlocks.of(image.labels(), PrimitiveBlocks.OnFallback.ACCEPT);
        int rows = Math.max(1, BAND_VALUES / (width * channels));
        float[] values = new float[rows * width * channels];
        byte[] band = new byte[rows * width];
        for (int y = 0; y < height; y += rows) {
            progress.check();
            int count = Math.min(rows, height - y);
            pixels.copy(new int[] {0, y, 0}, values, new int[] {width, count, channels});
            labels.copy(new int[] {0, y}, band, new int[] {width, count});
            for (int i = 0; i < count * width * channels; i++) {
                add(values[i]);
            }
            for (int row = 0; row < count; row++) {
                addRow(values, band, row, count, y + row);
            }
        }
        return new ImageFacts(image.name(), width, height, channels, image.bitDepth(), intensities(), labels());
    }

    private void add(float value) {
        pixelHash = mixed(pixelHash, Float.floatToRawIntBits(value));
        if (!Float.isFinite(value)) {
            nonFinite++;
            return;
        }
        sum += value;
        minimum = Math.min(minimum, value);
        if (value > maximum) {
            maximum = value;
            atMaximum = 0;
        }
        atMaximum += value == maximum ? 1 : 0;
        if (distinctCount < distinct.length && !seen(value)) {
            distinct[distinctCount++] = value;
        }
    }

    private boolean seen(float value) {
        for (int i = 0; i < distinctCount; i++) {
            if (distinct[i] == value) {
                return true;
            }
        }
        return false;
    }

    private void addRow(float[] values, byte[] labels, int row, int rows, int y) {
        boolean rimRow = y == 0 || y == height - 1;
        int cellRow = y * Thumbnail.SIDE / height * Thumbnail.SIDE;
        for (int x = 0; x < width; x++) {
            int i = row * width + x;
            int label = labels[i] & 0xFF;
            labelHash = mixed(labelHash, label);
            classes[label]++;
            double intensity = 0;
            for (int c = 0; c < channels; c++) {
                intensity += values[c * rows * width + i];
            }
            // A NaN must not blot out the whole look.
            intensity = Double.isFinite(intensity) ? intensity : 0;
            int cell = cellRow + x * Thumbnail.SIDE / width;
            cellSums[cell] += intensity;
            cellCounts[cell]++;
            if (label != LabelImage.IGNORED) {
                int side = label == 0 ? 0 : 1;
                ground[side].add(intensity);
                rim[side] += rimRow || x == 0 || x == width - 1 ? 1 : 0;
            }
        }
    }

    private ImageFacts.Intensities intensities() {
        long finite = (long) width * height * channels - nonFinite;
        double[] means = new double[cellSums.length];
        Arrays.setAll(means, i -> cellSums[i] / cellCounts[i]);
        return new ImageFacts.Intensities(
                finite == 0 ? Double.NaN : minimum,
                finite == 0 ? Double.NaN : maximum,
                sum / finite,
                finite == 0 ? 0 : (double) atMaximum / finite,
                distinctCount,
                nonFinite,
                pixelHash,
                Thumbnail.of(means));
    }

    private ImageFacts.Labels labels() {
        return new ImageFacts.Labels(
                LongStream.of(classes).limit(classCount).boxed().toList(),
                classes[LabelImage.IGNORED],
                (double) rim[1] / (rim[0] + rim[1]),
                Sums.contrast(ground[1], ground[0]),
                ground[1].deviation() / ground[0].deviation(),
                labelHash);
    }

    /** One step of a multiplicative hash: 64 bits, so that no two of a million images agree by chance. */
    private static long mixed(long hash, int value) {
        return Long.rotateLeft((hash ^ value) * 0x9E3779B97F4A7C15L, 29);
    }

    /** Count, sum and sum of squares of intensities. */
    private static final class Sums {
        private long count;
        private double sum;
        private double squares;

        void add(double value) {
            count++;
            sum += value;
            squares += value * value;
        }

        double deviation() {
            double mean = sum / count;
            return Math.sqrt(Math.max(0, squares / count - mean * mean));
        }

        static double contrast(Sums a, Sums b) {
            double count = a.count + b.count;
            double mean = (a.sum + b.sum) / count;
            double variance = (a.squares + b.squares) / count - mean * mean;
            return (a.sum / a.count - b.sum / b.count) / Math.sqrt(variance);
        }
    }
}
