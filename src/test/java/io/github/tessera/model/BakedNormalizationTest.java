package io.github.tessera.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ij.ImagePlus;
import ij.process.ByteProcessor;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.IntensityMap;
import io.github.tessera.image.Normalization;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.network.Activation;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Graph;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.torchscript.NumpyFile;
import io.github.tessera.torchscript.StateTensor;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the place of the normalization changes: before the network on whole images, before it on tiles, or inside it with fixed numbers. */
class BakedNormalizationTest {
    private static final int SIDE = 256;
    private static final int TILE = 128;

    @TempDir
    Path folder;

    private static float[] probabilities(Model model, float[] image, int side) {
        return probabilities(model, image, side, Byte.SIZE);
    }

    private static float[] probabilities(Model model, float[] image, int side, int bitDepth) {
        float[] pixels = new float[image.length];
        int channels = model.channels();
        model.reader(ArrayImgs.floats(image, side, side, channels), bitDepth, "image", Progress.NONE)
                .read(0, 0, side, side, pixels, 0);
        try (RunningNetwork network = model.load(0, Device.cpu());
                NDManager scope = network.newScope()) {
            return network.probabilities(scope.create(pixels, new Shape(1, channels, side, side)))
                    .toFloatArray();
        }
    }

    private static float[] testInput(Path folder) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(folder.resolve("test_input.npy"))) {
            StateTensor tensor = NumpyFile.read(channel);
            assertEquals(128, tensor.shape()[2]);
            return tensor.values();
        }
    }

    /** As others open it: without what only Tessera knows. */
    private Model packaged(SegmentationModel model, String name, Optional<IntensityMap> baked) throws IOException {
        new PublishedPackage(model, PublishedPackageTest.publication(model, false, baked), Optional.empty())
                .write(folder.resolve(name), Progress.NONE);
        OwnPackageElsewhereTest.forgetTessera(folder.resolve(name));
        Model read = Ensemble.read(folder.resolve(name)).first();
        assertTrue(((ForeignModel) read).testDifference() < 1e-5);
        return read;
    }

    @ParameterizedTest
    @CsvSource({"FIXED_MEAN_STD, 1", "FIXED_MEAN_STD, 3", "FIXED_RANGE, 1"})
    void fixedNumbersInsideGiveWhatTheyGaveOutside(Normalization kind, int channels) throws IOException {
        NormalizationSettings settings = kind == Normalization.FIXED_RANGE
                ? NormalizationSettings.of(kind)
                : NormalizationSettings.fixed(
                        Arrays.copyOf(new float[] {0.2f, 0.4f, 0.3f}, channels),
                        Arrays.copyOf(new float[] {0.05f, 0.1f, 0.2f}, channels));
        SegmentationModel model = PublishedPackageTest.model(channels, settings);
        IntensityMap map = FixedNormalization.known(model, Byte.SIZE).map();
        Model plain = packaged(model, "plain", Optional.empty());
        Model baked = packaged(model, "baked", Optional.of(map));
        float[] image = testInput(folder.resolve("plain"));
        assertArrayEquals(image, testInput(folder.resolve("baked")));
        float[] wanted = probabilities(plain, image, 128);
        assertArrayEquals(wanted, probabilities(baked, image, 128), 1e-5f);
        assertArrayEquals(wanted, probabilities(model, image, 128), 1e-5f);
    }

    @Test
    void sixteenBitsAreTakenAsTheyAre() throws IOException {
        SegmentationModel model = PublishedPackageTest.model(1, NormalizationSettings.of(Normalization.FIXED_RANGE));
        IntensityMap map = FixedNormalization.known(model, Short.SIZE).map();
        float[] image = new float[TILE * TILE];
        Random random = new Random(4);
        for (int i = 0; i < image.length; i++) {
            image[i] = random.nextInt(65536);
        }
        Model baked = packaged(model, "baked", Optional.of(map));
        assertArrayEquals(
                probabilities(model, image, TILE, Short.SIZE), probabilities(baked, image, TILE, Short.SIZE), 1e-5f);
    }

    /** A C-UNet whose probability is one half where a pixel is one unit above zero, more where it is brighter. */
    private static SegmentationModel brightness(NormalizationSettings normalization) {
        NetworkSettings network = Architecture.C_UNET.settings(1, 1);
        Graph graph = network.build();
        Map<String, float[]> values = new LinkedHashMap<>();
        Weights.forEach(graph, (name, tensor) -> {
            float[] weight = new float[tensor.size()];
            int[] shape = tensor.shape();
            boolean kernel = shape.length == 4 && shape[2] == 3;
            boolean last = shape[0] == 1;
            if (kernel) {
                weight[4] = 1; // from the first map to the first map, the middle of 3 x 3
            } else if (last) {
                weight[0] = name.endsWith("bias") ? -4 : 4;
            }
            values.put(name, weight);
        });
        return new SegmentationModel(
                "bright",
                network,
                Activation.SIGMOID,
                List.of("background", "bright"),
                normalization,
                RunSettings.byRule(network),
                new TrainingNotes("bce", "adam", 1, 1, 64, "none", 1, 1, 1, Double.NaN, "cpu", false),
                new Weights(graph, values));
    }

    /** The left half has bright discs on a dark ground, the right half nothing but the ground's noise. */
    private static float[] half(int ground, int bright) {
        Random random = new Random(2);
        float[] image = new float[SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                boolean disc = x < TILE && Math.hypot(x % 64 - 32, y % 64 - 32) < 20;
                image[y * SIDE + x] = Math.round((disc ? bright : ground) + 2 * random.nextGaussian());
            }
        }
        return image;
    }

    private static float[] tileByTile(Model model, float[] image) {
        float[] all = new float[SIDE * SIDE];
        for (int y = 0; y < SIDE; y += TILE) {
            for (int x = 0; x < SIDE; x += TILE) {
                float[] tile = new float[TILE * TILE];
                for (int row = 0; row < TILE; row++) {
                    System.arraycopy(image, (y + row) * SIDE + x, tile, row * TILE, TILE);
                }
                float[] result = probabilities(model, tile, TILE);
                for (int row = 0; row < TILE; row++) {
                    System.arraycopy(result, row * TILE, all, (y + row) * SIDE + x, TILE);
                }
            }
        }
        return all;
    }

    private static double found(float[] probabilities) {
        int found = 0;
        for (float p : probabilities) {
            found += p > 0.5 ? 1 : 0;
        }
        return (double) found / probabilities.length;
    }

    /** The share of pixels that a disc of radius 20 in each 64 x 64 of one half takes. */
    private static final double DISCS = Math.PI * 20 * 20 / (64 * 64) / 2;

    /** Of an empty tile normalized for itself the brightest sixth of the noise lies one deviation above the mean. */
    @Test
    void whatNormalizationPerTileDoesToAnEmptyTile() throws IOException {
        SegmentationModel model = brightness(NormalizationSettings.of(Normalization.MEAN_STD));
        float[] image = half(30, 150);
        Model plain = packaged(model, "plain", Optional.empty());
        save(image, "typical/a.png");
        FixedNormalization fixed =
                FixedNormalization.typical(model, ImageFiles.list(folder.resolve("typical")), Progress.NONE);
        Model baked = packaged(model, "baked", Optional.of(fixed.map()));

        double whole = found(probabilities(plain, image, SIDE));
        assertEquals(DISCS, whole, 0.003, "whole image: the discs");
        double tiles = found(tileByTile(plain, image));
        assertEquals(DISCS + 0.5 * 0.16, tiles, 0.02, "tile by tile: the discs, and a sixth of the empty half");
        assertEquals(whole, found(tileByTile(baked, image)), 1e-9, "fixed numbers: tiles do not matter");
        assertArrayEquals(probabilities(plain, image, SIDE), probabilities(baked, image, SIDE), 1e-5f);
    }

    /** The price: an image of another exposure than the typical ones is no longer brought to theirs. */
    @Test
    void whatFixedNumbersDoToOtherExposures() throws IOException {
        SegmentationModel model = brightness(NormalizationSettings.of(Normalization.MEAN_STD));
        save(half(30, 150), "typical/a.png");
        save(half(31, 151), "typical/b.png");
        save(half(200, 220), "typical/odd.png");
        FixedNormalization fixed =
                FixedNormalization.typical(model, ImageFiles.list(folder.resolve("typical")), Progress.NONE);
        assertEquals(Byte.SIZE, fixed.bitDepth());
        SegmentationModel same = fixed.in(model);
        assertEquals(DISCS, found(probabilities(same, half(40, 160), SIDE)), 0.003, "a little brighter");
        float[] bright = half(130, 250);
        assertEquals(DISCS, found(probabilities(model, bright, SIDE)), 0.003, "each image's own numbers");
        assertEquals(1, found(probabilities(same, bright, SIDE)), 0.003, "all of it counts as bright");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PERCENTILE", "MIN_MAX", "MEAN_STD"})
    void numbersOfEachImageAreNotKnownWithoutOne(Normalization kind) {
        SegmentationModel model = brightness(NormalizationSettings.of(kind));
        String message = assertThrows(TesseraException.class, () -> FixedNormalization.known(model, 8))
                .getMessage();
        assertTrue(message.contains("name a folder of typical images (images)"), message);
    }

    @Test
    void constantImagesAreNotTypical() {
        save(new float[SIDE * SIDE], "typical/a.png");
        SegmentationModel model = brightness(NormalizationSettings.defaults());
        List<Path> files = ImageFiles.list(folder.resolve("typical"));
        String message = assertThrows(
                        TesseraException.class, () -> FixedNormalization.typical(model, files, Progress.NONE))
                .getMessage();
        assertTrue(message.startsWith("All images are of one value in channel 1"), message);
    }

    private void save(float[] image, String name) {
        byte[] pixels = new byte[image.length];
        for (int i = 0; i < image.length; i++) {
            pixels[i] = (byte) image[i];
        }
        ImageFiles.savePng(new ImagePlus("a", new ByteProcessor(SIDE, SIDE, pixels)), folder.resolve(name));
    }
}
