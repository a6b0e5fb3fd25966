package io.github.tessera.metric;

import java.math.BigDecimal;

/**
 * Measures of overlap on probabilities instead of decided classes, from 0 (worst) to 1 (best). With p the truth and q the prediction.
 *
 * <p>Each can be smoothed: s is added to numerator and denominator as the formulas show. With s = 1, as much teaching code has it, two
 * empty masks agree perfectly; without (s = 0) they are undefined, as of {@link Metric#DICE}.
 */
public enum SoftMetric {
    /** (2 sum pq + s) / (sum p + sum q + s). */
    DICE("Soft Dice", "softdice") {
        @Override
        public double of(SoftOverlap o, double s) {
            return (2 * o.product() + s) / (o.truth() + o.prediction() + s);
        }
    },
    /** (2 sum pq + s) / (sum pp + sum qq + s), the V-Net's: Milletari, Navab and Ahmadi, 3DV 2016, section 3. */
    DICE_SQUARED("Soft Dice with squared sums", "softdicesquared") {
        @Override
        public double of(SoftOverlap o, double s) {
            return (2 * o.product() + s) / (o.truthSquared() + o.predictionSquared() + s);
        }
    },
    /** (sum pq + s) / (sum p + sum q - sum pq + s), the soft Jaccard index. */
    IOU("Soft IoU", "softiou") {
        @Override
        public double of(SoftOverlap o, double s) {
            return (o.product() + s) / (o.truth() + o.prediction() - o.product() + s);
        }
    };

    private final String label;
    private final String word;

    SoftMetric(String label, String word) {
        this.label = label;
        this.word = word;
    }

    /**
     * The value.
     *
     * @param smoothing s, at least 0
     * @return NaN where truth and prediction are empty, and s is 0
     */
    public abstract double of(SoftOverlap overlap, double smoothing);

    /** Name for people: a heading. */
    public String label() {
        return label;
    }

    /** Name for macros and files, lower-case letters only. */
    public String word() {
        return word;
    }

    /** Name for people with the smoothing, such as "Soft Dice (smooth 1)". */
    public String label(double smoothing) {
        return smoothing == 0
                ? label
                : label + " (smooth "
                        + BigDecimal.valueOf(smoothing).stripTrailingZeros().toPlainString() + ")";
    }
}
