package io.github.tessera.image;

/** What becomes of single values. */
@FunctionalInterface
public interface ValueMap {
    /** Leaves them as they are. */
    ValueMap IDENTITY = value -> value;

    /** What becomes of a value. */
    float of(float value);

    /** Maps a run of values in place. */
    default void apply(float[] values, int start, int count) {
        for (int i = start; i < start + count; i++) {
            values[i] = of(values[i]);
        }
    }

    /** {@code gain * value + offset}. */
    static ValueMap linear(double gain, double offset) {
        return value -> (float) (gain * value + offset);
    }

    /** This one, then another. */
    default ValueMap then(ValueMap next) {
        return this == IDENTITY ? next : value -> next.of(of(value));
    }
}
