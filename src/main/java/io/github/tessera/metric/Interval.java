package io.github.tessera.metric;

import java.util.Locale;

/**
 * Where a value probably lies.
 *
 * @param low its lower end
 * @param high its upper end, at least as high
 */
public record Interval(double low, double high) {
    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException(low + " to " + high);
        }
    }

    /** Both ends with three decimals: 0.781 to 0.842. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f to %.3f", low, high);
    }
}
