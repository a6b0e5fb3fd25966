package io.github.tessera.data;

import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Which images are learnt from and which are kept out.
 *
 * @param train indices of images to learn from, ascending
 * @param validation indices of images kept out, ascending; the one image of a set of one is in both parts
 */
public record Split(List<Integer> train, List<Integer> validation) {
    /** Copies both lists. */
    public Split {
        train = List.copyOf(train);
        validation = List.copyOf(validation);
    }

    /**
     * Whole images at random: {@code n * validationFraction} of them, rounded half up, but at least one in each part.
     *
     * @param n images, at least 1; a single one is used for both parts
     * @param validationFraction above 0, below 1
     * @param seed equal seeds give equal splits
     */
    public static Split byImage(int n, double validationFraction, long seed) {
        if (!(validationFraction > 0 && validationFraction < 1)) {
            throw new TesseraException("The validation fraction is " + validationFraction
                    + "; choose a number above 0 and below 1, for example 0.2.");
        }
        if (n == 1) {
            return new Split(List.of(0), List.of(0));
        }
        List<Integer> order = new ArrayList<>(IntStream.range(0, n).boxed().toList());
        SplittableRandom random = Seeds.random(seed, 0);
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            order.set(j, order.set(i, order.get(j)));
        }
        int held = (int) Math.max(1, Math.min(n - 1, Math.floor(n * validationFraction + 0.5)));
        return new Split(
                order.subList(held, n).stream().sorted().toList(),
                order.subList(0, held).stream().sorted().toList());
    }

    /** One line for the log. */
    public String describe() {
        if (train.equals(validation)) {
            return "The only image is learnt from and validated on: the validation says nothing about other images.";
        }
        return train.size() + " images to learn from, " + validation.size() + " kept out for validation";
    }
}
