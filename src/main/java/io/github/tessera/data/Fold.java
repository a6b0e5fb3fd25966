package io.github.tessera.data;

import io.github.tessera.progress.TesseraException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One of the folds of a cross-validation: each image that is not for the test is kept out in exactly one of them.
 *
 * @param number from 1
 * @param folds all of them, at least 2
 */
public record Fold(int number, int folds) {
    /** Checks the numbers. */
    public Fold {
        if (folds < 2) {
            throw new TesseraException(
                    "A cross-validation of " + folds + " folds is not possible: choose at least 2 folds.");
        }
        if (number < 1 || number > folds) {
            throw new IllegalArgumentException("fold " + number + " of " + folds);
        }
    }

    /**
     * All folds of a cross-validation, in their order.
     *
     * @throws TesseraException if there are fewer than 2
     */
    public static List<Fold> all(int folds) {
        return IntStream.rangeClosed(1, Math.max(1, folds))
                .mapToObj(number -> new Fold(number, folds))
                .toList();
    }
}
