package io.github.tessera.tile;

import io.github.tessera.progress.Choice;
import java.util.Arrays;
import java.util.stream.IntStream;

/** What becomes of a tile that would reach beyond the image's right or lower edge. */
public enum EdgeRule implements Choice {
    /** It is left out: the pixels that only it holds are in no tile. */
    DROP("Drop"),
    /** It is filled with the image's mirrored pixels (see {@link Mirror}). */
    MIRROR("Mirror"),
    /** It is moved back until it lies inside: it shares more pixels with the one before. */
    SHIFT("Shift");

    private final String label;

    EdgeRule(String label) {
        this.label = label;
    }

    /**
     * Where the tiles start along one side of the image: at multiples of the step, as long as there are pixels left that the tile
     * before does not hold, the last one as the rule has it.
     *
     * @param extent pixels of the image, above 0
     * @param size pixels of a tile, above 0
     * @param step pixels from tile to tile, above 0; above {@code size} it leaves gaps
     * @return ascending; empty if the image is smaller than a tile and the rule is not to mirror
     */
    int[] starts(int extent, int size, int step) {
        int regular = 1 + Math.max(0, extent - size) / step;
        int[] starts = IntStream.range(0, regular).map(i -> i * step).toArray();
        int last = starts[regular - 1];
        // Beyond the last regular tile another one begins only if it starts inside and finds pixels that are not yet
        // held.
        boolean over = last + size > extent;
        boolean another = last + size < extent && (long) last + step < extent;
        return switch (this) {
            case DROP -> over ? new int[0] : starts;
            case MIRROR -> another ? append(starts, last + step) : starts;
            case SHIFT -> over ? new int[0] : another ? append(starts, extent - size) : starts;
        };
    }

    private static int[] append(int[] starts, int start) {
        int[] longer = Arrays.copyOf(starts, starts.length + 1);
        longer[starts.length] = start;
        return longer;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String toString() {
        return label;
    }
}
