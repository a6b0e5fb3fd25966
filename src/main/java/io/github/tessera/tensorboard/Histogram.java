package io.github.tessera.tensorboard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * How often values fall into TensorBoard's usual buckets, which grow by a tenth from 1e-12 to 1e20 on both sides of 0.
 *
 * <p>Values that are no numbers are not counted. Runs of empty buckets are one bucket; there is none before the least value and none
 * after the greatest.
 *
 * @param least value
 * @param greatest value
 * @param count of values, above 0
 * @param sum of values
 * @param squares sum of their squares
 * @param limits where each bucket ends, which is no part of it; the first begins at the least value
 * @param counts values in each bucket
 */
record Histogram(
        double least,
        double greatest,
        long count,
        double sum,
        double squares,
        List<Double> limits,
        List<Double> counts) {
    private static final double SMALLEST = 1e-12;
    private static final double LARGEST = 1e20;
    private static final double GROWTH = 1.1;
    private static final double[] LIMITS = usualLimits();

    // Numbers of the fields of HistogramProto.
    private static final int MIN = 1;
    private static final int MAX = 2;
    private static final int NUM = 3;
    private static final int SUM = 4;
    private static final int SUM_SQUARES = 5;
    private static final int BUCKET_LIMIT = 6;
    private static final int BUCKET = 7;

    private static double[] usualLimits() {
        double[] above = DoubleStream.iterate(SMALLEST, limit -> limit < LARGEST, limit -> limit * GROWTH)
                .toArray();
        double[] limits = new double[2 * above.length + 2];
        for (int i = 0; i < above.length; i++) {
            limits[above.length - 1 - i] = -above[i];
            limits[above.length + 1 + i] = above[i];
        }
        limits[limits.length - 1] = Double.MAX_VALUE;
        return limits;
    }

    /** Counts values; empty if none of them is a finite number. */
    static Optional<Histogram> of(float[] values) {
        long[] counts = new long[LIMITS.length];
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        long count = 0;
        double sum = 0;
        double squares = 0;
        for (float value : values) {
            if (Float.isFinite(value)) {
                counts[bucket(value)]++;
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
                count++;
                sum += value;
                squares += (double) value * value;
            }
        }
        if (count == 0) {
            return Optional.empty();
        }
        List<Double> limits = new ArrayList<>();
        List<Double> kept = new ArrayList<>();
        int last = bucket(greatest);
        for (int i = bucket(least); i <= last; i++) {
            if (counts[i] > 0 || counts[i + 1] > 0) {
                limits.add(LIMITS[i]);
                kept.add((double) counts[i]);
            }
        }
        return Optional.of(new Histogram(least, greatest, count, sum, squares, limits, kept));
    }

    /** The first bucket that ends above the value. */
    private static int bucket(double value) {
        int found = Arrays.binarySearch(LIMITS, value);
        return found >= 0 ? found + 1 : -found - 1;
    }

    Message message() {
        return new Message()
                .real(MIN, least)
                .real(MAX, greatest)
                .real(NUM, (double) count)
                .real(SUM, sum)
                .real(SUM_SQUARES, squares)
                .reals(BUCKET_LIMIT, limits)
                .reals(BUCKET, counts);
    }
}
