package io.github.tessera.data;

import io.github.tessera.image.LabelImage;
import io.github.tessera.progress.TesseraException;
import java.util.List;

/**
 * How many crops must hold a class that would else be seldom seen; the others come from anywhere.
 *
 * @param share of the crops, from 0 to 1; kept exactly over a training, whatever the batch
 * @param label index of the class, or {@link #FOREGROUND}
 */
public record Oversampling(double share, int label) {
    /** Every class but the first, which is the background. */
    public static final int FOREGROUND = -1;

    /** Crops from anywhere. */
    public static final Oversampling NONE = new Oversampling(0, FOREGROUND);

    /** Checks the share. */
    public Oversampling {
        if (!(share >= 0 && share <= 1)) {
            throw new TesseraException(
                    "The share of crops that must hold a class, " + share + ", must be between 0 and 1, such as 0.3.");
        }
    }

    /**
     * For a class by its name.
     *
     * @param name one of the classes, or empty: every class but the first
     * @throws TesseraException if there is no such class
     */
    public static Oversampling of(double share, String name, List<String> classes) {
        if (!name.isEmpty() && !classes.contains(name)) {
            throw new TesseraException("There is no class \"" + name + "\"; choose one of " + String.join(", ", classes)
                    + ", or leave it empty for all but the first.");
        }
        return new Oversampling(share, classes.indexOf(name));
    }

    /** One line for the log. */
    public String describe(List<String> classes) {
        return Math.round(100 * share) + " % of the crops hold "
                + (label == FOREGROUND ? "a class other than " + classes.get(0) : classes.get(label)) + ".";
    }

    /** Whether a crop, counted from 0 over the whole training, must hold the class. */
    boolean takes(long crop) {
        return Math.floor((crop + 1) * share) > Math.floor(crop * share);
    }

    /** Whether a label is of the class. */
    boolean wants(int other) {
        return label == FOREGROUND ? other > 0 && other != LabelImage.IGNORED : other == label;
    }
}
