package io.github.tessera.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.image.Normalization;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.model.Ensemble;
import io.github.tessera.model.RunSettings;
import io.github.tessera.model.SegmentationModel;
import io.github.tessera.model.TrainingNotes;
import io.github.tessera.network.Activation;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.DeviceChoice;
import java.util.List;
import java.util.Random;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws of the mean of several networks. */
class EnsembleSegmentationTest {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 96;
    private static final SegmenterSettings SMALL_TILES = SegmenterSettings.tiles(64, 16);

    private static SegmentationModel model(NetworkSettings network, long seed) {
        return new SegmentationModel(
                "test",
                network,
                network.outputs() == 1 ? Activation.SIGMOID : Activation.SOFTMAX,
                network.outputs() == 1 ? List.of("background", "cell") : List.of("a", "b", "c"),
                NormalizationSettings.of(Normalization.MEAN_STD),
                RunSettings.byRule(network),
                new TrainingNotes("bce", "adam", 1, 1, 64, "none", seed, 1, 1, Double.NaN, "cpu", false),
                Weights.initial(network.build(), Initialization.HE_NORMAL, seed));
    }

    private static SegmentedPlane segment(SegmenterSettings tiling, SegmentationModel... models) {
        float[] values = new float[WIDTH * HEIGHT];
        Random random = new Random(5);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        RandomAccessibleInterval<FloatType> plane = ArrayImgs.floats(values, WIDTH, HEIGHT, 1);
        try (Segmenter segmenter = new Segmenter(new Ensemble(List.of(models)), DeviceChoice.CPU, tiling)) {
            return segmenter.segment(plane, "noise", 32, true, Progress.NONE);
        }
    }

    private static float[] mean(float[]... all) {
        float[] mean = new float[all[0].length];
        for (float[] one : all) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += one[i] / all.length;
            }
        }
        return mean;
    }

    @Test
    void twoEqualModelsAreTheOne() {
        SegmentationModel model = model(Architecture.C_UNET.settings(1, 1), 3);
        SegmentedPlane one = segment(SMALL_TILES, model);
        SegmentedPlane both = segment(SMALL_TILES, model, model);
        assertArrayEquals(one.probabilities()[0], both.probabilities()[0]);
        assertArrayEquals(one.labels(), both.labels());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void differentModelsGiveTheMeanOfTheirProbabilities(int outputs) {
        NetworkSettings network = Architecture.C_UNET.settings(1, outputs);
        SegmentationModel[] models = {model(network, 3), model(network, 4), model(network, 5)};
        SegmentedPlane together = segment(SMALL_TILES, models);
        for (int k = 0; k < outputs; k++) {
            float[][] each = new float[models.length][];
            for (int m = 0; m < models.length; m++) {
                each[m] = segment(SMALL_TILES, models[m]).probabilities()[k];
            }
            assertArrayEquals(mean(each), together.probabilities()[k], 1e-5f);
            float apart = Math.abs(each[0][1234] - each[1][1234]);
            assertTrue(apart > 1e-3, "the models agree, so nothing is tested: " + apart);
        }
    }

    @Test
    void networksOfUnlikeStridesShareTilesThatSuitBoth() {
        SegmentationModel coarse =
                model(Architecture.U_NET.settings(1, 1).withDepth(4).withWidth(2), 3);
        SegmentationModel fine = model(Architecture.C_UNET.settings(1, 1), 4);
        float[] whole = segment(SegmenterSettings.tiles(512, 0), fine, coarse).probabilities()[0];
        float[] mean = mean(
                segment(SegmenterSettings.tiles(512, 0), fine).probabilities()[0],
                segment(SegmenterSettings.tiles(512, 0), coarse).probabilities()[0]);
        // The image's sides are multiples of both strides, so one tile is the whole.
        assertArrayEquals(mean, whole, 1e-5f);
    }

    @Test
    void theNumberOfModelsIsTold() {
        SegmentationModel model = model(Architecture.C_UNET.settings(1, 1), 3);
        try (Segmenter one = new Segmenter(Ensemble.of(model), DeviceChoice.CPU, SegmenterSettings.AUTO);
                Segmenter two =
                        new Segmenter(new Ensemble(List.of(model, model)), DeviceChoice.CPU, SegmenterSettings.AUTO)) {
            assertFalse(one.describe().contains("averaged"), one.describe());
            assertTrue(two.describe().endsWith("\nThe probabilities of 2 models are averaged."), two.describe());
        }
    }

    @Test
    void everyModelMustHaveTheLevel() {
        NetworkSettings nested =
                Architecture.U_NET_PP.settings(1, 1).withDepth(3).withWidth(2).withAuxiliary(true);
        Ensemble mixed = new Ensemble(List.of(model(nested, 1), model(Architecture.C_UNET.settings(1, 1), 2)));
        String message = assertThrows(
                        TesseraException.class,
                        () -> new Segmenter(mixed, DeviceChoice.CPU, SegmenterSettings.AUTO.withLevel(1)))
                .getMessage();
        assertTrue(message.contains("cannot be cut down to level 1"), message);
        Ensemble equal = new Ensemble(List.of(model(nested, 1), model(nested, 2)));
        try (Segmenter segmenter = new Segmenter(equal, DeviceChoice.CPU, SegmenterSettings.AUTO.withLevel(1))) {
            assertEquals(1, segmenter.model().outputs());
        }
    }
}
