package io.github.tessera.view;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.ResultsTable;
import ij.process.FloatProcessor;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.Planes;
import io.github.tessera.metric.ConfusionMatrix;
import io.github.tessera.metric.Metric;
import io.github.tessera.postprocess.ClassChange;
import io.github.tessera.postprocess.PlaneCounts;
import io.github.tessera.predict.SegmentedPlane;
import io.github.tessera.progress.PartProgress;
import io.github.tessera.progress.Progress;
import java.util.ArrayList;
import java.util.List;

/**
 * What refining made of an image.
 *
 * @param labels class indices, named as the image with _refined
 * @param probabilities 32-bit, a channel for each class; null if not asked for
 * @param changes pixels of each class before (rows) and after (columns)
 * @param classes pixels and objects of each
 */
public record RefinedImage(
        ImagePlus labels, ImagePlus probabilities, ConfusionMatrix changes, List<ClassChange> classes) {
    /** Refines all planes, in the selection if there is one; all else is as it was. */
    public static RefinedImage of(ImagePlus image, ImageRefiner refiner, boolean withProbabilities, Progress progress) {
        List<String> classes = refiner.classes();
        ConfusionMatrix changes = new ConfusionMatrix(classes.size());
        List<byte[]> planes = new ArrayList<>();
        ImageStack probabilities = new ImageStack(image.getWidth(), image.getHeight());
        List<PlaneCounts> before = new ArrayList<>();
        List<PlaneCounts> after = new ArrayList<>();
        for (int p = 0; p < refiner.planes(); p++) {
            progress.status("Refining slice " + (p + 1) + " of " + refiner.planes());
            SegmentedPlane plane =
                    refiner.refine(p, withProbabilities, new PartProgress(progress, p, refiner.planes()));
            planes.add(plane.labels());
            byte[] old = refiner.before(p);
            changes.add(old, plane.labels());
            before.add(PlaneCounts.of(old, image.getWidth()));
            after.add(PlaneCounts.of(plane.labels(), image.getWidth()));
            for (int k = 0; withProbabilities && k < classes.size(); k++) {
                probabilities.addSlice(
                        classes.get(k),
                        new FloatProcessor(image.getWidth(), image.getHeight(), plane.probabilities()[k]));
            }
        }
        String base = ImageSegmenter.baseName(image) + "_refined";
        ImagePlus labels =
                LabelImage.of(planes, image.getWidth(), image.getHeight(), classes, base, image.getCalibration());
        ImageSegmenter.shape(image, labels, 1, Planes.numbers(image));
        return new RefinedImage(
                labels,
                withProbabilities
                        ? ImageSegmenter.probabilityImage(
                                image,
                                base + "_probabilities",
                                probabilities,
                                classes,
                                classes.size(),
                                Planes.numbers(image))
                        : null,
                changes,
                ClassChange.of(before, after));
    }

    /** A line for the log, such as "2.31 % of the pixels have another class now." */
    public String describe() {
        long same = 0;
        for (int k = 0; k < changes.classes(); k++) {
            same += changes.count(k, k);
        }
        return Numbers.percent((double) (changes.pixels() - same) / Math.max(1, changes.pixels()))
                + " of the pixels have another class now.";
    }

    /** A row for each class: pixels, objects and their mean size before and after. */
    public ResultsTable table() {
        ResultsTable table = MetricsTable.empty();
        List<String> names = LabelImage.classes(labels);
        for (ClassChange change : classes) {
            int k = change.classIndex();
            table.addRow();
            table.addValue("Class", k < names.size() ? names.get(k) : "not labelled");
            add(table, "before", change.before(), k);
            add(table, "after", change.after(), k);
        }
        return table;
    }

    private static void add(ResultsTable table, String when, ClassChange.Amount amount, int index) {
        table.addValue("Pixels " + when, (double) amount.pixels());
        if (index == 0) { // the background has no objects
            table.addValue("Objects " + when, "");
            table.addValue("Mean size " + when, "");
        } else {
            table.addValue("Objects " + when, String.valueOf(amount.objects()));
            table.addValue("Mean size " + when, Metric.text(amount.meanSize()));
        }
    }
}
