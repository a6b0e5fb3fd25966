package io.github.tessera.predict;

import io.github.tessera.data.LabelledImage;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.Portion;
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
import java.util.stream.Stream;

/**
 * Labelled images with what a model makes of them, from which refining can be learnt.
 *
 * @param learning to learn from, at least one
 * @param heldOut to choose what is kept by; may be empty
 * @param heldOutNames of the latter
 */
public record RefinementExamples(List<CrfExample> learning, List<CrfExample> heldOut, List<String> heldOutNames) {
    /** Of fewer images a share would take too much from what is learnt from. */
    private static final int LEAST_SHARED = 4;

    private record Named(String name, CrfExample example) {}

    /** Copies the lists. */
    public RefinementExamples {
        learning = List.copyOf(learning);
        heldOut = List.copyOf(heldOut);
        heldOutNames = List.copyOf(heldOutNames);
    }

    /** All of them. */
    public List<CrfExample> all() {
        return Stream.concat(learning.stream(), heldOut.stream()).toList();
    }

    /**
     * Segments images of a set, spread evenly over it; of large ones the middle.
     *
     * @param most images, above 0
     * @param side longest side of what is taken of an image, in pixels
     * @param keptOut of these images, spread evenly over them: a number; or a share, which is at least one image of four or more, and
     *     none of fewer
     * @throws TesseraException if the model does not tell as many classes apart as the set, none of the images has a label there, or all
     *     would be held out
     */
    public static RefinementExamples of(
            Segmenter segmenter, LabelledSet set, int most, int side, Portion keptOut, Progress progress) {
        Evaluation.requireSameClasses(segmenter, set);
        int count = Math.min(most, set.images().size());
        List<Named> examples = new ArrayList<>();
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
                UnaryEnergy unary = UnaryEnergy.ofProbabilities(plane.probabilities());
                examples.add(new Named(image.name(), new CrfExample(guide.part(area), unary, labels)));
            }
        }
        if (examples.isEmpty()) {
            throw new TesseraException("In the middle of " + Count.of(count, "image")
                    + " nothing is labelled: label more there, or take larger parts.");
        }
        return dealt(examples, heldOut(keptOut, examples.size()));
    }

    private static RefinementExamples dealt(List<Named> examples, int heldOut) {
        List<CrfExample> learning = new ArrayList<>();
        List<CrfExample> others = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            if (isHeldOut(i, heldOut, examples.size())) {
                others.add(examples.get(i).example);
                names.add(examples.get(i).name);
            } else {
                learning.add(examples.get(i).example);
            }
        }
        return new RefinementExamples(learning, others, names);
    }

    /** How many of the images are held out. */
    static int heldOut(Portion keptOut, int images) {
        if (!keptOut.isCount()) {
            return keptOut.isNone() || images < LEAST_SHARED
                    ? 0
                    : Math.min(images - 1, Math.max(1, keptOut.shareOf(images)));
        }
        if (keptOut.value() >= images) {
            throw new TesseraException(
                    "Of " + Count.of(images, "labelled image") + " " + keptOut
                            + " cannot be kept out, for none would be left to learn from: keep out fewer (keptout), or give more.");
        }
        return (int) keptOut.value();
    }

    /** Whether the image at this place is one of those held out, which lie as far from each other as can be. */
    static boolean isHeldOut(int place, int heldOut, int images) {
        return (place + 1L) * heldOut / images > (long) place * heldOut / images;
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
