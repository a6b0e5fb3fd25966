package io.github.tessera.train;

import io.github.tessera.metric.Metric;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What a cross-validation leaves behind.
 *
 * @param finished the folds that were trained to their end, in their order
 * @param folder where the models' folders and the table are
 * @param stopped whether the user ended it early
 */
public record CrossValidationResult(List<FoldResult> finished, Path folder, boolean stopped) {
    /** Copies the list. */
    public CrossValidationResult {
        finished = List.copyOf(finished);
    }

    /** The mean of a number over the finished folds where it is defined; NaN if it is in none. */
    public double mean(ToDoubleFunction<FoldResult> value) {
        return Spread.of(finished.stream().mapToDouble(value)).mean();
    }

    /** Its standard deviation from fold to fold, that of a sample (divided by one less than their number); NaN for fewer than two. */
    public double deviation(ToDoubleFunction<FoldResult> value) {
        return Spread.of(finished.stream().mapToDouble(value)).deviation();
    }

    /** One line for the log, such as "IoU 0.81 ± 0.03 over 5 folds". */
    public String describe() {
        if (finished.isEmpty()) {
            return "No fold was finished.";
        }
        ToDoubleFunction<FoldResult> iou = fold -> fold.summary(Metric.IOU);
        String over = finished.size() == 1 ? "1 fold" : finished.size() + " folds";
        if (Double.isNaN(mean(iou))) {
            return "IoU undefined over " + over;
        }
        String spread = Double.isNaN(deviation(iou)) ? "" : String.format(Locale.ROOT, " \u00b1 %.2f", deviation(iou));
        return String.format(Locale.ROOT, "IoU %.2f", mean(iou)) + spread + " over " + over;
    }

    /** A line for each finished fold, then, unless it was stopped, the means and the standard deviations. */
    String csv() {
        StringBuilder text = new StringBuilder("fold,images,validation_images,epoch,pixel_accuracy");
        for (Metric metric : Metric.values()) {
            text.append(',').append(metric.word());
        }
        text.append('\n');
        for (FoldResult fold : finished) {
            text.append(fold.number()).append(',').append(fold.images());
            text.append(',').append(fold.validationImages()).append(',').append(fold.epoch());
            row(text, value -> value.applyAsDouble(fold));
        }
        if (!stopped) {
            text.append("mean,,,");
            row(text, this::mean);
            text.append("deviation,,,");
            row(text, this::deviation);
        }
        return text.toString();
    }

    private static void row(StringBuilder text, ToDoubleFunction<ToDoubleFunction<FoldResult>> number) {
        number(text, number.applyAsDouble(FoldResult::pixelAccuracy));
        for (Metric metric : Metric.values()) {
            number(text, number.applyAsDouble(fold -> fold.summary(metric)));
        }
        text.append('\n');
    }

    private static void number(StringBuilder text, double value) {
        text.append(Double.isNaN(value) ? "," : String.format(Locale.ROOT, ",%.6g", value));
    }
}
