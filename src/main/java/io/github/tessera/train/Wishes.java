package io.github.tessera.train;

import io.github.tessera.progress.TesseraException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a user wants of a training, and what is left to its {@link Plan}.
 *
 * @param fixed the settings; of those that are open the value does not count
 * @param open the settings that are to be chosen
 * @param minutes how long the training may take, above 0, where the steps are open
 * @param further whether a model is taught further, for which smaller steps are right
 */
public record Wishes(TrainingConfig fixed, Set<Setting> open, double minutes, boolean further) {
    /** What a training takes that nobody has given a time. */
    public static final double MINUTES = 10;

    public Wishes {
        open = open.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(open));
        if (!(minutes > 0 && minutes < Double.POSITIVE_INFINITY)) {
            throw new TesseraException(
                    "A training cannot take " + minutes + " minutes: write a number above 0, such as 10.");
        }
    }

    /** Everything is open but name, split, seed, device and the like; ten minutes. */
    public static Wishes none(TrainingConfig fixed) {
        return new Wishes(fixed, EnumSet.allOf(Setting.class), MINUTES, false);
    }

    /** The same with other fixed settings. */
    public Wishes with(TrainingConfig other) {
        return new Wishes(other, open, minutes, further);
    }

    /** The same with a setting that is no longer open. */
    public Wishes without(Setting setting) {
        return new Wishes(fixed, open.stream().filter(s -> s != setting).collect(Collectors.toSet()), minutes, further);
    }

    boolean open(Setting setting) {
        return open.contains(setting);
    }
}
