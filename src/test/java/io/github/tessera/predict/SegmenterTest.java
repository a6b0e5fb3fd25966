package io.github.tessera.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
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
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.DeviceChoice;
import io.github.tessera.tensor.TileStitcher;
import io.github.tessera.tile.Blending;
import io.github.tessera.tile.Tile;
import io.github.tessera.tile.TileGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Laws of tiled prediction. */
class SegmenterTest {
    private static final TrainingNotes NOTES =
            new TrainingNotes("bce", "adam", 1, 1, 64, "none", 1, 1, 1, Double.NaN, "cpu", false);

    private static SegmentationModel model(NetworkSettings network, Map<String, float[]> weights) {
        List<String> classes = network.outputs() < 3 ? List.of("background", "cell") : List.of("a", "b", "c");
        return new SegmentationModel(
                "test",
                network,
                network.outputs() == 1 ? Activation.SIGMOID : Activation.SOFTMAX,
                classes,
                NormalizationSettings.of(Normalization.NONE),
                RunSettings.byRule(network),
                NOTES,
                new Weights(network.build(), weights));
    }

    /** With weights that nothing has learnt. */
    static SegmentationModel random(NetworkSettings network) {
        return model(
                network,
                Weights.initial(network.build(), Initialization.HE_NORMAL, 3).asMap());
    }

    private static RandomAccessibleInterval<FloatType> noise(int width, int height, int channels) {
        float[] values = new float[width * height * channels];
        Random random = new Random(5);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return ArrayImgs.floats(values, width, height, channels);
    }

    private static SegmentedPlane segment(
            SegmentationModel model, SegmenterSettings tiling, RandomAccessibleInterval<FloatType> plane) {
        try (Segmenter segmenter = new Segmenter(Ensemble.of(model), DeviceChoice.CPU, tiling)) {
            return segmenter.segment(plane, "noise", 32, true, Progress.NONE);
        }
    }

    /** A U-Net of depth 1 that mixes no pixels: its kernels are 1 in the middle and 0 around it. */
    private static SegmentationModel identity() {
        NetworkSettings network = Architecture.U_NET.settings(1, 1).withDepth(1).withWidth(1);
        Map<String, float[]> weights = new HashMap<>();
        for (String conv : List.of("conv1", "conv2")) {
            weights.put(conv + ".weight", new float[] {0, 0, 0, 0, 1, 0, 0, 0, 0});
            weights.put(conv + ".bias", new float[1]);
        }
        weights.put("conv3.weight", new float[] {1});
        weights.put("conv3.bias", new float[] {-1});
        return model(network, weights);
    }

