package io.github.tessera.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.MaskSettings;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.metric.ClassCounts;
import io.github.tessera.metric.ConfusionMatrix;
import io.github.tessera.metric.Metric;
import io.github.tessera.metric.MetricsReport;
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
                1,
                new byte[9],
                new byte[9],
                new ImageScores(new MetricsReport(List.of("rest", "cell"), counts), List.of()));
    }

    private static List<String> examples(EvaluatedImage... images) {
        return new Evaluation("", List.of(images), new ConfusionMatrix(2), Optional.empty())
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

    private static Evaluation evaluate(MaskSettings settings, int[][] predictions, int[]... truths) {
        return Evaluation.of(
                LabelledSet.fromStacks(
                        stack("predictions", predictions), stack("truth", truths), settings, Progress.NONE),
                Decision.USUAL,
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
