package io.github.tessera.image;

import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.numeric.real.FloatType;

/**
 * Exact statistics of one channel of a plane, or of several together, read in bands of rows, so that no copy of a channel is ever held.
 *
 * <p>Order statistics are found by counting: a float's bits, with the sign folded in, sort as the float does, so one pass counts
 * the upper 16 bits and a second one the lower 16 bits of the few bins that hold the ranks asked for.
 */
public final class ChannelStatistics {
    private static final int BAND_PIXELS = 1 << 16;
    private static final int BINS = 1 << 16;

    private final PrimitiveBlocks<FloatType> blocks;
    private final List<Integer> channels;
    private final List<ValueMap> maps;
    private final int width;
    private final int height;
    private final Progress progress;

    /** Prepares reading; {@code progress} is asked at every band whether to go on. */
    ChannelStatistics(RandomAccessibleInterval<FloatType> plane, int channel, Progress progress) {
        this(plane, List.of(channel), List.of(ValueMap.IDENTITY), progress);
    }

    /**
     * Prepares reading what becomes of values.
     *
     * @param plane (x, y, channel)
     * @param channels from 0; their values count together
     * @param maps one for each of them
     * @param progress asked at every band whether to go on
     */
    public ChannelStatistics(
            RandomAccessibleInterval<FloatType> plane, List<Integer> channels, List<ValueMap> maps, Progress progress) {
        this.progress = progress;
        this.blocks = PrimitiveBlocks.of(plane, PrimitiveBlocks.OnFallback.ACCEPT);
        this.channels = channels;
        this.maps = maps;
        this.width = (int) plane.dimension(0);
        this.height = (int) plane.dimension(1);
    }

    /** Says no to NaN and infinite pixels. */
    void requireFinite(String name) {
        forEachBand((values, count, firstRow) -> {
            for (int i = 0; i < count; i++) {
                if (!Float.isFinite(values[i])) {
                    throw new TesseraException(name + " holds the value " + values[i] + " at x = " + i % width
                            + ", y = " + (firstRow + i / width)
                            + "; replace it by a number first (Process > Math > NaN... or Macro...).");
                }
            }
        });
    }

    double minimum() {
        return percentiles(0, 0)[0];
    }

    double maximum() {
        return percentiles(100, 100)[0];
    }

    /** The mean, and the root of the mean squared distance from it (divided by n, not n - 1). */
    public record Moments(double mean, double deviation) {}

    /**
     * Mean and deviation in one pass: each band's own, put together by the formula of Chan, Golub and LeVeque, "Algorithms for computing the sample
     * variance", The American Statistician 37 (1983).
     */
    public Moments moments() {
        double[] mean = new double[1];
        double[] squares = new double[1];
        double[] before = new double[1];
        forEachBand((values, count, firstRow) -> {
            double sum = 0;
            for (int i = 0; i < count; i++) {
                sum += values[i];
            }
            double own = sum / count;
            double ownSquares = 0;
            for (int i = 0; i < count; i++) {
                ownSquares += (values[i] - own) * (values[i] - own);
            }
            double share = count / (before[0] + count);
            double shift = own - mean[0];
            squares[0] += ownSquares + shift * shift * before[0] * share;
            mean[0] += shift * share;
            before[0] += count;
        });
        return new Moments(mean[0], Math.sqrt(squares[0] / pixels()));
    }

    /** Two percentiles (0 to 100), interpolated linearly between the values at ranks {@code p / 100 * (n - 1)}. */
    public double[] percentiles(double low, double high) {
        double[] positions = {low / 100 * (pixels() - 1), high / 100 * (pixels() - 1)};
        long[] ranks = new long[4];
        for (int i = 0; i < 2; i++) {
            ranks[2 * i] = (long) Math.floor(positions[i]);
            ranks[2 * i + 1] = (long) Math.ceil(positions[i]);
        }
        float[] values = ranked(ranks);
        double[] result = new double[2];
        for (int i = 0; i < 2; i++) {
            double part = positions[i] - Math.floor(positions[i]);
            result[i] = values[2 * i] + part * ((double) values[2 * i + 1] - values[2 * i]);
        }
        return result;
    }

    private float[] ranked(long[] ranks) {
        long[] upper = new long[BINS];
        forEachBand((values, count, firstRow) -> {
            for (int i = 0; i < count; i++) {
                upper[sortable(values[i]) >>> 16]++;
            }
        });
        Map<Integer, long[]> lower = new HashMap<>();
        int[] bins = new int[ranks.length];
        long[] rest = new long[ranks.length];
        for (int r = 0; r < ranks.length; r++) {
            rest[r] = ranks[r];
            bins[r] = take(upper, rest, r);
            lower.computeIfAbsent(bins[r], bin -> new long[BINS]);
        }
        countLower(lower);
        float[] result = new float[ranks.length];
        for (int r = 0; r < ranks.length; r++) {
            int bits = bins[r] << 16 | take(lower.get(bins[r]), rest, r);
            result[r] = Float.intBitsToFloat(bits < 0 ? bits ^ 0x80000000 : ~bits);
        }
        return result;
    }

    private void countLower(Map<Integer, long[]> lower) {
        long[][] byBin = new long[BINS][];
        lower.forEach((bin, counts) -> byBin[bin] = counts);
        forEachBand((values, count, firstRow) -> {
            for (int i = 0; i < count; i++) {
                int bits = sortable(values[i]);
                long[] counts = byBin[bits >>> 16];
                if (counts != null) {
                    counts[bits & 0xFFFF]++;
                }
            }
        });
    }

    /** The bin that holds the rank in {@code rest[r]}, which becomes the rank within that bin. */
    private static int take(long[] counts, long[] rest, int r) {
        int bin = 0;
        while (rest[r] >= counts[bin]) {
            rest[r] -= counts[bin++];
        }
        return bin;
    }

    /** The float's bits so turned that they sort, read without a sign, as the floats do. */
    private static int sortable(float value) {
        int bits = Float.floatToRawIntBits(value);
        return bits < 0 ? ~bits : bits ^ 0x80000000;
    }

    private long pixels() {
        return (long) width * height * channels.size();
    }

    private void forEachBand(Band band) {
        int rows = Math.max(1, BAND_PIXELS / width);
        float[] values = new float[rows * width];
        for (int c = 0; c < channels.size(); c++) {
            for (int y = 0; y < height; y += rows) {
                progress.check();
                int count = Math.min(rows, height - y);
                blocks.copy(new int[] {0, y, channels.get(c)}, values, new int[] {width, count, 1});
                if (maps.get(c) != ValueMap.IDENTITY) {
                    maps.get(c).apply(values, 0, count * width);
                }
                band.accept(values, count * width, y);
            }
        }
    }

    private interface Band {
        void accept(float[] values, int count, int firstRow);
    }
}
