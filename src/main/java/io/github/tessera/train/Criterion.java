package io.github.tessera.train;

import io.github.tessera.metric.Metric;
import io.github.tessera.progress.Choice;

/** What the best epoch is chosen by: a measure on the images kept out. */
public enum Criterion implements Choice {
    /** Intersection over union of the class, or the mean over classes. */
    IOU("IoU", Metric.IOU),
    /** Dice coefficient of the class, or the mean over classes. */
    DICE("Dice", Metric.DICE),
    /** Precision of the class, or the mean over classes. */
    PRECISION("Precision", Metric.PRECISION),
    /** Recall of the class, or the mean over classes. */
    RECALL("Recall", Metric.RECALL),
    /** Specificity of the class, or the mean over classes. */
    SPECIFICITY("Specificity", Metric.SPECIFICITY),
    /** The share of pixels that are right. */
    ACCURACY("Accuracy", Metric.ACCURACY) {
        @Override
        public double value(Epoch epoch) {
            return epoch.validation().pixelAccuracy();
        }
    },
    /** The validation loss, the lower the better. */
    LOSS("Loss", null) {
        @Override
        public double value(Epoch epoch) {
            return epoch.validationLoss();
        }

        @Override
        double score(Epoch epoch) {
            return Double.isNaN(epoch.validationLoss()) ? Double.NEGATIVE_INFINITY : -epoch.validationLoss();
        }
    };

    private final String label;
    private final Metric metric;

    Criterion(String label, Metric metric) {
        this.label = label;
        this.metric = metric;
    }

    /** The measure itself; NaN where it is undefined. */
    public double value(Epoch epoch) {
        return epoch.validation().summary(metric);
    }

    /** The higher, the better; the worst possible where the measure is undefined. */
    double score(Epoch epoch) {
        double value = value(epoch);
        return Double.isNaN(value) ? 0 : value;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String toString() {
        return label;
    }
}
