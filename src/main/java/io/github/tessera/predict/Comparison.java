package io.github.tessera.predict;

import io.github.tessera.metric.Bootstrap;
import io.github.tessera.metric.Interval;
import io.github.tessera.metric.PairedTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * One measure of two models on the same images.
 *
 * @param measure what is compared
 * @param first over all images pooled
 * @param second the same of the other model
 * @param interval that holds 95 % of the differences second - first when images are drawn anew, the same for both
 * @param meanDifference second - first, averaged over the images that have a value of both; NaN if none has
 * @param probability of differences of single images that are at least as large on average, if the models were equally good; NaN if no
 *     image has a value of both
 * @param pairs images that have a value of both
 * @param better of these, on how many the second is better
 * @param worse on how many it is worse
 */
public record Comparison(
        Measure measure,
        double first,
        double second,
        Optional<Interval> interval,
        double meanDifference,
        double probability,
        int pairs,
        int better,
        int worse) {
    /** Of equal images the signs are equal. */
    private static final long SEED = 2;

    /**
     * Compares all measures that both have.
     *
     * @param first of the images
     * @param second of the same images in the same order
     * @param ones resamples of the first
     * @param others of the second
     * @param beta of F-beta
     */
    public static List<Comparison> of(
            Evaluation first,
            Evaluation second,
            Bootstrap<ImageScores> ones,
            Bootstrap<ImageScores> others,
            double beta) {
        if (first.images().size() != second.images().size()) {
            throw new IllegalArgumentException(
                    first.images().size() + " and " + second.images().size() + " images");
        }
        ImageScores one = first.pooled();
        ImageScores other = second.pooled();
        List<Comparison> comparisons = new ArrayList<>();
        for (Measure measure : Measure.of(first, beta)) {
            ToDoubleFunction<ImageScores> value = measure.value();
            int sign = measure.higherIsBetter() ? 1 : -1;
            double[] images = differences(values(first, value), values(second, value));
            comparisons.add(new Comparison(
                    measure,
                    value.applyAsDouble(one),
                    value.applyAsDouble(other),
                    Bootstrap.interval(differences(ones.values(value), others.values(value))),
                    Arrays.stream(images)
                            .filter(d -> !Double.isNaN(d))
                            .average()
                            .orElse(Double.NaN),
                    PairedTest.probability(images, SEED),
                    (int) Arrays.stream(images).filter(d -> !Double.isNaN(d)).count(),
                    (int) Arrays.stream(images).filter(d -> sign * d > 0).count(),
                    (int) Arrays.stream(images).filter(d -> sign * d < 0).count()));
        }
        return comparisons;
    }

    private static double[] values(Evaluation evaluation, ToDoubleFunction<ImageScores> value) {
        return evaluation.images().stream()
                .mapToDouble(image -> value.applyAsDouble(image.scores()))
                .toArray();
    }

    private static double[] differences(double[] first, double[] second) {
        double[] differences = new double[first.length];
        for (int i = 0; i < first.length; i++) {
            differences[i] = second[i] - first[i];
        }
        return differences;
    }

    /** What the second model has more, over all images pooled. */
    public double difference() {
        return second - first;
    }
}
