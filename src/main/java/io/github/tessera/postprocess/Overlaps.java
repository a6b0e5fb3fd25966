package io.github.tessera.postprocess;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** How many pixels the objects of planes have in common that lie over each other. */
final class Overlaps {
    /**
     * Two objects.
     *
     * @param one of the earlier plane
     * @param other of the later plane
     */
    record Pair(int one, int other) {}

    private final IntUnaryOperator objectOf;
    private final Map<Pair, Long> pixels = new HashMap<>();

    /**
     * Nothing yet.
     *
     * @param objectOf the object that counts, for each number in the planes
     */
    Overlaps(IntUnaryOperator objectOf) {
        this.objectOf = objectOf;
    }

    /** Counts two planes of numbers, 0 being no object. */
    void add(int[] earlier, int[] later) {
        int i = 0;
        while (i < earlier.length) {
            int one = earlier[i];
            int other = later[i];
            int start = i;
            do {
                i++;
            } while (i < earlier.length && earlier[i] == one && later[i] == other);
            if (one != 0 && other != 0) {
                Pair pair = new Pair(objectOf.applyAsInt(one), objectOf.applyAsInt(other));
                pixels.merge(pair, (long) i - start, Long::sum);
            }
        }
    }

    /** The pixels of each pair that has any, in no order. */
    Map<Pair, Long> pixels() {
        return pixels;
    }
}
