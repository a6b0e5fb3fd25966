package io.github.tessera.predict;

import io.github.tessera.data.LabelledImage;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.PixelSize;
import io.github.tessera.image.Planes;
import io.github.tessera.metric.BoundaryDistances;
import io.github.tessera.metric.ConfusionMatrix;
import io.github.tessera.metric.LabelPair;
import io.github.tessera.metric.ProbabilityScores;
import io.github.tessera.metric.SoftOverlap;
import io.github.tessera.postprocess.ObjectSplit;
import io.github.tessera.progress.Progress;
import io.github.tessera.tile.Tile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures images one after the other. Of each it keeps its measures, and its labels as far as they are needed to show them, so that memory
 * does not grow with the images' size. For one thread at a time.
 */
final class EvaluationTally {
    /** Labels that are kept of all images together, in bytes: what is shown of many large images is coarser. */
    private static final long SHOWN_BYTES = 1L << 27;

    private static final int LARGEST_SHOWN_SIDE = 1024;
    private static final int SMALLEST_SHOWN_SIDE = 128;

    private final LabelledSet set;
    private final EvaluationSettings settings;
    private final List<String> classes;
    private final ConfusionMatrix matrix;
    private final List<EvaluatedImage> images = new ArrayList<>();
    private ProbabilityScores probabilities;

    /** Without an image yet. */
    EvaluationTally(LabelledSet set, EvaluationSettings settings) {
        this.set = set;
        this.settings = settings;
        classes = set.classes().names();
        matrix = new ConfusionMatrix(classes.size());
    }

    /** A sink for the probabilities of an image, whose overlaps then go to {@link #add}. */
    ScoredRows rows(byte[] truth, int width) {
        if (probabilities == null) {
            probabilities = new ProbabilityScores(classes.size());
        }
        return new ScoredRows(truth, width, probabilities);
    }

    /**
     * Measures an image.
     *
     * @param area of it that the labels are of
     * @param truth class indices, row by row
     * @param prediction of the same pixels
     * @param overlaps of its probabilities; empty where there are none
     */
    void add(
            LabelledImage image,
            Tile area,
            byte[] truth,
            PredictionCoding.Read prediction,
            List<SoftOverlap> overlaps,
            Progress progress) {
        ConfusionMatrix one = new ConfusionMatrix(classes.size());
        one.add(truth, prediction.labels());
        matrix.merge(one);
        ImageScores scores = new ImageScores(
                one.report(classes),
                overlaps,
                settings.objects().map(split -> objects(image, area, truth, prediction, split, progress)),
                settings.boundaries() ? boundaries(area, truth, prediction.labels()) : List.of());
        Optional<ShownLabels> kept = settings.labels()
                ? Optional.of(ShownLabels.of(truth, prediction.labels(), area.width(), step(area)))
                : Optional.empty();
        images.add(new EvaluatedImage(image.name(), area, scores, kept));
    }

    private int step(Tile area) {
        int shown = shownSide(set.images().size());
        return 1 + (Math.max(area.width(), area.height()) - 1) / shown;
    }

    /** Where the true objects have numbers they count whatever their class; else those of each class are found in its labels. */
    private ObjectScores objects(
            LabelledImage image,
            Tile area,
            byte[] truth,
            PredictionCoding.Read prediction,
            ObjectSplit split,
            Progress progress) {
        int width = area.width();
        int height = area.height();
        Optional<int[]> numbers = numbers(image, area);
        ObjectPlanes real = numbers.map(ObjectPlanes::numbered)
                .orElseGet(() -> ObjectPlanes.found(truth, width, height, ofTruth(split), progress));
        ObjectPlanes predicted = prediction
                .numbers()
                .map(ObjectPlanes::numbered)
                .orElseGet(() -> ObjectPlanes.found(prediction.labels(), width, height, split, progress));
        return ObjectScores.of(
                real,
                predicted,
                numbers.isPresent() ? 2 : classes.size(),
                i -> (truth[i] & 0xff) == LabelImage.IGNORED || (prediction.labels()[i] & 0xff) == LabelImage.IGNORED);
    }

    /** True objects are as they are connected, for cutting them is a guess; borders are none. */
    private static ObjectSplit ofTruth(ObjectSplit split) {
        return split == ObjectSplit.BORDERS ? split : ObjectSplit.NONE;
    }

    /** The truth's own, unless the mask is of another size than the image. */
    private static Optional<int[]> numbers(LabelledImage image, Tile area) {
        return image.numbers()
                .filter(plane -> plane.dimension(0) == image.width() && plane.dimension(1) == image.height())
                .map(plane -> {
                    float[] values = Planes.part(plane, area)[0];
                    int[] numbers = new int[values.length];
                    for (int i = 0; i < numbers.length; i++) {
                        numbers[i] = (int) values[i];
                    }
                    return numbers;
                });
    }

    private List<BoundaryScores> boundaries(Tile area, byte[] truth, byte[] prediction) {
        LabelPair pair = new LabelPair(truth, prediction, area.width(), area.height());
        Optional<PixelSize> size = set.input().pixelSize();
        double tolerance = settings.tolerance(area.width(), area.height(), size);
        List<BoundaryScores> scores = new ArrayList<>();
        for (int k = 0; k < classes.size(); k++) {
            BoundaryDistances boundary = BoundaryDistances.of(
                    pair,
                    k,
                    size.map(PixelSize::width).orElse(1.0),
                    size.map(PixelSize::height).orElse(1.0));
            scores.add(BoundaryScores.of(boundary, tolerance));
        }
        return scores;
    }

    Evaluation evaluation() {
        return new Evaluation(
                set.labelling(),
                images,
                matrix,
                Optional.ofNullable(probabilities),
                set.input().pixelSize().isPresent());
    }

    /** The longest side of the labels that are kept of each of so many images. */
    static int shownSide(int images) {
        int side = (int) Math.sqrt(SHOWN_BYTES / (2.0 * images));
        return Math.max(SMALLEST_SHOWN_SIDE, Math.min(LARGEST_SHOWN_SIDE, side));
    }
}
