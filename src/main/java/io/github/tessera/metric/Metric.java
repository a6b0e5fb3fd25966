package io.github.tessera.metric;

import java.util.Locale;

/**
 * Measures of one class against all others, from 0 (worst) to 1 (best), or NaN where nothing was there to be measured.
 *
 * <p>With TP, FP, FN, TN as in {@link ClassCounts}. Sources: Jaccard 1901 (IoU), Dice 1945 and Sorensen 1948 (Dice);
 * the others are the textbook's.
 */
public enum Metric {
    /** (TP + TN) / all pixels: the share of pixels that are right about this class. */
    ACCURACY("Accuracy", "accuracy") {
        @Override
        public double of(ClassCounts counts) {
            return ratio(counts.truePositives() + counts.trueNegatives(), counts.pixels());
        }
    },
    /** Intersection over union, or Jaccard index: TP / (TP + FP + FN). */
    IOU("IoU", "iou") {
        @Override
        public double of(ClassCounts counts) {
            long union = counts.truePositives() + counts.falsePositives() + counts.falseNegatives();
            return ratio(counts.truePositives(), union);
        }
    },
    /** Dice coefficient, or F1: 2 TP / (2 TP + FP + FN) = 2 IoU / (1 + IoU). */
    DICE("Dice", "dice") {
        @Override
        public double of(ClassCounts counts) {
            long twice = 2 * counts.truePositives();
            return ratio(twice, twice + counts.falsePositives() + counts.falseNegatives());
        }
    },
    /** TP / (TP + FP): the share of what was predicted that is right. Undefined where the class is never predicted. */
    PRECISION("Precision", "precision") {
        @Override
        public double of(ClassCounts counts) {
            return ratio(counts.truePositives(), counts.truePositives() + counts.falsePositives());
        }
    },
    /** Recall, or sensitivity: TP / (TP + FN), the share of the class that was found. Undefined where the truth has none. */
    RECALL("Recall", "recall") {
        @Override
        public double of(ClassCounts counts) {
            return ratio(counts.truePositives(), counts.truePositives() + counts.falseNegatives());
        }
    },
    /** TN / (TN + FP): the share of the rest that was left alone. Undefined where the truth has nothing else. */
    SPECIFICITY("Specificity", "specificity") {
        @Override
        public double of(ClassCounts counts) {
            return ratio(counts.trueNegatives(), counts.trueNegatives() + counts.falsePositives());
        }
    };

    private final String label;
    private final String word;

    Metric(String label, String word) {
        this.label = label;
        this.word = word;
    }

    /** The value for one class; NaN where it is undefined. */
    public abstract double of(ClassCounts counts);

    /** Name for people: a column heading or menu entry. */
    public String label() {
        return label;
    }

    /** Name for macros and files, lower-case letters only. */
    public String word() {
        return word;
    }

    /** A value as text for people: four decimals with a point, or "undefined" for NaN. */
    public static String text(double value) {
        return Double.isNaN(value) ? "undefined" : String.format(Locale.ROOT, "%.4f", value);
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? Double.NaN : (double) part / whole;
    }
}
