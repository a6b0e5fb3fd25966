package io.github.tessera.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import io.github.tessera.data.LabelKind;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.MaskSettings;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.metric.ClassCounts;
import io.github.tessera.metric.ConfusionMatrix;
import io.github.tessera.metric.Metric;
import io.github.tessera.metric.MetricsReport;
import io.github.tessera.postprocess.ObjectSplit;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tile.Tile;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    /** 3 of the class found, 1 missed, 2 wrong, 2 background: IoU 3/6, Dice 6/9. */
    private static final int[] TRUTH = {255, 255, 255, 255, 0, 0, 0, 0};

    private static EvaluatedImage image(String name, long found, long missed) {
        List<ClassCounts> counts =
                List.of(new ClassCounts(9 - found - missed, missed, 0, found), new ClassCounts(found, 0, missed, 9));
        return new EvaluatedImage(
                name,
                new Tile(0, 0, 3, 3),
                new ImageScores(new MetricsReport(List.of("rest", "cell"), counts)),
                Optional.empty());
    }

    private static List<String> examples(EvaluatedImage... images) {
        return new Evaluation("", List.of(images), new ConfusionMatrix(2), Optional.empty(), false)
                .examples().stream().map(EvaluatedImage::name).toList();
    }

    @Test
    void theBestExampleIsNotAnImageWithoutTheClass() {
        assertEquals(
                List.of("worst", "middle", "best"),
                examples(
                        image("empty", 0, 0),
                        image("best", 3, 0),
                        image("middle", 2, 1),
                        image("worst", 1, 2),
                        image("blank", 0, 0)));
        assertEquals(List.of("empty"), examples(image("empty", 0, 0)));
    }

    @Test
    void labelImagesAreComparedByClassNumber() {
        Evaluation result = evaluate(MaskSettings.defaults(), new int[][] {{1, 1, 1, 0, 1, 1, 0, 0}}, TRUTH);
        assertEquals(0.5, result.total().value(Metric.IOU, 1), 1e-12);
        assertEquals(6 / 9.0, result.total().value(Metric.DICE, 1), 1e-12);
        assertEquals(5 / 8.0, result.total().pixelAccuracy(), 1e-12);
    }

    @Test
    void masksAreComparedByTheTruthsCoding() {
        int[][] masks = {{255, 255, 255, 0, 255, 255, 0, 0}};
        assertEquals(
                0.5, evaluate(MaskSettings.defaults(), masks, TRUTH).total().value(Metric.IOU, 1), 1e-12);
    }

    @Test
    void aClassThatIsDrawnBlackIsFoundInLabelsAndMasks() {
        MaskSettings black = MaskSettings.defaults().withClassValue(0);
        int[][] labels = {{0, 0, 0, 1, 0, 0, 1, 1}};
        int[][] masks = {{255, 255, 255, 0, 255, 255, 0, 0}};
        // Class 0 of the mask: 2 found, 2 missed, 1 wrong.
        assertEquals(0.4, evaluate(black, labels, TRUTH).total().value(Metric.IOU, 1), 1e-12);
        assertEquals(0.4, evaluate(black, masks, TRUTH).total().value(Metric.IOU, 1), 1e-12);
    }

    @Test
    void imagesAreMeasuredOneByOneAndTogether() {
        Evaluation result = evaluate(
                MaskSettings.defaults(),
                new int[][] {{1, 1, 1, 1, 0, 0, 0, 0}, {0, 0, 0, 0, 1, 1, 1, 1}},
                TRUTH,
                TRUTH);
        assertEquals(1, result.images().get(0).report().value(Metric.IOU, 1), 1e-12);
        assertEquals(0, result.images().get(1).report().value(Metric.IOU, 1), 1e-12);
        assertEquals(4 / 12.0, result.total().value(Metric.IOU, 1), 1e-12);
        assertEquals("predictions slice 2", result.worstFirst().get(0).name());
    }

    @Test
    void aValueWithoutMeaningIsRefused() {
        TesseraException refusal = assertThrows(
                TesseraException.class,
                () -> evaluate(MaskSettings.defaults(), new int[][] {{0, 7, 0, 0, 0, 0, 0, 0}}, TRUTH));
        assertTrue(
                refusal.getMessage().startsWith("The prediction predictions holds the value 7"), refusal.getMessage());
    }

    @Test
    void ofManyImagesLessIsKept() {
        assertEquals(1024, EvaluationTally.shownSide(1));
        assertEquals(1024, EvaluationTally.shownSide(64));
        assertEquals(259, EvaluationTally.shownSide(1000));
        assertEquals(128, EvaluationTally.shownSide(1_000_000));
    }

    @Test
    void labelsAreKeptOnlyToBeShown() {
        LabelledSet set = LabelledSet.fromStacks(
                stack("predictions", TRUTH), stack("truth", TRUTH), MaskSettings.defaults(), Progress.NONE);
        Evaluation shown = Evaluation.of(set, EvaluationSettings.PIXELS, Progress.NONE);
        assertArrayEquals(
                new byte[] {1, 1, 1, 1, 0, 0, 0, 0},
                shown.images().get(0).labels().prediction());
        Evaluation measured = Evaluation.of(set, EvaluationSettings.PIXELS.withoutLabels(), Progress.NONE);
        EvaluatedImage image = measured.images().get(0);
        assertEquals(Optional.empty(), image.kept());
        assertThrows(IllegalStateException.class, image::labels);
        assertEquals(shown.images().get(0).report(), image.report());
    }

    private static double pooled(Evaluation evaluation, String label) {
        Measure measure = Measure.of(evaluation, 2).stream()
                .filter(m -> m.label().equals(label))
                .findFirst()
                .orElseThrow();
        return measure.value().applyAsDouble(evaluation.pooled());
    }

    private static Evaluation objects(MaskSettings settings, int[] prediction, int[] truth) {
        return Evaluation.of(
                LabelledSet.fromStacks(
                        stack("predictions", prediction), stack("truth", truth), settings, Progress.NONE),
                new EvaluationSettings(Decision.USUAL, Optional.of(ObjectSplit.NONE), true, 0),
                Progress.NONE);
    }

    @Test
    void objectsAreWhatIsConnected() {
        // Two true objects of 2 pixels; one is found, the other is not, and a third is made up.
        int[] truth = {255, 0, 0, 255, 255, 0, 0, 255};
        Evaluation result = objects(MaskSettings.defaults(), new int[] {1, 0, 1, 0, 1, 0, 0, 0}, truth);
        assertEquals(0.5, pooled(result, "Object F1 (IoU 0.5)"), 1e-12);
        assertEquals(1 / 3.0, pooled(result, "AP (IoU 0.5)"), 1e-12);
        assertEquals(0.5, pooled(result, "PQ"), 1e-12);
        assertEquals(2 / 5.0, pooled(result, "Aggregated Jaccard"), 1e-12);
    }

    @Test
    void numberedObjectsThatTouchAreSeveral() {
        MaskSettings numbered =
                MaskSettings.defaults().withKind(LabelKind.OBJECTS).withNumbers();
        int[] truth = {1, 1, 2, 2, 0, 1, 2, 0};
        Evaluation same = objects(numbered, new int[] {7, 7, 9, 9, 0, 7, 9, 0}, truth);
        assertEquals(1, pooled(same, "AP, mean of IoU 0.5 to 0.95"), 1e-12);
        assertEquals(1, pooled(same, "IoU"), 1e-12);
        assertEquals(1, pooled(same, "Rand F-score (mean of images)"), 1e-12);
        Evaluation merged = objects(numbered, new int[] {3, 3, 3, 3, 0, 3, 3, 0}, truth);
        assertEquals(1, pooled(merged, "IoU"), 1e-12);
        // All in one: an IoU of one half with either, but only one can have it.
        assertEquals(2 / 3.0, pooled(merged, "Object F1 (IoU 0.5)"), 1e-12);
        assertEquals(0, pooled(merged, "Object F1 (IoU 0.75)"), 1e-12);
    }

    @Test
    void aMaskOfOneValueAgainstNumberedObjectsIsTakenApart() {
        MaskSettings numbered =
                MaskSettings.defaults().withKind(LabelKind.OBJECTS).withNumbers();
        int[] truth = {1, 0, 0, 2, 1, 0, 0, 2};
        Evaluation mask = objects(numbered, new int[] {255, 0, 0, 255, 255, 0, 0, 255}, truth);
        assertEquals(1, pooled(mask, "AP, mean of IoU 0.5 to 0.95"), 1e-12);
    }

    @Test
    void whatAPredictionLeavesOutIsNotCounted() {
        int[][] labels = {{1, 1, 255, 255, 1, 1, 0, 0}};
        Evaluation result = evaluate(MaskSettings.defaults(), labels, TRUTH);
        assertEquals(6, result.total().pixels());
        assertEquals(2 / 4.0, result.total().value(Metric.IOU, 1), 1e-12);
    }

    @Test
    void aThresholdForLabelsAndNumbersThatAreNoProbabilitiesAreRefused() {
        LabelledSet labels = LabelledSet.fromStacks(
                stack("predictions", new int[] {1, 1, 1, 0, 1, 1, 0, 0}),
                stack("truth", TRUTH),
                MaskSettings.defaults(),
                Progress.NONE);
        EvaluationSettings half = new EvaluationSettings(new Decision(0.5), Optional.empty(), false, 0);
        assertTrue(assertThrows(TesseraException.class, () -> Evaluation.of(labels, half, Progress.NONE))
                .getMessage()
                .startsWith("A threshold was entered"));
        ImageStack logits = new ImageStack(4, 2);
        logits.addSlice(new FloatProcessor(4, 2, new float[] {-3, 2, 1, 0, 4, 5, 6, 7}));
        logits.addSlice(new FloatProcessor(4, 2, new float[] {3, -2, 1, 0, 4, 5, 6, 7}));
        ImagePlus image = new ImagePlus("logits", logits);
        image.setDimensions(2, 1, 1);
        LabelledSet raw = LabelledSet.fromStacks(
                PlaneStack.of(image), stack("truth", TRUTH), MaskSettings.defaults(), Progress.NONE);
        assertTrue(
                assertThrows(TesseraException.class, () -> Evaluation.of(raw, EvaluationSettings.PIXELS, Progress.NONE))
                        .getMessage()
                        .contains("no probabilities"));
    }

    @Test
    void ofDistancesTheLowerIsBetter() {
        int[] worse = {1, 1, 1, 0, 1, 1, 1, 0};
        int[] better = {1, 1, 1, 0, 1, 0, 0, 0};
        Evaluation first = objects(MaskSettings.defaults(), worse, TRUTH);
        Evaluation second = objects(MaskSettings.defaults(), better, TRUTH);
        for (Comparison c :
                Comparison.of(first, second, first.resamples(Progress.NONE), second.resamples(Progress.NONE), 2)) {
            if (c.measure().label().startsWith("ASSD") || c.measure().label().equals("IoU")) {
                assertEquals(1, c.better(), c.measure().label());
                assertEquals(0, c.worse(), c.measure().label());
                assertEquals(c.difference(), c.meanDifference(), 1e-12);
            }
        }
    }

    @Test
    void boundariesAreMeasuredInPixelsWhereTheirSizeIsNotKnown() {
        Evaluation result = objects(MaskSettings.defaults(), new int[] {1, 1, 1, 0, 1, 1, 1, 0}, TRUTH);
        // The truth is the upper row, the prediction the three left columns, all of them boundary: one of 4 and three
        // of 6 pixels are
        // 1 away from the other's.
        assertEquals(1, pooled(result, "Hausdorff distance (pixels, mean of images)"), 1e-12);
        assertEquals(4 / 10.0, pooled(result, "ASSD (pixels, mean of images)"), 1e-12);
    }

    @Test
    void probabilitiesAreDecidedAndMeasured() {
        ImageStack stack = new ImageStack(4, 2);
        stack.addSlice(new FloatProcessor(4, 2, new float[] {0.9f, 0.8f, 0.4f, 0.6f, 0.1f, 0.2f, 0.7f, 0}));
        LabelledSet set = LabelledSet.fromStacks(
                PlaneStack.of(new ImagePlus("p", stack)),
                stack("truth", TRUTH),
                MaskSettings.defaults(),
                Progress.NONE);
        Evaluation usual = Evaluation.of(set, EvaluationSettings.PIXELS, Progress.NONE);
        // 0.9, 0.8 and 0.6 are found, 0.4 is missed, 0.7 is wrong.
        assertEquals(3 / 5.0, pooled(usual, "IoU"), 1e-12);
        assertEquals(
                14 / 16.0, usual.probabilities().orElseThrow().curves().get(1).rocArea(), 1e-12);
        assertEquals(2 * 2.7 / (4 + 3.7), pooled(usual, "Soft Dice"), 1e-6);
        EvaluationSettings low = new EvaluationSettings(new Decision(0.3), Optional.empty(), false, 0);
        assertEquals(4 / 5.0, pooled(Evaluation.of(set, low, Progress.NONE), "IoU"), 1e-12);
    }

    private static Evaluation evaluate(MaskSettings settings, int[][] predictions, int[]... truths) {
        return Evaluation.of(
                LabelledSet.fromStacks(
                        stack("predictions", predictions), stack("truth", truths), settings, Progress.NONE),
                EvaluationSettings.PIXELS,
                Progress.NONE);
    }

    private static PlaneStack stack(String title, int[]... planes) {
        ImageStack stack = new ImageStack(4, 2);
        for (int[] plane : List.of(planes)) {
            ByteProcessor processor = new ByteProcessor(4, 2);
            for (int i = 0; i < plane.length; i++) {
                processor.set(i, plane[i]);
            }
            stack.addSlice(processor);
        }
        return PlaneStack.of(new ImagePlus(title, stack));
    }
}
