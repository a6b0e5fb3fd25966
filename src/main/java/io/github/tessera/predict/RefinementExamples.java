package io.github.tessera.predict;

import io.github.tessera.data.LabelledImage;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.image.LabelImage;
import io.github.tessera.postprocess.CrfExample;
import io.github.tessera.postprocess.UnaryEnergy;
import io.github.tessera.progress.Count;
import io.github.tessera.progress.PartProgress;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tile.Tile;
import java.util.ArrayList;
import java.util.List;

/** Labelled images with what a model makes of them, from which refining can be learnt. */
public final class RefinementExamples {
    private RefinementExamples() {}

    /**
     * Segments images of a set, spread evenly over it; of large ones the middle.
     *
     * @param most images, above 0
     * @param side longest side of what is taken of an image, in pixels
     * @throws TesseraException if the model does not tell as many classes apart as the set, or none of the images has a label there
     */
    public static List<CrfExample> of(Segmenter segmenter, LabelledSet set, int most, int side, Progress progress) {
        Evaluation.requireSameClasses(segmenter, set);
        int count = Math.min(most, set.images().size());
        List<CrfExample> examples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            LabelledImage image =
                    set.images().get((int) ((long) i * set.images().size() / count));
            Tile area = middle(image, side);
            byte[] labels = image.labels(area);
            if (known(labels)) {
                Progress part = new PartProgress(progress, i, count);
                part.status("Segmenting " + image.name());
                SegmentedPlane plane = segmenter.segment(
                        image.pixels(),
                        image.name(),
                        image.bitDepth(),
                        area,
                        new Segmenter.Wanted(Decision.USUAL, true),
                        part);
                GuidePlane guide = new GuidePlane(image.pixels(), image.bitDepth(), image.name(), part);
                examples.add(
                        new CrfExample(guide.part(area), UnaryEnergy.ofProbabilities(plane.probabilities()), labels));
            }
        }
        if (examples.isEmpty()) {
            throw new TesseraException("In the middle of " + Count.of(count, "image")
                    + " nothing is labelled: label more there, or take larger parts.");
        }
        return examples;
    }

    private static Tile middle(LabelledImage image, int side) {
        int width = Math.min(side, image.width());
        int height = Math.min(side, image.height());
        return new Tile((image.width() - width) / 2, (image.height() - height) / 2, width, height);
    }

    private static boolean known(byte[] labels) {
        for (byte label : labels) {
            if ((label & 0xFF) != LabelImage.IGNORED) {
                return true;
            }
        }
        return false;
    }
}
