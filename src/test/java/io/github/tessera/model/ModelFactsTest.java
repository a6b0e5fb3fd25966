package io.github.tessera.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.image.IntensityMap;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.torchscript.StateTensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of models, whoever made them. */
class ModelFactsTest {
    @TempDir
    Path folder;

    private static Map<String, String> facts(Path path) {
        return ModelFacts.read(path).facts().stream().collect(Collectors.toMap(Fact::label, Fact::text));
    }

    private static SegmentationModel model() {
        return PublishedPackageTest.model(1, NormalizationSettings.defaults());
    }

    private Path published(String name, boolean finetuning, Optional<IntensityMap> baked) {
        Path path = folder.resolve(name);
        new PublishedPackage(
                        model(), PublishedPackageTest.publication(model(), finetuning, baked), Optional.of(new byte[7]))
                .write(path, Progress.NONE);
        return path;
    }

    @Test
    void aModelAsItWasTrained() {
        ModelPackage.write(model(), folder.resolve("cells"));
        Map<String, String> facts = facts(folder.resolve("cells"));
        assertEquals("cells \u00e4", facts.get("Model"));
        assertEquals("background, cell, cell border", facts.get("Classes"));
        assertTrue(facts.get("Network").matches("C-UNet, width 4, 3 levels, [0-9,]+ parameters, sees \\d+ pixels"));
        assertEquals("Grey (1 channel)", facts.get("Images"));
        assertEquals("Not known", facts.get("Pixel size"));
        assertEquals("Mean and deviation of the image (meanstd)", facts.get("Normalization"));
        assertEquals("IoU 0.8125 on crops of 3 images that were kept out", facts.get("Scores"));
        assertTrue(facts.get("Trained on").startsWith("12 images, 900 steps of 8 crops of 64 x 64 pixels; loss"));
        assertEquals("Yes, by Tessera Train... (training.pt)", facts.get("Can be trained further"));
        assertEquals("CC-BY-4.0", facts.get("Licence"));
        assertTrue(facts.get("To cite").startsWith("Bahl G."), facts.get("To cite"));
        assertTrue(facts.get("Files").contains("rdf.yaml, "), facts.get("Files"));
    }

    @Test
    void aPackageForOthersAsFolderAndAsZip() {
        for (String name : new String[] {"cells", "cells.zip"}) {
            Map<String, String> facts = facts(published(name, true, Optional.empty()));
            assertEquals(
                    "Jane Doe, University of Oxford, https://orcid.org/0000-0002-1825-0097, https://github.com/janedoe\nJohn Roe",
                    facts.get("Authors"));
            assertEquals("BSD-2-Clause", facts.get("Licence"));
            assertEquals("Cells, and what is between them.", facts.get("Description"));
            assertTrue(
                    facts.get("To cite").startsWith("Doe et al., Cells, 2025 https://doi.org/10.1000/cells\nBahl G."));
            assertTrue(facts.get("To cite").endsWith("Training data https://zenodo.org/records/1"));
            assertTrue(facts.get("Tags").endsWith("tessera, cells, fluorescence"));
            assertEquals("bioimage.io 0.5.7", facts.get("Format"));
            assertTrue(facts.get("Files").contains("cover.png, 7 bytes\n"), facts.get("Files"));
            assertEquals(7, facts.get("Files").lines().count());
            assertEquals("Yes, by Tessera Train... (training.pt)", facts.get("Can be trained further"));
        }
    }

    @Test
    void whatWasLeftOutAndWhatWasPutIn() {
        IntensityMap map = new IntensityMap(new float[] {0.1f}, new float[] {-2});
        Map<String, String> facts = facts(published("cells.zip", false, Optional.of(map)));
        assertEquals("background, cell, cell border", facts.get("Classes"));
        assertEquals("No: it has no training.pt, which its authors left out", facts.get("Can be trained further"));
        assertTrue(
                facts.get("Normalization").endsWith("in training; with fixed numbers inside the package's network"),
                facts.get("Normalization"));
        assertTrue(ModelFacts.read(folder.resolve("cells.zip")).summary().isSound());
    }

    @Test
    void oneIsNotSeveral() throws IOException {
        SegmentationModel many = model();
        TrainingNotes notes = new TrainingNotes("bce", "adam", 1, 1, 64, "none", 1, 1, 1, 0.5, "cpu", false);
        SegmentationModel one = new SegmentationModel(
                many.name(),
                many.network(),
                many.activation(),
                many.classes(),
                many.normalization(),
                many.run(),
                notes,
                many.weights());
        ModelPackage.write(one, folder.resolve("one"));
        Map<String, String> facts = facts(folder.resolve("one"));
        assertEquals("IoU 0.5000 on crops of 1 image that was kept out", facts.get("Scores"));
        assertTrue(facts.get("Trained on").startsWith("1 image, 1 step of 1 crop of 64 x 64 pixels; loss"));
        String page = Files.readString(folder.resolve("one/README.md"), StandardCharsets.UTF_8);
        assertTrue(page.contains("for images of 1 channel\n"), page);
        assertTrue(page.contains("Trained on 1 image, 1 step of 1 crop of 64 x 64 pixels"), page);
        assertTrue(page.contains("on crops of 1 image kept out: 0.5000."), page);
        assertEquals("Author not given", facts.get("Authors"));
    }

