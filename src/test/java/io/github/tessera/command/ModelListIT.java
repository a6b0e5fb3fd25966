package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.model.Ensemble;
import io.github.tessera.model.ModelPackage;
import io.github.tessera.model.RunSettings;
import io.github.tessera.model.SegmentationModel;
import io.github.tessera.model.TrainingNotes;
import io.github.tessera.network.Activation;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of models in the dialog of a real ImageJ under a virtual display; its picture is left in target/model-list. */
class ModelListIT {
    @TempDir
    Path folder;

    private void model(Path home, String name, int day) throws IOException {
        NetworkSettings network = Architecture.C_UNET.settings(1, 1).withWidth(2);
        ModelPackage.write(
                new SegmentationModel(
                        name,
                        network,
                        Activation.SIGMOID,
                        List.of("background", "nucleus"),
                        NormalizationSettings.defaults(),
                        RunSettings.byRule(network),
                        new TrainingNotes(
                                "bce", "adam", 300, 8, 256, "flips", 1, 32, 8, 0.9 - 0.01 * day, "cpu", false),
                        Weights.initial(network.build(), Initialization.HE_NORMAL, 1)),
                home);
        Files.setLastModifiedTime(
                home.resolve("rdf.yaml"), FileTime.from(Instant.ofEpochSecond(1_800_000_000L + 86_400L * day)));
    }

    @Test
    void theListIsReadChosenFromWithKeysAndCancelled() throws Exception {
        Path pictures = Files.createDirectories(Path.of("target", "model-list").toAbsolutePath());
        model(folder.resolve("nuclei"), "nuclei", 1);
        byte[] stripes = new byte[64 * 64];
        for (int i = 0; i < stripes.length; i++) {
            stripes[i] = (byte) (i / 8 % 2 * 200);
        }
        ImageFiles.savePng(List.of(stripes, stripes, new byte[64 * 64]), 64, 64, folder.resolve("nuclei/cover.png"));
        model(folder.resolve("membranes"), "membranes", 3);
        model(Ensemble.fold(folder.resolve("five folds"), 1), "five folds", 2);
        model(Ensemble.fold(folder.resolve("five folds"), 2), "five folds", 2);
        Files.writeString(Files.createDirectories(folder.resolve("broken")).resolve("rdf.yaml"), "{ no: [yaml");
        Files.createDirectories(folder.resolve("photos"));
        ImageJProcess.Result result = ImageJProcess.withDisplay(
                ModelListDriver.class.getName(),
                List.of(ImageJProcess.layout().toString(), pictures.toString(), folder.toString()));
        String text = result.output();
        assertEquals(0, result.exit(), text);
        assertTrue(text.contains("rows: [membranes, five folds, nuclei, broken]"), text);
        assertTrue(text.contains("broken can be chosen: false"), text);
        assertTrue(text.contains("after Esc: before"), text);
        assertTrue(text.contains("after Enter: " + folder.resolve("five folds") + "\n"), text);
        assertTrue(text.contains("no folder: There is no such folder."), text);
    }
}
