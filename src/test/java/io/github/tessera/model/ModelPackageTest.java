package io.github.tessera.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class ModelPackageTest {
    @TempDir
    Path folder;

    private static SegmentationModel model(NormalizationSettings normalization) {
        return model(normalization, ImageInput.ANY);
    }

    private static SegmentationModel model(NormalizationSettings normalization, ImageInput input) {
        NetworkSettings network = Architecture.C_UNET.settings(3, 1).withBatchNorm(true);
        TrainingNotes notes = new TrainingNotes(
                "bce+jaccard", "adam, rate 0.001", 300, 8, 256, "flip, turn", 1, 20, 5, Double.NaN, "cpu()", false);
        return new SegmentationModel(
                "Nuclei \u00e4 1",
                network,
                Activation.SIGMOID,
                List.of("background", "nucleus"),
                input,
                normalization,
                RunSettings.byRule(network),
                notes,
                Weights.initial(network.build(), Initialization.HE_NORMAL, 4));
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    @ParameterizedTest
    @EnumSource
    void comesBackAsItWas(Normalization kind) {
        NormalizationSettings normalization = kind == Normalization.FIXED_MEAN_STD
                ? NormalizationSettings.fixed(new float[] {1, 2, 3}, new float[] {4, 5, 6})
                : NormalizationSettings.of(kind);
        SegmentationModel model = model(normalization);
        Path home = folder.resolve("m\u00f6del 1");
        ModelPackage.write(model, home);
        SegmentationModel back = ModelPackage.read(home);
        assertEquals(model.name(), back.name());
        assertEquals(model.network(), back.network());
        assertEquals(model.activation(), back.activation());
        assertEquals(model.classes(), back.classes());
        assertEquals(model.normalization(), back.normalization());
        assertEquals(model.run(), back.run());
        assertEquals(model.notes(), back.notes());
        model.weights()
                .asMap()
                .forEach((name, values) ->
                        assertArrayEquals(values, back.weights().get(name), name));
        SegmentationModel byFile = ModelPackage.read(home.resolve("rdf.yaml"));
        assertEquals(back.network(), byFile.network());
    }

    @Test
    void channelsAndPixelSizeComeBack() throws IOException {
        ImageInput chosen =
                new ImageInput(PlaneChoice.parse("4, 1-2", "", "").channels(), Optional.of(new PixelSize(0.25, 0.26)));
        for (ImageInput input : List.of(chosen, ImageInput.ANY)) {
            ModelPackage.write(model(NormalizationSettings.defaults(), input), folder);
            assertEquals(input, ModelPackage.read(folder).input());
        }
        ModelPackage.write(model(NormalizationSettings.defaults(), chosen), folder);
        Path file = folder.resolve("rdf.yaml");
        String description = Files.readString(file, StandardCharsets.UTF_8);
        assertTrue(description.contains("channels: 4,1-2"), description);
        assertTrue(Files.readString(folder.resolve("README.md"))
                .contains("which were channels 4,1-2 of theirs, pixels of 0.2500 x 0.2600 micrometres"));
        // As an older Tessera wrote it.
        String older = description.replaceAll("(?m)^    input:\n(      .*\n)+", "");
        assertFalse(older.contains("pixelWidth"), older);
        Files.writeString(file, older, StandardCharsets.UTF_8);
        assertEquals(ImageInput.ANY, ModelPackage.read(folder).input());
    }

    @Test
    void aSecondModelReplacesTheFirstAndNothingElseIsLeft() throws IOException {
        ModelPackage.write(model(NormalizationSettings.defaults()), folder);
        ModelPackage.write(model(NormalizationSettings.of(Normalization.NONE)), folder);
        assertEquals(Set.of("README.md", "rdf.yaml", "training.pt", "weights.torchscript.pt"), names(folder));
        assertEquals(
                Normalization.NONE, ModelPackage.read(folder).normalization().kind());
    }

    @Test
    void descriptionHasWhatOtherReadersAskFor() throws IOException {
        ModelPackage.write(model(NormalizationSettings.defaults()), folder);
        Map<String, Object> description = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(Files.readString(folder.resolve("rdf.yaml"), StandardCharsets.UTF_8));
        for (String field : List.of(
                "format_version",
                "type",
                "id",
                "name",
                "description",
                "authors",
                "license",
                "documentation",
                "inputs",
                "outputs",
                "weights")) {
            assertTrue(description.containsKey(field), field);
        }
        assertEquals("model", description.get("type"));
        assertTrue(String.valueOf(description.get("id")).matches("[a-z0-9-]+"));
        assertTrue(String.valueOf(description.get("name")).length() >= 5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rdf.yaml", "training.pt"})
    void damageIsASentence(String file) throws IOException {
        ModelPackage.write(model(NormalizationSettings.defaults()), folder);
        byte[] bytes = Files.readAllBytes(folder.resolve(file));
        for (int length : new int[] {0, 1, bytes.length / 3, bytes.length - 30}) {
            Files.write(folder.resolve(file), java.util.Arrays.copyOf(bytes, length));
            String message = assertThrows(TesseraException.class, () -> ModelPackage.read(folder), file + " " + length)
                    .getMessage();
            assertTrue(message.contains(folder.toString()), message);
        }
    }

    @Test
    void damageIsToldInOneLine() throws IOException {
        ModelPackage.write(model(NormalizationSettings.defaults()), folder);
        Files.delete(folder.resolve("training.pt"));
        assertEquals(
                "The model in " + folder + " is damaged (training.pt is missing): copy it again, or train it again.",
                assertThrows(TesseraException.class, () -> ModelPackage.read(folder))
                        .getMessage());
        Files.writeString(folder.resolve("rdf.yaml"), "foo: [\n");
        assertEquals(
                "The model in " + folder + " is damaged (rdf.yaml is no YAML): copy it again, or train it again.",
                assertThrows(TesseraException.class, () -> ModelPackage.read(folder))
                        .getMessage());
    }

    @Test
    void anEmptyFolderAndOtherPeoplesModelsAreTold() throws IOException {
        assertTrue(assertThrows(TesseraException.class, () -> ModelPackage.read(folder))
                .getMessage()
                .contains("There is no model in"));
        Files.writeString(folder.resolve("rdf.yaml"), "type: model\nname: other\n");
        assertTrue(assertThrows(TesseraException.class, () -> ModelPackage.read(folder))
                .getMessage()
                .contains("not made by Tessera"));
        Files.writeString(folder.resolve("rdf.yaml"), "!!javax.script.ScriptEngineManager [x]\n");
        assertTrue(assertThrows(TesseraException.class, () -> ModelPackage.read(folder))
                .getMessage()
                .contains("is damaged"));
    }

    @Test
    void aFolderThatCannotBeWrittenIsToldAndLeftAlone() {
        Path home = Path.of("/proc/tessera-model");
        String message = assertThrows(
                        TesseraException.class, () -> ModelPackage.write(model(NormalizationSettings.defaults()), home))
                .getMessage();
        assertTrue(message.contains(home.toString()) && message.contains("choose a folder"), message);
        assertFalse(Files.exists(home));
    }

    @ParameterizedTest
    @ValueSource(strings = {"width: 8", "tileBatch: 4", "tileSize: 256", "lowPercentile: 1.0"})
    void settingsThatMakeNoSenseAreASentence(String setting) throws IOException {
        ModelPackage.write(model(NormalizationSettings.of(Normalization.PERCENTILE)), folder);
        Path description = folder.resolve("rdf.yaml");
        String text = Files.readString(description, StandardCharsets.UTF_8);
        assertTrue(text.contains(" " + setting + "\n"), text);
        Files.writeString(description, text.replace(setting, setting.replaceAll(": .*", ": -1")));
        String message = assertThrows(TesseraException.class, () -> ModelPackage.read(folder))
                .getMessage();
        assertTrue(message.contains(folder + " is damaged"), message);
    }

    @Test
    void fixedMeansBecomeAScaleThatEveryReaderKnows() throws IOException {
        ModelPackage.write(
                model(NormalizationSettings.fixed(new float[] {0.5f, 0, 0.25f}, new float[] {1, 2, 0.5f})), folder);
        String text = Files.readString(folder.resolve("rdf.yaml"), StandardCharsets.UTF_8);
        int step = text.indexOf("id: scale_linear");
        assertTrue(step > 0 && !text.contains("fixed_zero_mean"), text);
        String numbers = text.substring(step).replaceAll("\\s+", " ");
        // raw 127.5 becomes 0 in the first channel, and 255 becomes 0.5
        assertTrue(numbers.contains("- " + 1 / 255.0 + " - " + 1 / 510.0 + " - " + 2 / 255.0), numbers);
        assertTrue(numbers.contains("offset: - -0.5 - 0.0 - -0.5"), numbers);
    }

    @Test
    void modelsOfTheFirstReleaseAreRead() throws IOException {
        ModelPackage.write(model(NormalizationSettings.defaults()), folder);
        Path description = folder.resolve(ModelPackage.DESCRIPTION);
        List<String> later = List.of("dropout:", "dilation:", "outputStride:", "auxiliary:", "precision:");
        List<String> lines = Files.readAllLines(description);
        Files.write(
                description,
                lines.stream()
                        .filter(line -> later.stream().noneMatch(line.strip()::startsWith))
                        .toList());
        assertTrue(Files.readAllLines(description).size() <= lines.size() - later.size());
        assertEquals(
                model(NormalizationSettings.defaults()).network(),
                ModelPackage.read(folder).network());
    }
}
