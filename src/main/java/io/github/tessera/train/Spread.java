package io.github.tessera.train;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Where some numbers lie, and how far apart.
 *
 * @param mean NaN if there are none
 * @param deviation the standard deviation of a sample: the squares are divided by one less than there are numbers; NaN for fewer than two
 */
record Spread(double mean, double deviation) {
    /** Of those numbers that are not NaN. */
    static Spread of(DoubleStream numbers) {
        double[] values = numbers.filter(value -> !Double.isNaN(value)).toArray();
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return new Spread(mean, values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1)));
    }
}
