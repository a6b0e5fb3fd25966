package io.github.tessera.train;

import io.github.tessera.metric.ClassCounts;
import io.github.tessera.metric.Metric;
import io.github.tessera.metric.ThresholdCurve;
import io.github.tessera.model.SegmentationModel;
import io.github.tessera.network.TensorSpec;
import io.github.tessera.network.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What TensorBoard is to be told of an epoch, as the Python that reads the files back takes it.
 *
 * @param images width and height
 * @param histograms all values
 * @param curves true positives, false positives, false negatives, true negatives by threshold
 */
record Expected(
        long step,
        Map<String, Double> scalars,
        Map<String, int[]> images,
        Map<String, float[]> histograms,
        Map<String, long[][]> curves) {

    static Expected of(long step) {
        return new Expected(step, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    /** Of an epoch of a binary set. */
    static Expected of(Epoch epoch, Snapshot now, double cropsPerSecond) {
        Expected all = of(epoch.step());
        all.scalars.put("loss/train", epoch.trainLoss());
        all.scalars.put("loss/validation", epoch.validationLoss());
        all.scalars.put("training/learning rate", epoch.rate());
        all.scalars.put("training/crops a second", cropsPerSecond);
        all.scalars.put("metric/pixel accuracy", epoch.validation().pixelAccuracy());
        List<String> classes = epoch.validation().classes();
        for (Metric metric : Metric.values()) {
            all.scalars.put("metric/" + metric.word(), epoch.validation().value(metric, 1));
        }
        for (int k = 0; k < classes.size(); k++) {
            all.scalars.put("iou/" + classes.get(k), epoch.validation().value(Metric.IOU, k));
            all.curves.put(
                    "precision and recall/" + classes.get(k),
                    counts(now.curves().get(k)));
        }
        all.scalars.values().removeIf(value -> Double.isNaN(value));
        SegmentationModel model = now.model();
        Weights.forEach(model.network().build(), (name, tensor) -> {
            if (tensor.role() != TensorSpec.Role.RUNNING_MEAN && tensor.role() != TensorSpec.Role.RUNNING_VARIANCE) {
                all.histograms.put("weights/" + name, model.weights().get(name));
            }
        });
        return all;
    }

    private static long[][] counts(ThresholdCurve curve) {
        List<long[]> counts = new ArrayList<>();
        for (int k = 0; k <= 85; k++) {
            ClassCounts at = curve.counts(3 * k);
            counts.add(new long[] {at.truePositives(), at.falsePositives(), at.falseNegatives(), at.trueNegatives()});
        }
        return counts.toArray(long[][]::new);
    }
}
