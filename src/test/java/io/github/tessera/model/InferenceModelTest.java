package io.github.tessera.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.tessera.image.IntensityMap;
import io.github.tessera.image.Normalization;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.image.PixelSize;
import io.github.tessera.image.PlaneChoice;
import io.github.tessera.network.Activation;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.SmallNetworks;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A package without what training goes on from segments as the model that was published. */
class InferenceModelTest {
    private static final int SIDE = 64;

    @TempDir
    Path folder;

    private Model published(SegmentationModel model, String name, Optional<IntensityMap> baked) {
        new PublishedPackage(model, PublishedPackageTest.publication(model, false, baked), Optional.empty())
                .write(folder.resolve(name), Progress.NONE);
        return Ensemble.read(folder.resolve(name)).first();
    }

    private static float[] probabilities(Model model, int channels, int bitDepth) {
        float[] image = new float[channels * SIDE * SIDE];
        Random random = new Random(3);
        for (int i = 0; i < image.length; i++) {
            image[i] = bitDepth == Float.SIZE ? random.nextFloat() : random.nextInt(1 << Math.min(bitDepth, 16));
        }
        var plane = model.input("image", ArrayImgs.floats(image, SIDE, SIDE, channels));
        float[] pixels = new float[model.channels() * SIDE * SIDE];
        model.reader(plane, bitDepth, "image", Progress.NONE).read(0, 0, SIDE, SIDE, pixels, 0);
        try (RunningNetwork network = model.load(0, Device.cpu());
                NDManager scope = network.newScope()) {
            return network.probabilities(scope.create(pixels, new Shape(1, model.channels(), SIDE, SIDE)))
                    .toFloatArray();
        }
    }

    @ParameterizedTest
    @EnumSource
    void imagesOfAnyBitDepthAreNormalizedAsInTraining(Normalization kind) {
        NormalizationSettings normalization = kind == Normalization.FIXED_MEAN_STD
                ? NormalizationSettings.fixed(new float[] {0.2f, 0.4f}, new float[] {0.05f, 0.1f})
                : NormalizationSettings.of(kind);
        SegmentationModel model = PublishedPackageTest.model(2, normalization);
        IntensityMap inside = new IntensityMap(new float[] {1 / 255f, 0.02f}, new float[] {0, -3});
        Model plain = published(model, "plain", Optional.empty());
        Model baked = published(model, "baked.zip", Optional.of(inside));
        for (int bitDepth : new int[] {Byte.SIZE, Short.SIZE, Float.SIZE}) {
            float[] wanted = probabilities(model, 2, bitDepth);
            assertArrayEquals(wanted, probabilities(plain, 2, bitDepth), 1e-5f, bitDepth + " bits");
            assertArrayEquals(wanted, probabilities(baked, 2, bitDepth), 1e-5f, bitDepth + " bits, baked");
        }
    }

    @Test
    void whatWasLearntFromIsKept() {
        SegmentationModel plain = PublishedPackageTest.model(1, NormalizationSettings.defaults());
        ImageInput input =
                new ImageInput(PlaneChoice.parse("2", "", "").channels(), Optional.of(new PixelSize(0.25, 0.5)));
        SegmentationModel model = new SegmentationModel(
                plain.name(),
                plain.network(),
                plain.activation(),
                List.of("background", "cell membrane", "\u00e4 b"),
                input,
                plain.normalization(),
                plain.run(),
                plain.notes(),
                plain.weights());
        Model read = published(model, "cells", Optional.empty());
        assertEquals(model.name(), read.name());
        assertEquals(model.classes(), read.classes());
        assertEquals(input, read.input());
        assertEquals(model.run(), read.run());
        assertEquals(List.of(), read.remarks());
        assertArrayEquals(probabilities(model, 3, 8), probabilities(read, 3, 8), 1e-5f, "the second of three channels");
        try (RunningNetwork own = model.load(0, Device.cpu());
                RunningNetwork theirs = read.load(0, Device.cpu())) {
            assertEquals(own.tiles(), theirs.tiles());
            assertEquals(own.global(), theirs.global());
        }
        ModelSummary summary = ModelSummary.read(folder.resolve("cells")).orElseThrow();
        assertEquals(
                new ModelSummary.Details(model.classes(), "C-UNet, width 4", "C-UNet", 1, 12, 0.8125),
                summary.details().orElseThrow());
        assertEquals(model.name(), summary.name());
    }