    @Test
    void identityNetworkReturnsTheImage() {
        RandomAccessibleInterval<FloatType> plane = noise(101, 67, 1);
        SegmentedPlane result = segment(identity(), SegmenterSettings.tiles(32, 8), plane);
        var access = plane.randomAccess();
        for (int y = 0; y < 67; y++) {
            for (int x = 0; x < 101; x++) {
                float value = access.setPositionAndGet(x, y, 0).get();
                double expected = 1 / (1 + Math.exp(1 - Math.max(0, value)));
                assertEquals(expected, result.probabilities()[0][y * 101 + x], 1e-5);
                assertEquals(expected >= 0.5 ? 1 : 0, result.labels()[y * 101 + x]);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 250, 190", "3, 131, 257", "1, 60, 300"})
    void tiledIsWholeWhereTheOverlapIsFull(int outputs, int width, int height) {
        SegmentationModel model = random(Architecture.C_UNET.settings(3, outputs));
        RandomAccessibleInterval<FloatType> plane = noise(width, height, 3);
        SegmentedPlane whole = segment(model, SegmenterSettings.tiles(512, 24), plane);
        SegmentedPlane tiled = segment(model, SegmenterSettings.tiles(96, 24), plane);
        for (int k = 0; k < outputs; k++) {
            assertArrayEquals(whole.probabilities()[k], tiled.probabilities()[k], 1e-4f);
        }
        assertTrue(outputs == 1 || sumsToOne(tiled.probabilities()), "softmax probabilities sum to 1");
    }

    private static boolean sumsToOne(float[][] probabilities) {
        for (int i = 0; i < probabilities[0].length; i++) {
            float sum = 0;
            for (float[] plane : probabilities) {
                sum += plane[i];
            }
            if (Math.abs(sum - 1) > 1e-4) {
                return false;
            }
        }
        return true;
    }

    @Test
    void partOfAnImageIsThePartOfTheWholeResult() {
        SegmentationModel model = random(Architecture.C_UNET.settings(1, 1));
        RandomAccessibleInterval<FloatType> plane = noise(200, 160, 1);
        SegmentedPlane whole = segment(model, SegmenterSettings.AUTO, plane);
        Tile area = new Tile(40, 36, 100, 61);
        try (Segmenter segmenter = new Segmenter(Ensemble.of(model), DeviceChoice.CPU, SegmenterSettings.AUTO)) {
            SegmentedPlane part = segmenter.segment(
                    plane, "noise", 32, area, new Segmenter.Wanted(Decision.USUAL, true), Progress.NONE);
            for (int y = 0; y < area.height(); y++) {
                for (int x = 0; x < area.width(); x++) {
                    assertEquals(
                            whole.probabilities()[0][(y + 36) * 200 + x + 40],
                            part.probabilities()[0][y * area.width() + x],
                            1e-4f);
                }
            }
        }
    }

    @Test
    void wrongChannelsAreToldWithTheCure() {
        SegmentationModel model = random(Architecture.C_UNET.settings(3, 1));
        String message = assertThrows(
                        TesseraException.class, () -> segment(model, SegmenterSettings.AUTO, noise(64, 64, 1)))
                .getMessage();
        assertTrue(message.contains("noise has 1 channel (grey)") && message.contains("RGB Color"), message);
    }

    @Test
    void cancelEndsWithinOneBatch() {
        SegmentationModel model = random(Architecture.C_UNET.settings(1, 1));
        Progress cancelled = new Progress() {
            @Override
            public boolean cancelled() {
                return true;
            }
        };
        try (Segmenter segmenter = new Segmenter(Ensemble.of(model), DeviceChoice.CPU, SegmenterSettings.AUTO)) {
            assertThrows(
                    CancelledException.class, () -> segmenter.segment(noise(64, 64, 1), "noise", 32, false, cancelled));
        }
    }

    @Test
    void largerTilesAreRunFewerAtOnce() {
        RunSettings run = RunSettings.byRule(Architecture.C_UNET.settings(3, 1)); // 4 tiles of 256
        assertEquals(4, Segmenter.tilesAtOnce(run, 3, 1, TileGrid.of(5000, 5000, 256, 64, 4)));
        assertEquals(1, Segmenter.tilesAtOnce(run, 3, 1, TileGrid.of(5000, 5000, 1024, 64, 4)));
        assertEquals(1, Segmenter.tilesAtOnce(run, 3, 1, TileGrid.of(100, 100, 256, 64, 4)));
    }

    @Test
    void aTileBeyondWhatJavaAddressesIsASentence() {
        RunSettings run = RunSettings.byRule(Architecture.C_UNET.settings(3, 1));
        TileGrid grid = TileGrid.of(40_000, 40_000, 16_384, 64, 4);
        String message = assertThrows(TesseraException.class, () -> Segmenter.tilesAtOnce(run, 3, 1, grid))
                .getMessage();
        assertTrue(message.contains("smaller tile"), message);
    }

    @ParameterizedTest
    @EnumSource
    void viewsOfANetworkThatMixesNoPixelsAgree(TestTimeAugmentation augmentation) {
        RandomAccessibleInterval<FloatType> plane = noise(101, 67, 1);
        SegmentedPlane one = segment(identity(), SegmenterSettings.tiles(32, 8), plane);
        SegmentedPlane many = segment(identity(), SegmenterSettings.tiles(32, 8).withAugmentation(augmentation), plane);
        assertArrayEquals(one.probabilities()[0], many.probabilities()[0], 1e-6f);
    }

    @Test
    void aFlippedImageSeenFromAllSidesGivesTheFlippedResult() {
        SegmentationModel model = random(Architecture.C_UNET.settings(1, 3));
        int side = 64;
        RandomAccessibleInterval<FloatType> plane = noise(side, side, 1);
        RandomAccessibleInterval<FloatType> flipped = Views.zeroMin(Views.invertAxis(plane, 0));
        SegmenterSettings whole = SegmenterSettings.tiles(side, 0).withAugmentation(TestTimeAugmentation.ALL);
        float[][] straight = segment(model, whole, plane).probabilities();
        float[][] mirrored = segment(model, whole, flipped).probabilities();
        for (int k = 0; k < 3; k++) {
            for (int i = 0; i < side * side; i++) {
                assertEquals(straight[k][i], mirrored[k][i / side * side + side - 1 - i % side], 1e-4f);
            }
        }
    }

    @Test
    void gaussianBlendingIsTheWholeWhereTilesAgree() {
        RandomAccessibleInterval<FloatType> plane = noise(101, 67, 1);
        SegmentedPlane linear = segment(identity(), SegmenterSettings.tiles(32, 8), plane);
        SegmentedPlane gaussian =
                segment(identity(), SegmenterSettings.tiles(32, 8).withBlending(Blending.GAUSSIAN), plane);
        assertArrayEquals(linear.probabilities()[0], gaussian.probabilities()[0], 1e-5f);
    }

    @Test
    void rowsComeFromTheTopEachOnceAndAreTheResult() {
        SegmentationModel model = random(Architecture.C_UNET.settings(1, 3));
        RandomAccessibleInterval<FloatType> plane = noise(150, 211, 1);
        float[][] whole = segment(model, SegmenterSettings.tiles(64, 16), plane).probabilities();
        List<Integer> rows = new ArrayList<>();
        try (Segmenter segmenter =
                new Segmenter(Ensemble.of(model), DeviceChoice.CPU, SegmenterSettings.tiles(64, 16))) {
            segmenter.segment(
                    plane,
                    "noise",
                    32,
                    new Tile(0, 0, 150, 211),
                    (y, row) -> {
                        rows.add(y);
                        for (int k = 0; k < 3; k++) {
                            assertArrayEquals(Arrays.copyOfRange(whole[k], y * 150, (y + 1) * 150), row[k], "row " + y);
                        }
                    },
                    Progress.NONE);
        }
        assertEquals(IntStream.range(0, 211).boxed().toList(), rows);
    }

    @Test
    void whatTheRowsAreHandedToMayFailAndTheNextImageGoesOn() {
        SegmentationModel model = random(Architecture.C_UNET.settings(1, 1));
        RandomAccessibleInterval<FloatType> plane = noise(150, 211, 1);
        Tile area = new Tile(0, 0, 150, 211);
        try (Segmenter segmenter =
                new Segmenter(Ensemble.of(model), DeviceChoice.CPU, SegmenterSettings.tiles(64, 16))) {
            float[] before =
                    segmenter.segment(plane, "noise", 32, true, Progress.NONE).probabilities()[0];
            TesseraException full = new TesseraException("The disk is full.");
            TileStitcher.RowSink broken = (y, row) -> {
                if (y == 70) {
                    throw full;
                }
            };
            assertSame(
                    full,
                    assertThrows(
                            TesseraException.class,
                            () -> segmenter.segment(plane, "noise", 32, area, broken, Progress.NONE)));
            assertArrayEquals(
                    before,
                    segmenter.segment(plane, "noise", 32, true, Progress.NONE).probabilities()[0]);
        }
    }
}
