package io.github.tessera.view;

import ij.measure.ResultsTable;
import io.github.tessera.metric.Metric;
import io.github.tessera.postprocess.CrfLearningResult;
import io.github.tessera.predict.RefinementGain;
import io.github.tessera.predict.RefinementScore;

/** Shows in ImageJ's tables how refining was learnt. */
public final class RefinementTables {
    private RefinementTables() {}

    /** A row for the start and for each epoch. */
    public static ResultsTable losses(CrfLearningResult result) {
        ResultsTable table = MetricsTable.empty();
        for (int epoch = 0; epoch < result.losses().size(); epoch++) {
            table.addRow();
            table.addValue("Epoch", String.valueOf(epoch));
            table.addValue("Loss", Metric.text(result.losses().get(epoch)));
            if (!result.heldOutLosses().isEmpty()) {
                table.addValue(
                        "Loss held out", Metric.text(result.heldOutLosses().get(epoch)));
            }
            table.addValue("Kept", epoch == result.best() ? "yes" : "no");
        }
        return table;
    }

    /** A row for each kind of images and parameters. */
    public static ResultsTable gain(RefinementGain gain) {
        ResultsTable table = MetricsTable.empty();
        add(table, "learnt from", gain.learning());
        if (gain.heldOut() != null) {
            add(table, "held out", gain.heldOut());
        }
        return table;
    }

    private static void add(ResultsTable table, String which, RefinementGain.Images images) {
        add(table, which, images.images(), "unrefined", images.unrefined());
        add(table, which, images.images(), "start", images.start());
        add(table, which, images.images(), "learnt", images.learnt());
    }

    private static void add(ResultsTable table, String which, int images, String parameters, RefinementScore score) {
        table.addRow();
        table.addValue("Images", which);
        table.addValue("Number", String.valueOf(images));
        table.addValue("Parameters", parameters);
        table.addValue("Loss", Metric.text(score.loss()));
        table.addValue("Mean IoU", Metric.text(score.meanIou()));
    }
}
