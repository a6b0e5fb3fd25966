package io.github.tessera.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.tessera.image.Normalization;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.network.Activation;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Tessera writes, read as a program would that knows bioimage.io's format alone, segments as the model itself. */
class OwnPackageElsewhereTest {
    private static final int SIDE = 128;

    @TempDir
    Path folder;

    private SegmentationModel written(int channels, int outputs, NormalizationSettings normalization)
            throws IOException {
        NetworkSettings network =
                Architecture.C_UNET.settings(channels, outputs).withWidth(4);
        SegmentationModel model = new SegmentationModel(
                "cells",
                network,
                outputs == 1 ? Activation.SIGMOID : Activation.SOFTMAX,
                List.of("background", "cell", "border").subList(0, Math.max(2, outputs)),
                normalization,
                RunSettings.byRule(network),
                new TrainingNotes("bce", "adam", 1, 1, 64, "none", 1, 1, 1, Double.NaN, "cpu", false),
                Weights.initial(network.build(), Initialization.HE_NORMAL, 5));
        ModelPackage.write(model, folder);
        ModelPackage.complete(model, folder);
        return model;
    }

    /** As it would be after somebody else's program wrote it again. */
    static void forgetTessera(Path folder) throws IOException {
        Path file = folder.resolve("rdf.yaml");
        Map<?, ?> description = DescriptionYaml.read(Files.readAllBytes(file));
        description.remove("config");
        description.remove("attachments");
        @SuppressWarnings("unchecked")
        Map<String, Object> plain = (Map<String, Object>) description;
        Files.writeString(file, DescriptionYaml.write(plain), StandardCharsets.UTF_8);
    }

    private static float[] probabilities(Model model, float[] image, int bitDepth) {
        float[] pixels = new float[image.length];
        int channels = model.channels();
        model.reader(ArrayImgs.floats(image, SIDE, SIDE, channels), bitDepth, "image", Progress.NONE)
                .read(0, 0, SIDE, SIDE, pixels, 0);
        try (RunningNetwork network = model.load(0, Device.cpu());
                NDManager scope = network.newScope()) {
            return network.probabilities(scope.create(pixels, new Shape(1, channels, SIDE, SIDE)))
                    .toFloatArray();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyNormalizationMeansTheSame(Normalization kind) throws IOException {
        for (int channels : new int[] {1, 3}) {
            NormalizationSettings normalization = kind == Normalization.FIXED_MEAN_STD
                    ? NormalizationSettings.fixed(
                            java.util.Arrays.copyOf(new float[] {0.2f, 0.3f, 0.4f}, channels),
                            java.util.Arrays.copyOf(new float[] {0.1f, 0.2f, 0.5f}, channels))
                    : NormalizationSettings.of(kind);
            SegmentationModel own = written(channels, channels, normalization);
            float[] image = new float[channels * SIDE * SIDE];
            Random random = new Random(3);
            for (int i = 0; i < image.length; i++) {
                image[i] = random.nextInt(256);
            }
            float[] wanted = probabilities(Ensemble.read(folder).first(), image, 8);
            forgetTessera(folder);
            ForeignModel foreign = (ForeignModel) Ensemble.read(folder).first();
            // Raw intensities, not normalized, leave fewer digits.
            float exact = kind == Normalization.NONE ? 1e-3f : 1e-4f;
            assertArrayEquals(wanted, probabilities(foreign, image, 8), exact);
            assertTrue(foreign.testDifference() < 1e-4, kind + " " + foreign.testDifference());
            assertEquals(own.classes().size(), foreign.classes().size());
        }
    }

    @Test
    void itSegmentsAndIsListedButCannotBeTaught() throws IOException {
        written(1, 3, NormalizationSettings.defaults());
        forgetTessera(folder);
        Files.delete(folder.resolve("training.pt"));
        Model model = Ensemble.read(folder).first();
        assertEquals(List.of("background", "cell", "border"), model.classes());
        assertEquals(1, model.remarks().size(), model.remarks().toString());
        ModelSummary summary = ModelSummary.read(folder).orElseThrow();
        assertTrue(summary.isSound(), summary.fault());
        assertEquals("bioimage.io 0.5.7", summary.details().orElseThrow().network());
        String message = assertThrows(TesseraException.class, () -> ModelPackage.read(folder))
                .getMessage();
        assertTrue(
                message.contains("was not made by Tessera: it can segment, but nothing can be learnt on from it"),
                message);
    }

    @Test
    void aChecksumTellsForeignModelsApart() throws IOException {
        written(1, 1, NormalizationSettings.defaults());
        forgetTessera(folder);
        String first = Ensemble.read(folder).checksum();
        assertEquals(first, Ensemble.read(folder).checksum());
        ForeignFixture.write(
                folder,
                ForeignFixture.description(ForeignFixture.AXES, "[]", ForeignFixture.results("cell", "}"), "[]"),
                ForeignFixture.SAME);
        assertTrue(!first.equals(Ensemble.read(folder).checksum()));
    }
}