    @ParameterizedTest
    @EnumSource
    void theArchiveOfEveryNetworkHasTheTensorsOfItsGraph(Architecture architecture) {
        NetworkSettings network = SmallNetworks.of(architecture);
        SegmentationModel model = new SegmentationModel(
                "small",
                network,
                Activation.SOFTMAX,
                List.of("background", "cell"),
                NormalizationSettings.defaults(),
                RunSettings.byRule(network),
                new TrainingNotes("bce", "adam", 1, 1, 64, "none", 1, 1, 1, 0.5, "cpu", false),
                Weights.initial(network.build(), Initialization.HE_NORMAL, 1));
        IntensityMap inside = IntensityMap.identity(3);
        InferenceModel read = (InferenceModel) published(model, "small", Optional.of(inside));
        assertEquals(
                model.inference().weights().asMap().keySet(),
                read.inference().weights().asMap().keySet());
        model.inference()
                .weights()
                .asMap()
                .forEach((name, values) ->
                        assertArrayEquals(values, read.inference().weights().get(name), name));
    }

    private String refused(String name) {
        return assertThrows(TesseraException.class, () -> Ensemble.read(folder.resolve(name)))
                .getMessage();
    }

    @Test
    void itCanNeitherBeTaughtNorCutDown() {
        SegmentationModel model = PublishedPackageTest.model(1, NormalizationSettings.defaults());
        Model read = published(model, "cells", Optional.empty());
        String message = assertThrows(TesseraException.class, () -> ModelPackage.read(folder.resolve("cells")))
                .getMessage();
        assertTrue(message.contains("was published without what can be learnt on from: it can segment"), message);
        message = assertThrows(TesseraException.class, () -> read.load(1, Device.cpu()))
                .getMessage();
        assertTrue(message.contains("cannot be cut down to level 1"), message);
    }

    @Test
    void aChecksumTellsItsWeights() {
        SegmentationModel model = PublishedPackageTest.model(1, NormalizationSettings.defaults());
        published(model, "cells", Optional.empty());
        published(model, "again.zip", Optional.empty());
        float[] other = model.weights().asMap().values().iterator().next();
        other[0] += 1;
        published(model, "other", Optional.empty());
        String sum = Ensemble.read(folder.resolve("cells")).checksum();
        assertEquals(sum, Ensemble.read(folder.resolve("again.zip")).checksum());
        assertNotEquals(sum, Ensemble.read(folder.resolve("other")).checksum());
    }

    @Test
    void weightsThatAreNotItsOwnAreDamage() throws IOException {
        SegmentationModel model = PublishedPackageTest.model(1, NormalizationSettings.defaults());
        published(model, "cells", Optional.empty());
        published(PublishedPackageTest.model(3, NormalizationSettings.defaults()), "rgb", Optional.empty());
        Path weights = folder.resolve("cells/weights.torchscript.pt");
        Files.copy(folder.resolve("rgb/weights.torchscript.pt"), weights, StandardCopyOption.REPLACE_EXISTING);
        assertTrue(
                refused("cells").contains("is not the file that the description tells of, by its SHA-256"),
                refused("cells"));
        Path description = folder.resolve("cells/rdf.yaml");
        String text = Files.readString(description, StandardCharsets.UTF_8);
        String unchecked = Arrays.stream(text.split("\n", -1))
                .filter(line -> !line.contains("sha256: "))
                .reduce("", (all, line) -> all + line + "\n");
        Files.writeString(description, unchecked, StandardCharsets.UTF_8);
        assertTrue(refused("cells").contains("they belong to another network"), refused("cells"));
        Files.delete(weights);
        assertTrue(refused("cells").contains("weights.torchscript.pt is missing"), refused("cells"));
        assertEquals(
                "It is damaged (weights.torchscript.pt is missing).",
                ModelSummary.read(folder.resolve("cells")).orElseThrow().fault());
    }
}
