package io.github.tessera.train;

import io.github.tessera.metric.Metric;
import io.github.tessera.metric.MetricsReport;
import java.util.Locale;

/**
 * What was measured at the end of one epoch.
 *
 * @param number from 1
 * @param step batches learnt from so far
 * @param trainLoss mean over this epoch's batches
 * @param validationLoss mean over the validation crops
 * @param validation the metrics over all pixels of the validation crops
 * @param seconds that the epoch took, validation included and pauses not
 * @param rate learning rate of its last step; 0 in what older versions have kept
 */
public record Epoch(
        int number,
        long step,
        double trainLoss,
        double validationLoss,
        MetricsReport validation,
        double seconds,
        double rate) {

    /** Intersection over union of the class, or the mean over classes: what the best epoch is chosen by. */
    public double iou() {
        return validation.summary(Metric.IOU);
    }

    /** The learning rate of its last step; NaN where it was not kept. */
    public double knownRate() {
        return rate == 0 ? Double.NaN : rate;
    }

    /**
     * Crops learnt from a second, the time of the validation counted.
     *
     * @param earlier the epoch before; null for the first
     * @param batch crops in a step
     */
    public double cropsPerSecond(Epoch earlier, int batch) {
        long steps = step - (earlier == null ? 0 : earlier.step);
        return batch * steps / seconds;
    }

    /** One line for the log: costs, accuracy, Jaccard per class and mean, seconds. */
    public String describe() {
        StringBuilder line = new StringBuilder();
        line.append(String.format(
                Locale.ROOT,
                "Epoch %d (step %d): loss %.4f, validation loss %.4f, accuracy %s, Jaccard",
                number,
                step,
                trainLoss,
                validationLoss,
                Metric.text(validation.pixelAccuracy())));
        for (int k = 0; k < validation.classes().size(); k++) {
            line.append(k == 0 ? " " : ", ")
                    .append(validation.classes().get(k))
                    .append(' ')
                    .append(Metric.text(validation.value(Metric.IOU, k)));
        }
        return line.append(String.format(
                        Locale.ROOT, ", mean %s, %.1f s", Metric.text(validation.mean(Metric.IOU)), seconds))
                .toString();
    }
}
