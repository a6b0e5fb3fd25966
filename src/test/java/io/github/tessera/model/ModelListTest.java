package io.github.tessera.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.network.Activation;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.torchscript.StateTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelListTest {
    @TempDir
    Path folder;

    /** Writes a small model, as if that many days after the beginning of 1970. */
    private Path model(String place, String name, double iou, int day) throws IOException {
        NetworkSettings network = Architecture.C_UNET.settings(1, 1).withWidth(2);
        Path home = folder.resolve(place);
        ModelPackage.write(
                new SegmentationModel(
                        name,
                        network,
                        Activation.SIGMOID,
                        List.of("background", "cell"),
                        NormalizationSettings.defaults(),
                        RunSettings.byRule(network),
                        new TrainingNotes("bce", "adam", 1, 1, 64, "none", 1, 12, 3, iou, "cpu", false),
                        Weights.initial(network.build(), Initialization.HE_NORMAL, 1)),
                home);
        Files.setLastModifiedTime(home.resolve("rdf.yaml"), FileTime.from(Instant.ofEpochSecond(86_400L * day)));
        return home;
    }

    private ModelList list(Path... further) {
        return ModelList.read(List.of(folder), List.of(further), Progress.NONE);
    }

    private String fault(String name) {
        ModelSummary model = list().models().stream()
                .filter(m -> m.folder().endsWith(name))
                .findFirst()
                .orElseThrow();
        assertFalse(model.isSound());
        assertEquals(Optional.empty(), model.details());
        return model.fault();
    }

    @Test
    void aSummaryTellsWhatTheDescriptionTells() throws IOException {
        Path home = model("a", "cells", 0.75, 2);
        ModelSummary model = ModelSummary.read(home).orElseThrow();
        assertTrue(model.isSound());
        assertEquals("cells", model.name());
        assertEquals(Instant.ofEpochSecond(172_800), model.date());
        assertEquals(1, model.models());
        assertTrue(model.cover().isEmpty());
        Files.write(home.resolve("cover.png"), new byte[] {7});
        assertArrayEquals(new byte[] {7}, model.cover().orElseThrow());
        assertEquals(
                new ModelSummary.Details(List.of("background", "cell"), "C-UNet, width 2", "C-UNet", 1, 12, 0.75),
                model.details().orElseThrow());
    }

    @Test
    void theWeightsAreNotReadButMustBeThere() throws IOException {
        Path home = model("a", "cells", 0.75, 2);
        Files.writeString(home.resolve("training.pt"), "no archive");
        assertTrue(ModelSummary.read(home).orElseThrow().isSound());
        Files.delete(home.resolve("training.pt"));
        assertEquals("It is damaged (training.pt is missing).", fault("a"));
    }

    @Test
    void theTestsOfOthersAreNotReadButMustBeThere() throws IOException {
        String description =
                ForeignFixture.description(ForeignFixture.AXES, "[]", ForeignFixture.results("cell", "}"), "[]");
        Path home = ForeignFixture.write(folder.resolve("theirs"), description, ForeignFixture.SAME);
        StateTensor test = new StateTensor(new int[] {1, 1, 16, 16}, new float[256]);
        ForeignFixture.addTest(home, test, test);
        Files.writeString(home.resolve("in.npy"), "no tensor");
        ModelSummary summary = ModelSummary.read(home).orElseThrow();
        assertTrue(summary.isSound(), summary.fault());
        assertEquals(
                List.of("background", "cell"), summary.details().orElseThrow().classes());
        Files.delete(home.resolve("in.npy"));
        assertEquals("It is damaged (in.npy is missing).", fault("theirs"));
    }

    @Test
    void theNewestComesFirstAndWhatIsBrokenLast() throws IOException {
        model("old", "old", 0.5, 1);
        model("new", "new", 0.5, 3);
        Files.writeString(model("broken", "broken", 0.5, 9).resolve("rdf.yaml"), "{ no: [yaml");
        Path elsewhere = model("deep/down/middle", "middle", 0.5, 2);
        Files.createDirectories(folder.resolve("empty"));
        Files.writeString(folder.resolve("notes.txt"), "");
        assertEquals(
                List.of("new", "middle", "old", "broken"),
                list(elsewhere).newestFirst().stream().map(ModelSummary::name).toList());
        assertEquals(List.of("new", "old", "middle"), list(elsewhere, elsewhere).names());
    }

    @Test
    void damageAndModelsOfOthersAreToldNotThrown() throws IOException {
        Files.writeString(model("yaml", "yaml", 0.5, 1).resolve("rdf.yaml"), "{ no: [yaml");
        assertEquals("It is damaged (rdf.yaml is no YAML).", fault("yaml"));
        Files.writeString(model("text", "text", 0.5, 1).resolve("rdf.yaml"), "just words");
        assertEquals("It is damaged (rdf.yaml is no description).", fault("text"));
        Files.writeString(model("bare", "bare", 0.5, 1).resolve("rdf.yaml"), "config: {tessera: {network: 3}}");
        assertTrue(fault("bare").startsWith("It is damaged (its settings are incomplete"), fault("bare"));
        Files.writeString(model("other", "other", 0.5, 1).resolve("rdf.yaml"), "name: other\nconfig: {}");
        assertEquals("It is damaged (its description has no text for format_version).", fault("other"));
        Files.write(model("bytes", "bytes", 0.5, 1).resolve("rdf.yaml"), new byte[] {(byte) 0xff, 0, 1, 2});
        assertTrue(fault("bytes").startsWith("It is damaged ("), fault("bytes"));
    }

    @Test
    void aCrossValidationIsOneRow() throws IOException {
        model("many/fold_1", "many", 0.6, 5);
        Path second = model("many/fold_2", "many", 0.8, 5);
        ModelSummary many = ModelSummary.read(folder.resolve("many")).orElseThrow();
        assertEquals(2, many.models());
        assertEquals("many", many.name());
        assertEquals(0.7, many.details().orElseThrow().iou(), 1e-12);
        Files.write(folder.resolve("many/fold_1/cover.png"), new byte[] {7});
        assertArrayEquals(new byte[] {7}, many.cover().orElseThrow());
        assertEquals(1, list().models().size());
        assertEquals(
                1,
                ModelList.read(List.of(folder.resolve("many")), List.of(), Progress.NONE)
                        .models()
                        .size());

        Files.delete(second.resolve("training.pt"));
        assertEquals("fold_2: It is damaged (training.pt is missing).", fault("many"));
        Files.delete(second.resolve("rdf.yaml"));
        assertEquals("It is not finished: fold_2 has no model.", fault("many"));
    }

    @Test
    void aNameIsTheModelsOrItsFoldersWhateverTheCase() throws IOException {
        Path home = model("Folder", "Name", 0.5, 1);
        model("later", "name", 0.5, 2);
        assertEquals(home, list().named("NAME").orElseThrow().folder(), "the first that is found");
        assertEquals(home, list().named("folder").orElseThrow().folder());
        assertEquals(Optional.empty(), list().named("nam"));

        Files.delete(home.resolve("training.pt"));
        assertEquals(
                "later",
                list().named("name").orElseThrow().folder().getFileName().toString());
        String refusal = assertThrows(TesseraException.class, () -> list().named("folder"))
                .getMessage();
        assertTrue(refusal.endsWith("cannot be used: It is damaged (training.pt is missing)."), refusal);
    }

    @Test
    void aMissingPlaceHasNoModelsAndCancellingEndsIt() throws IOException {
        assertEquals(
                List.of(),
                ModelList.read(List.of(folder.resolve("none")), List.of(), Progress.NONE)
                        .models());
        model("a", "a", 0.5, 1);
        Progress cancelled = new Progress() {
            @Override
            public boolean cancelled() {
                return true;
            }
        };
        assertThrows(CancelledException.class, () -> ModelList.read(List.of(folder), List.of(), cancelled));
    }
}
