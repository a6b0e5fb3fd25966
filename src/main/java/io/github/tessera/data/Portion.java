package io.github.tessera.data;

import io.github.tessera.progress.TesseraException;
import java.math.BigDecimal;

/**
 * How much of a set is kept out of learning: a share of its images, or a number of them.
 *
 * @param value below 1 a share, 0 for nothing; from 1 on a whole number, which counts what is dealt out whole: images, tiles
 *     or groups, as the {@link SplitRule} says
 */
public record Portion(double value) {
    /** Nothing. */
    public static final Portion NONE = new Portion(0);

    /** Checks the number. */
    public Portion {
        if (!(value >= 0) || value > Integer.MAX_VALUE || (value >= 1 && value != Math.rint(value))) {
            throw new TesseraException(
                    "To keep out " + value
                            + " of the images is not possible; write a share below 1, such as 0.2, or a whole number of images.");
        }
    }

    /** True for {@link #NONE}. */
    public boolean isNone() {
        return value == 0;
    }

    /** True where things are counted, false for a share. */
    public boolean isCount() {
        return value >= 1;
    }

    /** The share of a number of images, rounded half up. */
    public int shareOf(int images) {
        return (int) Math.floor(images * value + 0.5);
    }

    /** The number as a user writes it. */
    @Override
    public String toString() {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
