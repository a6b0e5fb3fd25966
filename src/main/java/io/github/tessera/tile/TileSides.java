package io.github.tessera.tile;

/**
 * The lengths that a tile may have along one side: min, min + step, min + 2 step and so on; only min where the step is 0.
 *
 * @param min above 0
 * @param step at least 0
 */
public record TileSides(int min, int step) {
    public TileSides {
        if (min < 1 || step < 0) {
            throw new IllegalArgumentException("sides from " + min + " in steps of " + step);
        }
    }

    /** The longest that is not above a length; the shortest of all if there is none. */
    public int atMost(int length) {
        return step == 0 || length <= min ? min : min + (length - min) / step * step;
    }

    /** The shortest that is not below a length; the only one where the step is 0. */
    public int atLeast(int length) {
        return step == 0 || length <= min ? min : min + (int) ((length - min + step - 1L) / step) * step;
    }

    /** The first few, for messages. */
    @Override
    public String toString() {
        return step == 0 ? String.valueOf(min) : min + ", " + (min + step) + ", " + (min + 2 * step) + " and so on";
    }
}
