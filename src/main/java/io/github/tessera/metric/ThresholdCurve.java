package io.github.tessera.metric;

import java.util.OptionalInt;

/**
 * How one class is told from the others by its probability, at every threshold k / {@value #LEVELS}, for precision-recall curves and the
 * best threshold. Probabilities are rounded to 1 / {@value #LEVELS}; the class is predicted where its probability is at least the
 * threshold.
 */
public final class ThresholdCurve {
    /** The largest threshold's index. */
    public static final int LEVELS = 255;

    private final ClassCounts[] counts = new ClassCounts[LEVELS + 1];

    /**
     * A curve from histograms.
     *
     * @param positives how many pixels of the class have which probability, from 0 to {@value #LEVELS}
     * @param negatives the same of other pixels
     */
    ThresholdCurve(long[] positives, long[] negatives) {
        long all = 0;
        long others = 0;
        for (int k = 0; k <= LEVELS; k++) {
            all += positives[k];
            others += negatives[k];
        }
        long missed = 0;
        long leftAlone = 0;
        for (int k = 0; k <= LEVELS; k++) {
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
        return (double) index / LEVELS;
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
}
