package io.github.tessera.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.tessera.image.Normalization;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.model.Ensemble;
import io.github.tessera.model.RunSettings;
import io.github.tessera.model.SegmentationModel;
import io.github.tessera.model.TrainingNotes;
import io.github.tessera.network.Activation;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Encoder;
import io.github.tessera.network.Graph;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Shapes;
import io.github.tessera.network.SmallNetworks;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.DeviceChoice;
import io.github.tessera.tensor.LivedInWeights;
import io.github.tessera.tensor.Noise;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** LOCAL networks (DESIGN D7): tiles give what the whole gives, where the overlap is full. */
class TilingTest {
    private static final float SAME = 1e-4f;
    private static final int QUICK = 256;
    private static final int CORE = 64;
    private static final int BLOCK = 24;

    /** Enough to fit weights to. */
    private static final int MOST = 1500;

    /** Those whose output depends on the whole image, by instance normalization or by means over it. */
    private static final Set<Architecture> GLOBAL = EnumSet.of(
            Architecture.NNU_NET,
            Architecture.NNU_NET_RESIDUAL,
            Architecture.DEEPLAB_V3,
            Architecture.DEEPLAB_V3_PLUS,
            Architecture.PSPNET);

    private static SegmentationModel model(NetworkSettings settings) {
        NetworkSettings one = settings.withOutputs(1);
        Graph graph = one.build();
        int side = Math.min(MOST, leastTile(one) + CORE);
        return new SegmentationModel(
                "test",
                one,
                Activation.SIGMOID,
                List.of("background", "cell"),
                NormalizationSettings.of(Normalization.NONE),
                RunSettings.byRule(one),
                new TrainingNotes("bce", "adam", 1, 1, 64, "none", 1, 1, 1, Double.NaN, "cpu", false),
                LivedInWeights.of(graph, 9, picture(side, side), side));
    }

    private static float[] probabilities(SegmentationModel model, SegmenterSettings tiling, int width, int height) {
        RandomAccessibleInterval<FloatType> plane = ArrayImgs.floats(picture(width, height), width, height, 3);
        try (Segmenter segmenter = new Segmenter(Ensemble.of(model), DeviceChoice.CPU, tiling)) {
            return segmenter.segment(plane, "noise", 32, true, Progress.NONE).probabilities()[0];
        }
    }

    /** Noise that is coarse as well as fine: means over large fields would see nothing of fine noise alone. */
    private static float[] picture(int width, int height) {
        float[] values = Noise.of(3 * width * height);
        float[] coarse = Noise.of((width / BLOCK + 1) * (height / BLOCK + 1));
        for (int i = 0; i < values.length; i++) {
            int x = i % width;
            int y = i / width % height;
            values[i] += 3 * coarse[y / BLOCK * (width / BLOCK + 1) + x / BLOCK];
        }
        return values;
    }

    private static int stride(NetworkSettings settings) {
        return Shapes.stride(settings.build());
    }

    /** The smallest tile that has a core. */
    private static int leastTile(NetworkSettings settings) {
        return 2 * Shapes.halo(settings.build()) + stride(settings);
    }

    /** An image of so many tiles in a row, and two rows, no side a multiple of anything. */
    private static void check(NetworkSettings settings, int core, int columns, int rows) {
        int halo = Shapes.halo(settings.build());
        int width = columns * core - stride(settings) / 2;
        int height = rows * core - stride(settings) / 2;
        SegmentationModel model = model(settings);
        float[] whole = probabilities(
                model, SegmenterSettings.tiles(Math.max(columns, rows) * core + 2 * halo, halo), width, height);
        float[] tiles = probabilities(model, SegmenterSettings.tiles(core + 2 * halo, halo), width, height);
        assertTrue(spread(whole) > 0.01, "the probabilities tell nothing");
        assertArrayEquals(whole, tiles, SAME);
    }

    private static double spread(float[] values) {
        double sum = 0;
        double squares = 0;
        for (float value : values) {
            sum += value;
            squares += value * value;
        }
        double mean = sum / values.length;
        return Math.sqrt(Math.max(0, squares / values.length - mean * mean));
    }

    private static Stream<NetworkSettings> local() {
        return Stream.of(Architecture.values()).filter(a -> !GLOBAL.contains(a)).map(SmallNetworks::of);
    }

    private static Arguments named(NetworkSettings settings) {
        return arguments(settings.architecture(), leastTile(settings), settings);
    }

    /** Two that see too far for small tiles go with a level fewer, so that they are here too. */
    static Stream<Arguments> seeingNear() {
        Stream<NetworkSettings> shallower = Stream.of(Architecture.ATTENTION_U_NET, Architecture.U_NET_PP)
                .map(a -> SmallNetworks.of(a).withDepth(4));
        return Stream.concat(local().filter(s -> leastTile(s) <= QUICK), shallower)
                .map(TilingTest::named);
    }

    @ParameterizedTest(name = "{0}, tiles of {1} at least")
    @MethodSource("seeingNear")
    void tilesAreTheWholeInNetworksThatSeeNear(Architecture architecture, int leastTile, NetworkSettings settings) {
        int stride = stride(settings);
        int core = Math.max(stride, Math.min(CORE, QUICK - 2 * Shapes.halo(settings.build())) / stride * stride);
        check(settings, core, 3, 2);
    }

    /** Whatever their field: those that see 4,000 pixels far are given tiles of that size, in a narrower form. */
    static Stream<Arguments> seeingFar() {
        NetworkSettings coarse = SmallNetworks.of(Architecture.FCN_RESNET)
                .withEncoder(Encoder.RESNET18)
                .withWidth(8)
                .withOutputStride(32);
        return Stream.concat(local().filter(s -> leastTile(s) > QUICK), Stream.of(coarse))
                .map(TilingTest::named);
    }

    @Tag("slow")
    @ParameterizedTest(name = "{0}, tiles of {1} at least")
    @MethodSource("seeingFar")
    void tilesAreTheWholeInNetworksThatSeeFar(Architecture architecture, int leastTile, NetworkSettings settings) {
        boolean veryFar = leastTile > 2000;
        check(veryFar ? settings.withWidth(4) : settings, CORE, veryFar ? 1 : 3, 2);
    }

    @Test
    void everyNetworkIsLocalOrGlobalAsStated() {
        for (Architecture architecture : Architecture.values()) {
            assertEquals(
                    GLOBAL.contains(architecture),
                    Shapes.global(SmallNetworks.of(architecture).build()),
                    architecture.label());
        }
    }

    @Test
    void withoutOverlapTilesAreNotTheWhole() {
        NetworkSettings settings = SmallNetworks.of(Architecture.C_UNET);
        SegmentationModel model = model(settings);
        float[] whole = probabilities(model, SegmenterSettings.tiles(256, 24), 100, 60);
        float[] tiles = probabilities(model, SegmenterSettings.tiles(32, 0), 100, 60);
        boolean same = true;
        for (int i = 0; i < whole.length; i++) {
            same &= Math.abs(whole[i] - tiles[i]) < SAME;
        }
        assertFalse(same);
    }
}
