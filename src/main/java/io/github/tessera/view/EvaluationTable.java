package io.github.tessera.view;

import ij.measure.ResultsTable;
import io.github.tessera.metric.Bootstrap;
import io.github.tessera.metric.Calibration;
import io.github.tessera.metric.Interval;
import io.github.tessera.metric.Metric;
import io.github.tessera.metric.ProbabilityScores;
import io.github.tessera.metric.ThresholdCurve;
import io.github.tessera.predict.Evaluation;
import io.github.tessera.predict.ImageScores;
import io.github.tessera.predict.Measure;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All measures of an evaluation in ImageJ's table, a row each: over all pixels of all images, with its 95 % interval, and as the mean over
 * the images, so that nobody takes one for the other. What is undefined says so, and the images that have a value are counted.
 */
public final class EvaluationTable {
    private static final String POOLED = "All images pooled";
    private static final String LOW = "95 % from";
    private static final String HIGH = "95 % to";
    private static final String MEAN = "Mean of images";
    private static final String DEVIATION = "SD of images";
    private static final String IMAGES = "Images with a value";

    private final ResultsTable table = MetricsTable.empty();

    private EvaluationTable() {}

    /**
     * The table.
     *
     * @param resamples of the evaluation
     * @param beta of F-beta, above 0
     */
    public static ResultsTable of(Evaluation evaluation, Bootstrap<ImageScores> resamples, double beta) {
        EvaluationTable rows = new EvaluationTable();
        ImageScores pooled = evaluation.pooled();
        for (Measure measure : Measure.of(evaluation, beta)) {
            double[] images = evaluation.images().stream()
                    .mapToDouble(image -> measure.value().applyAsDouble(image.scores()))
                    .filter(value -> !Double.isNaN(value))
                    .toArray();
            rows.add(
                    measure.label(),
                    measure.of(),
                    measure.value().applyAsDouble(pooled),
                    resamples.interval(measure.value()),
                    images);
        }
        evaluation.probabilities().ifPresent(scores -> rows.add(scores, evaluation.classes()));
        return rows.table;
    }

    private void add(ProbabilityScores scores, List<String> classes) {
        List<ThresholdCurve> curves = scores.curves();
        for (int k = classes.size() == 2 ? 1 : 0; k < classes.size(); k++) {
            ThresholdCurve curve = curves.get(k);
            OptionalInt best = curve.best(Metric.IOU);
            add("ROC area", classes.get(k), curve.rocArea());
            add("Average precision", classes.get(k), curve.averagePrecision());
            add("Best threshold", classes.get(k), best.isEmpty() ? Double.NaN : curve.threshold(best.getAsInt()));
            add(
                    "IoU at the best threshold",
                    classes.get(k),
                    best.isEmpty() ? Double.NaN : Metric.IOU.of(curve.counts(best.getAsInt())));
        }
        Calibration calibration = scores.calibration();
        add("Expected calibration error", Measure.ALL, calibration.expectedError());
        add("Largest calibration error", Measure.ALL, calibration.largestError());
    }

    /** What is told of all images together alone. */
    private void add(String label, String of, double pooled) {
        addNames(label, of, pooled);
        for (String column : List.of(LOW, HIGH, MEAN, DEVIATION, IMAGES)) {
            table.addValue(column, "");
        }
    }

    private void add(String label, String of, double pooled, Optional<Interval> interval, double[] images) {
        addNames(label, of, pooled);
        table.addValue(LOW, interval.map(i -> Metric.text(i.low())).orElse(""));
        table.addValue(HIGH, interval.map(i -> Metric.text(i.high())).orElse(""));
        double mean = Arrays.stream(images).average().orElse(Double.NaN);
        table.addValue(MEAN, Metric.text(mean));
        double squares = Arrays.stream(images).map(v -> (v - mean) * (v - mean)).sum();
        table.addValue(DEVIATION, images.length < 2 ? "" : Metric.text(Math.sqrt(squares / (images.length - 1))));
        table.addValue(IMAGES, String.valueOf(images.length));
    }

    private void addNames(String label, String of, double pooled) {
        table.addRow();
        table.addValue("Measure", label);
        table.addValue("Of", of);
        table.addValue(POOLED, Metric.text(pooled));
    }
}
