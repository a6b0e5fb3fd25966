package io.github.tessera.view;

import ij.measure.ResultsTable;
import io.github.tessera.metric.ConfusionMatrix;
import io.github.tessera.metric.Metric;
import io.github.tessera.metric.MetricsReport;
import io.github.tessera.train.CrossValidationResult;
import io.github.tessera.train.FoldResult;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Shows measures in ImageJ's tables. A value that is undefined is written as "undefined", never as a number. */
public final class MetricsTable {
    private static final int DECIMALS = 4;

    private MetricsTable() {}

    /** A new table without rows, for {@link #addImage}. */
    public static ResultsTable empty() {
        ResultsTable table = new ResultsTable();
        table.setPrecision(DECIMALS);
        table.showRowNumbers(false);
        return table;
    }

    /**
     * A new table with a row for each class, one for the mean over the classes present, and one for all pixels at once,
     * where only the accuracy has a meaning.
     */
    public static ResultsTable of(MetricsReport report) {
        ResultsTable table = empty();
        for (int i = 0; i < report.classes().size(); i++) {
            table.addRow();
            table.addValue("Class", report.classes().get(i));
            for (Metric metric : Metric.values()) {
                add(table, metric.label(), report.value(metric, i));
            }
            table.addValue("Pixels", truePixels(report, i));
        }
        addSummaries(table, report);
        return table;
    }

    private static void addSummaries(ResultsTable table, MetricsReport report) {
        table.addRow();
        table.addValue("Class", "mean");
        for (Metric metric : Metric.values()) {
            add(table, metric.label(), report.mean(metric));
        }
        table.addValue("Pixels", "");
        table.addRow();
        table.addValue("Class", "all pixels");
        for (Metric metric : Metric.values()) {
            if (metric == Metric.ACCURACY) {
                add(table, metric.label(), report.pixelAccuracy());
            } else {
                table.addValue(metric.label(), "");
            }
        }
        table.addValue("Pixels", whole(report.pixels()));
    }

    /**
     * Adds one image's row: pixel accuracy, then each other metric as {@link MetricsReport#summary} has it.
     *
     * @param name what the row is called
     */
    public static void addImage(ResultsTable table, String name, MetricsReport report) {
        table.addRow();
        table.addValue("Image", name);
        table.addValue("Of", report.summaryName());
        add(table, "Pixel accuracy", report.pixelAccuracy());
        for (Metric metric : Metric.values()) {
            if (metric != Metric.ACCURACY) {
                add(table, metric.label(), report.summary(metric));
            }
        }
        table.addValue("Pixels", whole(report.pixels()));
    }

    /** A new table with a row for each true class, and in it the pixels that were predicted as each class. */
    public static ResultsTable of(ConfusionMatrix matrix, List<String> classes) {
        ResultsTable table = empty();
        for (int i = 0; i < classes.size(); i++) {
            table.addRow();
            table.addValue("Truth", classes.get(i));
            for (int j = 0; j < classes.size(); j++) {
                table.addValue("as " + classes.get(j), whole(matrix.count(i, j)));
            }
        }
        return table;
    }

    /** A new table with a row for each finished fold of a cross-validation, and if none is missing one for their mean and one for their standard deviation. */
    public static ResultsTable of(CrossValidationResult result) {
        ResultsTable table = empty();
        for (FoldResult fold : result.finished()) {
            addFold(table, whole(fold.number()), whole(fold.validationImages()), value -> value.applyAsDouble(fold));
        }
        if (!result.stopped()) {
            addFold(table, "mean", "", result::mean);
            addFold(table, "deviation", "", result::deviation);
        }
        return table;
    }

    private static void addFold(
            ResultsTable table, String name, String keptOut, ToDoubleFunction<ToDoubleFunction<FoldResult>> number) {
        table.addRow();
        table.addValue("Fold", name);
        table.addValue("Images kept out", keptOut);
        add(table, "Pixel accuracy", number.applyAsDouble(FoldResult::pixelAccuracy));
        for (Metric metric : Metric.values()) {
            if (metric != Metric.ACCURACY) {
                add(table, metric.label(), number.applyAsDouble(fold -> fold.summary(metric)));
            }
        }
    }

    private static String truePixels(MetricsReport report, int index) {
        return whole(report.counts().get(index).truePositives()
                + report.counts().get(index).falseNegatives());
    }

    // As text, because a column is either text or number to ImageJ, and this one has an empty cell.
    private static String whole(long number) {
        return Long.toString(number);
    }

    private static void add(ResultsTable table, String column, double value) {
        if (Double.isNaN(value)) {
            table.addValue(column, Metric.text(value));
        } else {
            table.addValue(column, value);
        }
    }
}