    @Test
    void theModelsOfACrossValidation() {
        ModelPackage.write(model(), folder.resolve("cv/fold_1"));
        ModelPackage.write(model(), folder.resolve("cv/fold_2"));
        Map<String, String> facts = facts(folder.resolve("cv"));
        assertEquals("cv", facts.get("Model"));
        assertEquals(
                "2 models that segment together\nfold_1: IoU 0.8125\nfold_2: IoU 0.8125",
                facts.get("Cross-validation"));
        assertTrue(facts.containsKey("Files of the first"));
        String text = ModelFacts.read(folder.resolve("cv")).text();
        assertTrue(text.contains("Cross-validation: 2 models that segment together\n    fold_1: IoU 0.8125\n"), text);
    }

    private Path foreign(String was, String becomes) throws IOException {
        String description = ForeignFixture.description(
                ForeignFixture.AXES,
                "[{id: zero_mean_unit_variance, kwargs: {axes: [x, y]}}]",
                ForeignFixture.results("cell", "}"),
                "[{id: sigmoid}]");
        assertTrue(description.contains(was));
        return ForeignFixture.write(folder.resolve("theirs"), description.replace(was, becomes), ForeignFixture.SAME);
    }

    @Test
    void aPackageOfOthers() throws IOException {
        Map<String, String> facts = facts(
                foreign(
                        "name: foreign model\n",
                        "name: foreign model\nlicense: MIT\ntraining_data: {id: zero/1}\nauthors: [{name: A, affiliation: B}, 3]\ncite: x\ntags: [a, {b: c}, d]\n"));
        assertEquals("foreign model", facts.get("Model"));
        assertEquals("background, cell", facts.get("Classes"));
        assertEquals("TorchScript, net.pt", facts.get("Network"));
        assertEquals("zero_mean_unit_variance", facts.get("Normalization"));
        assertEquals("sigmoid", facts.get("Results"));
        assertEquals("MIT", facts.get("Licence"));
        assertEquals("zero/1", facts.get("Training data"));
        assertEquals("A, B", facts.get("Authors"));
        assertEquals("bioimage.io 0.5.4", facts.get("Format"));
        assertEquals("No: it has no training.pt, for Tessera did not make it", facts.get("Can be trained further"));
        assertTrue(facts.get("Files").startsWith("net.pt, "), facts.get("Files"));
    }

    private String ownTest(float wrong) throws IOException {
        String description =
                ForeignFixture.description(ForeignFixture.AXES, "[]", ForeignFixture.results("cell", "}"), "[]");
        Path home = ForeignFixture.write(folder.resolve("theirs"), description, "return torch.mul(x, 2.)");
        float[] in = new float[256];
        Arrays.fill(in, 20);
        float[] out = new float[256];
        Arrays.fill(out, 40);
        out[7] += wrong;
        int[] shape = {1, 1, 16, 16};
        ForeignFixture.addTest(home, new StateTensor(shape, in), new StateTensor(shape, out));
        return facts(home).get("Own test");
    }

    @Test
    void whetherAPackageOfOthersGivesItsOwnTestResultIsTold() throws IOException {
        assertEquals("Passed: its result differs by 0 at most, of values up to 40", ownTest(0));
        assertEquals("Passed: its result differs by 0.03 at most, of values up to 40", ownTest(-0.03f));
        assertEquals(
                "Failed: its result differs by 0.3 at most, of values up to 40. Compare its results with its authors' before you trust them",
                ownTest(-0.3f));
        assertEquals(
                "The package has none",
                facts(foreign("type: model", "type: model")).get("Own test"));
        String description =
                ForeignFixture.description(ForeignFixture.AXES, "[]", ForeignFixture.results("cell", "}"), "[]");
        Path home = ForeignFixture.write(folder.resolve("two"), description, "return torch.cat([x, x], 1)");
        StateTensor tensor = new StateTensor(new int[] {1, 1, 16, 16}, new float[256]);
        ForeignFixture.addTest(home, tensor, tensor);
        Map<String, String> facts = facts(home);
        assertTrue(
                facts.get("Own test").startsWith("It cannot be run: The network of the model"), facts.get("Own test"));
        assertEquals("TorchScript, net.pt", facts.get("Network"));
        Files.writeString(home.resolve("net.pt"), "no network");
        assertEquals(
                "It cannot be run: it is no zip, or it is damaged", facts(home).get("Own test"));
    }

    @Test
    void oneThatCannotBeUsedIsToldAllTheSame() throws IOException {
        Map<String, String> facts = facts(foreign("torchscript:", "onnx:"));
        assertTrue(
                facts.get("Cannot be used").startsWith("It cannot be used here: its weights are there as onnx only"));
        assertEquals("bioimage.io 0.5.4", facts.get("Format"));
    }

    @Test
    void whatIsNoModelIsSaid() throws IOException {
        String message = assertThrows(TesseraException.class, () -> ModelFacts.read(folder))
                .getMessage();
        assertTrue(message.startsWith("There is no model in " + folder + " (no rdf.yaml)"), message);
        Files.writeString(folder.resolve("rdf.yaml"), "{ no: [yaml", StandardCharsets.UTF_8);
        message = assertThrows(TesseraException.class, () -> ModelFacts.read(folder))
                .getMessage();
        assertTrue(message.startsWith("The model in " + folder + " is damaged (rdf.yaml is no YAML)"), message);
    }
}
