package io.github.tessera.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.MaskSettings;
import io.github.tessera.image.Normalization;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.metric.Metric;
import io.github.tessera.model.Ensemble;
import io.github.tessera.model.RunSettings;
import io.github.tessera.model.SegmentationModel;
import io.github.tessera.model.TrainingNotes;
import io.github.tessera.network.Activation;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.DeviceChoice;
import io.github.tessera.tile.Tile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;

/** Whole images through a network that returns them: the probability is 1 / (1 + e^(1 - value)). */
class HeldOutTest {
    private static final int SIDE = 40;

    /** A U-Net of one level whose kernels are 1 in the middle; the class is predicted where the image is 1 or more. */
    private static Segmenter identity() {
        NetworkSettings network = Architecture.U_NET.settings(1, 1).withDepth(1).withWidth(1);
        Map<String, float[]> weights = new HashMap<>();
        for (String conv : List.of("conv1", "conv2")) {
            weights.put(conv + ".weight", new float[] {0, 0, 0, 0, 1, 0, 0, 0, 0});
            weights.put(conv + ".bias", new float[1]);
        }
        weights.put("conv3.weight", new float[] {1});
        weights.put("conv3.bias", new float[] {-1});
        SegmentationModel model = new SegmentationModel(
                "identity",
                network,
                Activation.SIGMOID,
                List.of("background", "foreground"),
                NormalizationSettings.of(Normalization.NONE),
                RunSettings.byRule(network),
                new TrainingNotes("bce", "adam", 1, 1, 64, "none", 1, 1, 1, Double.NaN, "cpu", false),
                new Weights(network.build(), weights));
        return new Segmenter(Ensemble.of(model), DeviceChoice.CPU, SegmenterSettings.AUTO);
    }

    /** Images whose first row is a class that is seen (value 3), the second one that is missed (0.5), the third another that looks like it (2). */
    private static LabelledSet set(int images, int width, int height) {
        List<RandomAccessibleInterval<FloatType>> pixels = new ArrayList<>();
        List<RandomAccessibleInterval<FloatType>> masks = new ArrayList<>();
        for (int i = 0; i < images; i++) {
            float[] image = new float[width * height];
            float[] mask = new float[width * height];
            for (int x = 0; x < width; x++) {
                image[x] = 3;
                image[width + x] = 0.5f;
                image[2 * width + x] = i == 0 ? 2 : 0;
                mask[x] = 255;
                mask[width + x] = 255;
            }
            pixels.add(ArrayImgs.floats(image, width, height, 1));
            masks.add(ArrayImgs.floats(mask, width, height, 1));
        }
        return LabelledSet.fromStacks(
                new PlaneStack("rows", 32, pixels),
                new PlaneStack("masks", 8, masks),
                MaskSettings.defaults(),
                Progress.NONE);
    }

    private static HeldOut of(LabelledSet set, List<Integer> images, long pixels) {
        try (Segmenter segmenter = identity()) {
            return HeldOut.of(segmenter, set, images, pixels, 1, Progress.NONE);
        }
    }

    @Test
    void countsImageByImageAndTogether() {
        HeldOut held = of(set(3, SIDE, SIDE), List.of(0, 2), Long.MAX_VALUE);
        Evaluation evaluation = held.evaluation();
        assertEquals(2, held.available());
        assertEquals(0, held.cropped());
        assertEquals(
                List.of("rows slice 1", "rows slice 3"),
                evaluation.images().stream().map(EvaluatedImage::name).toList());
        assertEquals(1 / 3.0, evaluation.images().get(0).report().value(Metric.IOU, 1), 1e-12);
        assertEquals(1 / 2.0, evaluation.images().get(1).report().value(Metric.IOU, 1), 1e-12);
        assertEquals(2 / 5.0, evaluation.total().value(Metric.IOU, 1), 1e-12);
        assertEquals(2 * SIDE, evaluation.matrix().count(1, 0));
        assertEquals(List.of("rows slice 1", "rows slice 3"), names(evaluation.examples()));
        assertArrayEquals(new byte[] {1, 0, 1, 0}, new byte[] {
            evaluation.images().get(0).labels().prediction()[0],
            evaluation.images().get(0).labels().prediction()[SIDE],
            evaluation.images().get(0).labels().prediction()[2 * SIDE],
            evaluation.images().get(0).labels().prediction()[3 * SIDE]
        });
    }

