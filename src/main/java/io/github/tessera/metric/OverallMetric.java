package io.github.tessera.metric;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Measures of all classes at once, 1 at best, or NaN where nothing was there to be measured.
 *
 * <p>p_ij counts the pixels of truth i that were predicted as j, t_i = sum over j of p_ij those of truth i, and n all of them. Means are
 * over the classes that occur in truth or prediction and whose value is defined. Sources: Long, Shelhamer and Darrell, CVPR 2015, section
 * 5 (pixel accuracy, mean accuracy, mean IoU, frequency-weighted IoU); the others with each.
 */
public enum OverallMetric implements ToDoubleFunction<MetricsReport> {
    /** sum p_ii / n: the share of pixels whose class is right. From 0. */
    PIXEL_ACCURACY("Pixel accuracy", "pixelaccuracy") {
        @Override
        public double applyAsDouble(MetricsReport report) {
            return report.pixelAccuracy();
        }
    },
    /** Mean of p_ii / t_i, what papers call mean pixel accuracy or balanced accuracy. From 0. */
    MEAN_RECALL("Mean recall (mean pixel accuracy)", "meanrecall") {
        @Override
        public double applyAsDouble(MetricsReport report) {
            return report.mean(Metric.RECALL);
        }
    },
    /** Mean of p_ii / sum over j of p_ji, the other reading of mean pixel accuracy. From 0. */
    MEAN_PRECISION("Mean precision", "meanprecision") {
        @Override
        public double applyAsDouble(MetricsReport report) {
            return report.mean(Metric.PRECISION);
        }
    },
    /** mIoU: the mean of the classes' IoU. From 0. */
    MEAN_IOU("Mean IoU", "meaniou") {
        @Override
        public double applyAsDouble(MetricsReport report) {
            return report.mean(Metric.IOU);
        }
    },
    /** sum t_i IoU_i / n: classes count by their pixels. From 0. */
    FREQUENCY_WEIGHTED_IOU("Frequency-weighted IoU", "frequencyweightediou") {
        @Override
        public double applyAsDouble(MetricsReport report) {
            double sum = 0;
            for (ClassCounts counts : report.counts()) {
                long truth = counts.truePositives() + counts.falseNegatives();
                sum += truth == 0 ? 0 : truth * Metric.IOU.of(counts);
            }
            return sum / report.pixels(); // 0/0 is NaN
        }
    },
    /** The mean of the classes' Dice coefficients. From 0. */
    MEAN_DICE("Mean Dice", "meandice") {
        @Override
        public double applyAsDouble(MetricsReport report) {
            return report.mean(Metric.DICE);
        }
    },
    /**
     * Cohen's kappa: (p_o - p_e) / (1 - p_e), where p_o is the pixel accuracy and p_e what chance would give it with these shares of the
     * classes. From -1; undefined where all pixels are of one class in both. Cohen, Educational and Psychological Measurement 20, 1960.
     */
    KAPPA("Cohen's kappa", "kappa") {
        @Override
        public double applyAsDouble(MetricsReport report) {
            Shares shares = Shares.of(report);
            return shares.defined() ? (shares.right - shares.both) / (1 - shares.both) : Double.NaN;
        }
    },
    /**
     * Matthews correlation coefficient, for several classes Gorodkin's R_K: the correlation of truth and prediction. From -1; undefined
     * where the truth or the prediction has only one class. Matthews, Biochimica et Biophysica Acta 405, 1975; Gorodkin, Computational
     * Biology and Chemistry 28, 2004, formula 8.
     */
    MATTHEWS("Matthews correlation", "matthews") {
        @Override
        public double applyAsDouble(MetricsReport report) {
            Shares shares = Shares.of(report);
            boolean one = shares.truths == 1 || shares.predictions == 1;
            return one
                    ? Double.NaN
                    : (shares.right - shares.both) / Math.sqrt((1 - shares.truths) * (1 - shares.predictions));
        }
    };

    private final String label;
    private final String word;

    OverallMetric(String label, String word) {
        this.label = label;
        this.word = word;
    }

    /** The value over the report's pixels; NaN where it is undefined. */
    @Override
    public abstract double applyAsDouble(MetricsReport report);

    /** Name for people: a heading. */
    public String label() {
        return label;
    }

    /** Name for macros and files, lower-case letters only. */
    public String word() {
        return word;
    }

    /**
     * Sums over the classes, with s_i and r_i the shares of the pixels that truth and prediction give to class i.
     *
     * @param right share of pixels whose class is right
     * @param both sum s_i r_i, what chance gets right
     * @param truths sum s_i s_i, 1 where there is one class
     * @param predictions sum r_i r_i
     */
    private record Shares(double right, double both, double truths, double predictions) {
        static Shares of(MetricsReport report) {
            double n = report.pixels();
            List<ClassCounts> counts = report.counts();
            double both = 0;
            double truths = 0;
            double predictions = 0;
            for (ClassCounts c : counts) {
                double truth = (c.truePositives() + c.falseNegatives()) / n;
                double prediction = (c.truePositives() + c.falsePositives()) / n;
                both += truth * prediction;
                truths += truth * truth;
                predictions += prediction * prediction;
            }
            return new Shares(report.pixelAccuracy(), both, truths, predictions);
        }

        /** Not where both give all pixels to one class; NaN without pixels goes on. */
        boolean defined() {
            return !(truths == 1 && predictions == 1 && both == 1);
        }
    }
}
