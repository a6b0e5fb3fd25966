package io.github.tessera.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.image.Normalization;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.image.PixelSize;
import io.github.tessera.image.PlaneChoice;
import io.github.tessera.network.Activation;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Weights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of package is within the rules of those who open them; and the rules bite. */
class PackageRulesTest {
    private static final List<String> TWO = List.of("background", "nucleus");

    @TempDir
    Path folder;

    private static SegmentationModel model(
            String name, NetworkSettings network, List<String> classes, NormalizationSettings normalization) {
        return new SegmentationModel(
                name,
                network,
                classes.size() == 2 ? Activation.SIGMOID : Activation.SOFTMAX,
                classes,
                new ImageInput(PlaneChoice.parse("all", "", "").channels(), Optional.of(new PixelSize(0.25, 0.25))),
                normalization,
                RunSettings.byRule(network),
                new TrainingNotes("bce", "adam", 1, 1, 64, "none", 1, 1, 1, Double.NaN, "cpu", false),
                Weights.initial(network.build(), Initialization.HE_NORMAL, 1));
    }

    private void write(SegmentationModel model) throws IOException {
        ModelPackage.write(model, folder);
        assertEquals(List.of(), PackageRules.faults(folder), "before it is complete");
        ModelPackage.complete(model, folder);
        assertEquals(List.of(), PackageRules.faults(folder));
    }

    private SegmentationModel small() {
        return model("nuclei", Architecture.C_UNET.settings(1, 1).withWidth(2), TWO, NormalizationSettings.defaults());
    }

    @ParameterizedTest
    @EnumSource
    void everyNormalization(Normalization kind) throws IOException {
        for (int channels : new int[] {1, 3}) {
            NormalizationSettings settings = kind == Normalization.FIXED_MEAN_STD
                    ? NormalizationSettings.fixed(new float[channels], filled(channels))
                    : NormalizationSettings.of(kind);
            write(model("nuclei", Architecture.C_UNET.settings(channels, 1).withWidth(2), TWO, settings));
        }
    }

    private static float[] filled(int count) {
        float[] ones = new float[count];
        java.util.Arrays.fill(ones, 1f / 255); // which makes the scale 1
        ones[0] = 0.5f;
        return ones;
    }

    @ParameterizedTest
    @CsvSource({"C_UNET, 1, 1", "U_NET, 3, 1", "U_NET_PP, 1, 4", "SEGNET, 4, 5", "PSPNET, 3, 2", "FCN_8, 1, 3"})
    void everyKindOfNetwork(Architecture architecture, int channels, int outputs) throws IOException {
        List<String> classes =
                List.of("background", "cell", "border", "debris", "other").subList(0, Math.max(2, outputs));
        NetworkSettings network = architecture.settings(channels, outputs).withWidth(4);
        write(model("cells", network, classes, NormalizationSettings.defaults()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"n", "\u00e4\u00f6 zellen/1:2", "a.b", "\u7d30\u80de", "  ", "in (the) dark+1_2-3"})
    void everyName(String name) throws IOException {
        SegmentationModel model = model(
                name,
                Architecture.C_UNET.settings(1, 3).withWidth(2),
                List.of("in", "cell membrane", "cell-membrane"),
                NormalizationSettings.defaults());
        write(model);
        assertEquals(name, ModelPackage.read(folder).name());
        assertEquals(model.classes(), ModelPackage.read(folder).classes());
    }

    @Test
    void aLongNameAndAPicture() throws IOException {
        Files.write(Files.createDirectories(folder).resolve("cover.png"), new byte[] {1, 2, 3});
        write(model("x".repeat(200), small().network(), TWO, NormalizationSettings.defaults()));
        String text = Files.readString(folder.resolve("rdf.yaml"), StandardCharsets.UTF_8);
        assertTrue(text.contains("covers:\n- cover.png"), text);
        assertTrue(text.contains("cover.png: 039058c6f2c0cb49"), text);
    }

    @Test
    void namesInPythonAreTheirOwn() {
        assertEquals(
                List.of("class_in", "cell_membrane", "cell_membrane_2", "class_3rd", "_", "_x"),
                ResourceDescription.identifiers(
                        List.of("in", "cell membrane", "cell-membrane", "3rd", "\u7d30", "_x")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "format_version: 0.5.7 | format_version: 0.6.0",
                "name: nuclei | name: nuc",
                "id: tessera-nuclei | id: Nuclei!",
                "license: CC-BY-4.0 | licence: CC-BY-4.0",
                "documentation: README.md | documentation: README.txt",
                "halo: 24 | halo: 64",
                "halo: 24 | halo: -1",
                "min: 128 | min: 130",
                "tensor_id: raw | tensor_id: rav",
                "axis_id: y | axis_id: x",
                "id: probabilities | id: raw",
                "type: batch | type: bunch",
                "zero_mean_unit_variance | softmax",
                "eps: 1.0E-6 | eps: 0.0",
                "pytorch_version: 2.7.1 | pytorch_version: new",
                "source: weights.torchscript.pt | source: weights.pt",
                "source: test_input.npy | source: test_output.npy",
                "type: float32 | type: float64",
                "torchscript: | torchskript:",
                "doi: 10 | dot: 10"
            })
    void theRulesBite(String was, String becomes) throws IOException {
        write(small());
        Path file = folder.resolve("rdf.yaml");
        String text = Files.readString(file, StandardCharsets.UTF_8);
        assertTrue(text.contains(was), text);
        Files.writeString(file, text.replace(was, becomes.replace("\\n", "\n")), StandardCharsets.UTF_8);
        assertFalse(PackageRules.faults(folder).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"weights.torchscript.pt", "training.pt", "test_input.npy", "test_output.npy", "README.md"})
    void everyFileIsThereAsItWas(String name) throws IOException {
        write(small());
        Files.write(folder.resolve(name), new byte[2000]);
        assertFalse(PackageRules.faults(folder).isEmpty());
        Files.delete(folder.resolve(name));
        assertFalse(PackageRules.faults(folder).isEmpty());
    }
}
