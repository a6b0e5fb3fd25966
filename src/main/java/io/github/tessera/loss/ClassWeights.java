package io.github.tessera.loss;

import io.github.tessera.progress.TesseraException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How much a pixel of each class counts in per-pixel losses; only their ratios matter.
 *
 * @param frequency whether they are yet to be made from the classes' pixels, so that every class counts the same as a whole
 * @param numbers one a class, at least 0 and not all 0; none if all are 1 or yet to be made
 */
public record ClassWeights(boolean frequency, List<Double> numbers) {
    /** Every pixel counts 1. */
    public static final ClassWeights NONE = new ClassWeights(false, List.of());

    /** Made from how many pixels each class has. */
    public static final ClassWeights FREQUENCY = new ClassWeights(true, List.of());

    private static final double LARGEST = 1e6;
    private static final MathContext NOTED = new MathContext(4);

    public ClassWeights {
        numbers = List.copyOf(numbers);
        boolean given = numbers.stream().allMatch(w -> w >= 0 && w <= LARGEST)
                && (numbers.isEmpty() || numbers.stream().anyMatch(w -> w > 0));
        if (!given || (frequency && !numbers.isEmpty())) {
            throw new IllegalArgumentException("class weights " + numbers);
        }
    }

    /**
     * Reads {@code none}, {@code frequency}, or numbers such as {@code 1, 5, 2}; empty is none.
     *
     * @throws TesseraException if it is none of these; the message tells what it can be
     */
    public static ClassWeights parse(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (word.isEmpty() || word.equals("none")) {
            return NONE;
        }
        if (word.equals("frequency")) {
            return FREQUENCY;
        }
        try {
            return new ClassWeights(
                    false,
                    Arrays.stream(word.split(",", -1))
                            .map(number -> Double.valueOf(number.strip()))
                            .toList());
        } catch (IllegalArgumentException e) {
            throw new TesseraException(
                    "The class weights \"" + text.strip() + "\" cannot be used; write none, frequency, or a"
                            + " number of 0 or more for each class, such as 1, 5, 2.");
        }
    }

    /** Whether all pixels count the same. */
    boolean none() {
        return !frequency && numbers.isEmpty();
    }

    /**
     * Weights as numbers, one for each class. From frequency w = pixels / (classes x pixels of the class), as in scikit-learn's "balanced":
     * the mean over pixels is 1. Classes that have no pixels are not counted and get 0; numbers are rounded to four digits, as they
     * are noted.
     *
     * @param pixels of each class that are learnt from
     * @throws TesseraException if there are not as many numbers as classes
     */
    ClassWeights resolved(long[] pixels) {
        if (frequency) {
            long there = Arrays.stream(pixels).filter(n -> n > 0).count();
            double all = Arrays.stream(pixels).sum();
            List<Double> made = new ArrayList<>();
            for (long own : pixels) {
                double weight = own == 0 ? 0 : Math.min(all / (there * own), LARGEST);
                made.add(BigDecimal.valueOf(weight).round(NOTED).doubleValue());
            }
            return new ClassWeights(false, made);
        }
        if (!numbers.isEmpty() && numbers.size() != pixels.length) {
            throw new TesseraException("There are " + pixels.length + " classes, but the class weights are " + this
                    + "; give one number for each class, the background's first.");
        }
        return this;
    }

    /** The weights of so many classes; null if all are 1. */
    float[] of(int classes) {
        if (frequency || (!numbers.isEmpty() && numbers.size() != classes)) {
            throw new IllegalStateException("class weights " + this + " for " + classes + " classes");
        }
        if (numbers.isEmpty()) {
            return null;
        }
        float[] weights = new float[classes];
        for (int k = 0; k < classes; k++) {
            weights[k] = numbers.get(k).floatValue();
        }
        return weights;
    }

    /** The text that {@link #parse} reads. */
    @Override
    public String toString() {
        if (numbers.isEmpty()) {
            return frequency ? "frequency" : "none";
        }
        return numbers.stream().map(WeightedLoss::text).collect(Collectors.joining(", "));
    }
}
