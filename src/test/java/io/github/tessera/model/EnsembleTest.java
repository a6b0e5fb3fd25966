package io.github.tessera.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.image.Normalization;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.image.PixelSize;
import io.github.tessera.image.Selection;
import io.github.tessera.network.Activation;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnsembleTest {
    private static final ImageInput SIZED = new ImageInput(Selection.ALL, Optional.of(new PixelSize(0.5, 0.5)));

    @TempDir
    Path folder;

    private static SegmentationModel model(
            String name, int channels, List<String> classes, ImageInput input, Normalization normalization) {
        NetworkSettings network = Architecture.C_UNET
                .settings(channels, classes.size() == 2 ? 1 : classes.size())
                .withWidth(2);
        return new SegmentationModel(
                name,
                network,
                Activation.SIGMOID,
                classes,
                input,
                NormalizationSettings.of(normalization),
                RunSettings.byRule(network),
                new TrainingNotes("bce", "adam", 1, 1, 64, "none", 1, 1, 1, Double.NaN, "cpu", false),
                Weights.initial(network.build(), Initialization.HE_NORMAL, name.hashCode()));
    }

    private static SegmentationModel model(String name) {
        return model(name, 1, List.of("background", "cell"), ImageInput.ANY, Normalization.MEAN_STD);
    }

    private void fold(int number, SegmentationModel model) {
        ModelPackage.write(model, Ensemble.fold(folder, number));
    }

    private String refused() {
        return assertThrows(TesseraException.class, () -> Ensemble.read(folder)).getMessage();
    }

    @Test
    void aModelsFolderOrAFileInItIsAnEnsembleOfOne() {
        ModelPackage.write(model("one"), folder);
        for (Path path : List.of(folder, folder.resolve("rdf.yaml"))) {
            assertEquals(1, Ensemble.read(path).models().size());
            assertEquals("one", Ensemble.read(path).first().name());
        }
    }

    @Test
    void aChecksumTellsModelsApart() {
        SegmentationModel one = model("one");
        String checksum = Ensemble.of(one).checksum();
        assertTrue(checksum.matches("[0-9a-f]{8}"), checksum);
        assertEquals(checksum, Ensemble.of(model("one")).checksum());
        ModelPackage.write(one, folder);
        assertEquals(checksum, Ensemble.read(folder).checksum());
        List<String> others = List.of("background", "nucleus");
        Set<String> all = Set.of(
                checksum,
                Ensemble.of(model("two")).checksum(),
                Ensemble.of(model("one", 1, others, ImageInput.ANY, Normalization.MEAN_STD))
                        .checksum(),
                new Ensemble(List.of(one, model("two"))).checksum());
        assertEquals(4, all.size());
    }

    @Test
    void allModelsOfACrossValidationAreReadByTheirNumbers() throws IOException {
        for (int number : List.of(10, 2, 1)) {
            fold(number, model("n" + number));
        }
        Files.createDirectories(folder.resolve("fold_x"));
        Path table = Files.writeString(folder.resolve("folds.csv"), "");
        for (Path path : List.of(folder, table)) {
            Ensemble ensemble = Ensemble.read(path);
            assertEquals(
                    List.of("n1", "n2", "n10"),
                    ensemble.models().stream().map(Model::name).toList());
            assertArrayEquals(
                    model("n2").weights().get("conv1.weight"),
                    ((SegmentationModel) ensemble.models().get(1)).weights().get("conv1.weight"));
        }
        assertEquals("n10", Ensemble.read(Ensemble.fold(folder, 10)).first().name());
    }

    @Test
    void aModelInTheFolderItselfComesFirst() {
        fold(1, model("fold"));
        ModelPackage.write(model("whole"), folder);
        assertEquals("whole", Ensemble.read(folder).first().name());
        assertEquals(1, Ensemble.read(folder).models().size());
    }

    @Test
    void whatHoldsNoModelIsTold() throws IOException {
        assertTrue(refused().contains("There is no model in " + folder), refused());
        fold(1, model("a"));
        fold(2, model("b"));
        Files.delete(Ensemble.fold(folder, 2).resolve("rdf.yaml"));
        assertTrue(refused().contains("has no model in fold_2: finish it, or delete that folder"), refused());
        Path missing = folder.resolve("missing");
        String message = assertThrows(TesseraException.class, () -> Ensemble.read(missing))
                .getMessage();
        assertTrue(message.contains("There is no model in " + missing), message);
    }

    @Test
    void modelsThatDoNotFitAreTold() {
        List<String> two = List.of("background", "cell");
        fold(1, model("a"));
        misfit(model("b", 1, List.of("background", "nucleus"), ImageInput.ANY, Normalization.MEAN_STD), "classes");
        misfit(model("b", 1, List.of("a", "b", "c"), ImageInput.ANY, Normalization.MEAN_STD), "classes");
        misfit(model("b", 3, two, ImageInput.ANY, Normalization.MEAN_STD), "channels or pixel sizes");
        misfit(model("b", 1, two, SIZED, Normalization.MEAN_STD), "channels or pixel sizes");
        misfit(model("b", 1, two, ImageInput.ANY, Normalization.NONE), "normalizations");
        fold(2, model("b"));
        assertEquals(2, Ensemble.read(folder).models().size());
    }

    private void misfit(SegmentationModel other, String what) {
        fold(2, other);
        assertTrue(refused().contains("fold_1 and fold_2 do not fit together, for their " + what), refused());
        assertThrows(IllegalArgumentException.class, () -> new Ensemble(List.of(model("a"), other)));
    }

    @Test
    void anEnsembleHasAModel() {
        assertThrows(IllegalArgumentException.class, () -> new Ensemble(List.of()));
    }
}