    private static List<String> names(List<EvaluatedImage> images) {
        return images.stream().map(EvaluatedImage::name).toList();
    }

    /** 0.5 has probability 0.38, 0 has 0.27: between them everything of the class is found; the bright others cost a third. */
    @Test
    void theBestThresholdIsWhereTheMissedAreFound() {
        HeldOut held = of(set(2, SIDE, SIDE), List.of(0, 1), Long.MAX_VALUE);
        var curve = held.curves().get(1);
        int best = curve.best(Metric.IOU).orElseThrow();
        assertTrue(curve.threshold(best) > 0.27 && curve.threshold(best) < 0.38, "" + curve.threshold(best));
        assertEquals(4 / 5.0, Metric.IOU.of(curve.counts(best)), 1e-12);
        assertEquals(held.evaluation().total().counts().get(1), curve.counts(curve.half()));
        // What the single output leaves is the background.
        assertEquals(
                held.evaluation().total().counts().get(0),
                held.curves().get(0).counts(held.curves().get(0).half()));
    }

    @Test
    void ofManyImagesSomeAreDrawnAndOfLargeOnesTheMiddleIsTaken() {
        LabelledSet set = set(HeldOut.MOST_IMAGES + 10, SIDE, SIDE);
        List<Integer> all = IntStream.range(0, HeldOut.MOST_IMAGES + 10).boxed().toList();
        HeldOut held = of(set, all, Long.MAX_VALUE);
        assertEquals(HeldOut.MOST_IMAGES, held.evaluation().images().size());
        assertEquals(HeldOut.MOST_IMAGES + 10, held.available());
        assertEquals(
                names(held.evaluation().images()),
                names(of(set, all, Long.MAX_VALUE).evaluation().images()));
        HeldOut large = of(set(1, 1200, 600), List.of(0), 1);
        EvaluatedImage middle = large.evaluation().images().get(0);
        assertEquals(1, large.cropped());
        assertEquals(new Tile(238, 119, 724, 361).width(), middle.area().width());
        assertEquals(1, middle.labels().step());
        assertEquals(
                middle.area().width() * middle.area().height(), middle.labels().truth().length);
    }

    @Test
    void ofLargeImagesEverySecondLabelIsKeptForShowing() {
        EvaluatedImage image = of(set(1, 1101, 60), List.of(0), Long.MAX_VALUE)
                .evaluation()
                .images()
                .get(0);
        assertEquals(2, image.labels().step());
        assertEquals(551, image.labels().width());
        assertEquals(30, image.labels().height());
        assertEquals(551 * 30, image.labels().truth().length);
        assertEquals(1, image.labels().truth()[550]);
        assertEquals(0, image.labels().truth()[551]);
        assertEquals(1101 * 60, image.report().pixels());
    }

    @Test
    void theMiddleIsInsideAndNotLargerThanAsked() {
        for (int[] size : new int[][] {{5000, 5000}, {100_000, 3}, {7, 90_000}, {513, 511}}) {
            Tile middle = HeldOut.middle(size[0], size[1], 1 << 18);
            assertTrue(middle.x() >= 0 && middle.right() <= size[0], middle.toString());
            assertTrue(middle.y() >= 0 && middle.bottom() <= size[1], middle.toString());
            assertTrue((long) middle.width() * middle.height() <= 1 << 18, middle.toString());
        }
        assertEquals(new Tile(0, 0, 300, 200), HeldOut.middle(300, 200, 1 << 18));
    }

    @Test
    void canBeCancelled() {
        Progress cancelled = new Progress() {
            @Override
            public boolean cancelled() {
                return true;
            }
        };
        LabelledSet set = set(2, SIDE, SIDE);
        try (Segmenter segmenter = identity()) {
            assertThrows(
                    CancelledException.class, () -> HeldOut.of(segmenter, set, List.of(0, 1), 1 << 20, 1, cancelled));
        }
    }
}
