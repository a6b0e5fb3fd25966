package io.github.tessera.view;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.ResultsTable;
import ij.process.FloatProcessor;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.Planes;
import io.github.tessera.metric.ConfusionMatrix;
import io.github.tessera.predict.SegmentedPlane;
import io.github.tessera.progress.PartProgress;
import io.github.tessera.progress.Progress;
import io.github.tessera.tile.Tile;
import java.util.ArrayList;
import java.util.List;

/**
 * What refining made of an image.
 *
 * @param labels class indices, named as the image with _refined
 * @param probabilities 32-bit, a channel for each class; null if not asked for
 * @param changes pixels of each class before (rows) and after (columns)
 */
public record RefinedImage(ImagePlus labels, ImagePlus probabilities, ConfusionMatrix changes) {
    private static final double PERCENT = 100;

    /** Refines all planes. */
    public static RefinedImage of(ImagePlus image, ImageRefiner refiner, boolean withProbabilities, Progress progress) {
        List<String> classes = refiner.classes();
        ConfusionMatrix changes = new ConfusionMatrix(classes.size());
        List<byte[]> planes = new ArrayList<>();
        ImageStack probabilities = new ImageStack(image.getWidth(), image.getHeight());
        Tile whole = new Tile(0, 0, image.getWidth(), image.getHeight());
        for (int p = 0; p < refiner.planes(); p++) {
            progress.status("Refining slice " + (p + 1) + " of " + refiner.planes());
            SegmentedPlane plane =
                    refiner.refine(p, whole, withProbabilities, new PartProgress(progress, p, refiner.planes()));
            planes.add(plane.labels());
            changes.add(refiner.before(p), plane.labels());
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
                                image, base + "_probabilities", probabilities, classes.size(), Planes.numbers(image))
                        : null,
                changes);
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

    /** A row for each class: pixels before and after. */
    public ResultsTable table() {
        ResultsTable table = MetricsTable.empty();
        List<String> classes = LabelImage.classes(labels);
        for (int k = 0; k < classes.size(); k++) {
            long before = 0;
            long after = 0;
            for (int other = 0; other < classes.size(); other++) {
                before += changes.count(k, other);
                after += changes.count(other, k);
            }
            table.addRow();
            table.addValue("Class", classes.get(k));
            table.addValue("Pixels before", (double) before);
            table.addValue("Pixels after", (double) after);
            table.addValue("Kept", (double) changes.count(k, k));
            table.addValue("Change (%)", before == 0 ? Double.NaN : PERCENT * (after - before) / before);
        }
        return table;
    }
}
