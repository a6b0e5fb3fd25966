package io.github.tessera.metric;

import java.util.OptionalInt;

/**
 * How one class is told from the others by its probability, at every threshold k / levels, for precision-recall and ROC curves and
 * the best threshold. Probabilities are rounded to multiples of 1 / levels; the class is predicted where its probability is at least the
 * threshold.
 */
public final class ThresholdCurve {
    private final ClassCounts[] counts;

    /**
     * A curve from histograms.
     *
     * @param positives how many pixels of the class have which probability, from 0 to levels
     * @param negatives the same of other pixels
     */
    ThresholdCurve(long[] positives, long[] negatives) {
        counts = new ClassCounts[positives.length];
        long all = 0;
        long others = 0;
        for (int k = 0; k < counts.length; k++) {
            all += positives[k];
            others += negatives[k];
        }
        long missed = 0;
        long leftAlone = 0;
        for (int k = 0; k < counts.length; k++) {
            counts[k] = new ClassCounts(all - missed, others - leftAlone, missed, leftAlone);
            missed += positives[k];
            leftAlone += negatives[k];
        }
    }

    /** Thresholds, the first of them 0 and the last 1. */
    public int size() {
        return counts.length;
    }

    /** A threshold by its index. */
    public double threshold(int index) {
        return (double) index / (counts.length - 1);
    }

    /** What is right and wrong at a threshold, by its index. */
    public ClassCounts counts(int index) {
        return counts[index];
    }

    /**
     * The index of the threshold at which a metric is highest; the middle of them where several in a row are equal, for there a small
     * change does least; empty where no pixel is of the class, for then no threshold is better than another.
     */
    public OptionalInt best(Metric metric) {
        if (counts[0].truePositives() == 0) {
            return OptionalInt.empty();
        }
        int first = -1;
        int last = -1;
        for (int k = 0; k < counts.length; k++) {
            double value = metric.of(counts[k]);
            double highest = first < 0 ? Double.NEGATIVE_INFINITY : metric.of(counts[first]);
            if (value > highest) {
                first = k;
                last = k;
            } else if (value == highest && last == k - 1) {
                last = k;
            }
        }
        return first < 0 ? OptionalInt.empty() : OptionalInt.of((first + last) / 2);
    }

    /** The index of the smallest threshold that is at least one half, where a single output is decided. */
    public int half() {
        return counts.length / 2;
    }

    /**
     * The area under the ROC curve, the true positive rate over the false positive rate: the probability that a pixel of the class gets a
     * higher probability than another one, where equal ones count half. Hanley and McNeil, Radiology 143, 1982.
     *
     * @return from 0 to 1; NaN where the truth has only pixels of the class, or none
     */
    public double rocArea() {
        double area = 0;
        for (int k = 0; k < counts.length; k++) {
            double base = Metric.SPECIFICITY.of(after(k)) - Metric.SPECIFICITY.of(counts[k]);
            area += base * (Metric.RECALL.of(counts[k]) + Metric.RECALL.of(after(k))) / 2;
        }
        return area;
    }

    /**
     * The area under the precision-recall curve as the average precision: the precision at each threshold, weighted by how much recall is
     * gained there; without interpolation, which Davis and Goadrich, ICML 2006, show to be too kind.
     *
     * @return from 0 to 1; NaN where the truth has no pixel of the class
     */
    public double averagePrecision() {
        double area = 0;
        for (int k = 0; k < counts.length; k++) {
            double gained = Metric.RECALL.of(counts[k]) - Metric.RECALL.of(after(k));
            area += gained == 0 ? 0 : gained * Metric.PRECISION.of(counts[k]);
        }
        return area;
    }

    /** Counts at the next higher threshold; above the highest one nothing is predicted. */
    private ClassCounts after(int k) {
        return k + 1 < counts.length
                ? counts[k + 1]
                : new ClassCounts(0, 0, counts[0].truePositives(), counts[0].falsePositives());
    }
}
