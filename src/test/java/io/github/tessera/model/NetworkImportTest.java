package io.github.tessera.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.tessera.image.Normalization;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be read from a plain network is tried or told, and then remembered. */
class NetworkImportTest {
    @TempDir
    Path folder;

    /** The same as asking nothing. */
    private static PlainNetwork told(String... classes) {
        return told(0, 0, classes);
    }

    private static PlainNetwork told(int channels, int tile, String... classes) {
        NormalizationSettings none = NormalizationSettings.of(Normalization.NONE);
        return new PlainNetwork(channels, List.of(classes), none, ResultMeaning.PROBABILITIES, tile, 0);
    }

    private Path network(String... lines) throws IOException {
        Path made = ForeignFixture.write(folder.resolve("made"), "name: a", lines);
        return Files.copy(made.resolve("net.pt"), folder.resolve("net.pt"), StandardCopyOption.REPLACE_EXISTING);
    }

    private Model imported(PlainNetwork told, String... lines) throws IOException {
        Path file = network(lines);
        ModelPackage.discard(Files.createDirectories(NetworkImport.beside(file)));
        return NetworkImport.write(file, told, NetworkImport.beside(file), Progress.NONE);
    }

    private String sizes() throws IOException {
        try (PackageFiles files = PackageFiles.open(folder.resolve("net"))) {
            ForeignTensors tensors = ForeignTensors.read(files);
            return tensors.sizes().channels() + " to " + tensors.sizes().results() + ", sides "
                    + tensors.sizes().tiles().columns() + ", lost "
                    + tensors.sizes().tiles().least();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "return torch.sigmoid(x) | 1 to 1, sides 64, 65, 66 and so on, lost 0",
                "y = torch.view(x, [1, 1, -1, 8, torch.floordiv(torch.size(x, 3), 8), 8]);return torch.view(y, [1, 1, torch.size(x, 2), torch.size(x, 3)]) | 1 to 1, sides 64, 72, 80 and so on, lost 0",
                "return torch.view(x, [1, 3, 224, 224]) | 3 to 3, sides 224, lost 0",
                "return torch.view(x, [1, 1, 512, 512]) | 1 to 1, sides 512, lost 0",
                "y = torch.slice(torch.slice(x, 2, 3, -3), 3, 3, -3);return torch.cat([y, y], 1) | 1 to 2, sides 64, 65, 66 and so on, lost 3"
            })
    void sizesAreFoundOut(String lines, String found) throws IOException {
        ForeignModel model = (ForeignModel) imported(told(), lines.split(";", -1));
        assertEquals(found, sizes());
        assertTrue(model.testDifference() < 1e-6);
        assertEquals(
                Ensemble.of(model).checksum(),
                Ensemble.read(folder.resolve("net.pt")).checksum());
    }

    @Test
    void classesAreNamedAsTheyCome() throws IOException {
        assertEquals(
                List.of("background", "object"), imported(told(), "return x").classes());
        assertEquals(
                List.of("background", "nucleus"),
                imported(told("nucleus"), "return x").classes());
        assertEquals(
                List.of("background", "nucleus"),
                imported(told("a", "nucleus"), "return x").classes());
        String two = "return torch.softmax(torch.cat([x, x], 1), 1)";
        assertEquals(List.of("bg", "cell"), imported(told("bg", "cell"), two).classes());
        assertEquals(List.of("class0", "class1"), imported(told(), two).classes());
        String apart = "return torch.sigmoid(torch.cat([x, x], 1))";
        assertEquals(
                List.of("background", "cell", "border"),
                imported(told("none", "cell", "border"), apart).classes());
        String message = assertThrows(TesseraException.class, () -> imported(told("a", "b", "c", "d"), two))
                .getMessage();
        assertTrue(
                message.contains("The network gives 2 maps, but 4 classes were entered (a, b, c, d): name 2, or 3"),
                message);
    }

    @ParameterizedTest
    @CsvSource({"PROBABILITIES, 0.25", "SIGMOID, 0.5621765", "SOFTMAX, 0.5"})
    void theResultIsWhatItWasSaidToBe(ResultMeaning meaning, float expected) throws IOException {
        NormalizationSettings none = NormalizationSettings.of(Normalization.NONE);
        PlainNetwork told = new PlainNetwork(1, List.of("a", "b"), none, meaning, 64, 4);
        ForeignModel model =
                (ForeignModel) imported(told, "y = torch.add(torch.mul(x, 0.), 0.25)", "return torch.cat([y, y], 1)");
        assertTrue(model.testDifference() < 1e-6);
        try (PackageFiles files = PackageFiles.open(folder.resolve("net"))) {
            float[] values =
                    ForeignTensors.read(files).testOutput().orElseThrow().values();
            assertEquals(expected, values[0], 1e-6f);
            assertEquals(4, ForeignTensors.read(files).sizes().tiles().least());
        }
    }

    @Test
    void itIsAskedOnce() throws IOException {
        Path file = network("return x");
        String unknown =
                assertThrows(TesseraException.class, () -> Ensemble.read(file)).getMessage();
        assertTrue(unknown.contains("net.pt is a network without a description: tell once"), unknown);
        NetworkImport.write(file, told("spot"), NetworkImport.beside(file), Progress.NONE);
        assertEquals(List.of("background", "spot"), Ensemble.read(file).first().classes());
        NetworkImport.write(file, told("cell"), NetworkImport.beside(file), Progress.NONE);
        assertEquals(List.of("background", "cell"), Ensemble.read(file).first().classes());
    }

    @Test
    void aNetworkThatWasSavedAnewIsImportedAnew() throws IOException {
        for (Path place : List.of(folder.resolve("net"), folder.resolve("elsewhere"))) {
            Path file = network("return x");
            NetworkImport.write(file, told("spot"), place, Progress.NONE);
            network("return torch.sigmoid(x)");
            assertEquals(
                    List.of("background", "spot"), Ensemble.read(place).first().classes(), "as it was");
            NetworkImport.write(file, told("cell"), place, Progress.NONE);
            assertEquals(
                    List.of("background", "cell"), Ensemble.read(place).first().classes());
            assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(place.resolve("net.pt")));
        }
    }

    @Test
    void anImportThatIsOutOfDateIsTold() throws IOException {
        Path beside = network("return x");
        NetworkImport.write(beside, told("spot"), NetworkImport.beside(beside), Progress.NONE);
        Path alone = Files.createDirectories(folder.resolve("alone"));
        Path inside = Files.copy(beside, alone.resolve("net.pt"));
        NetworkImport.write(inside, told("spot"), alone, Progress.NONE);
        Files.copy(network("return torch.sigmoid(x)"), inside, StandardCopyOption.REPLACE_EXISTING);
        for (Path file : List.of(beside, inside)) {
            String message = assertThrows(TesseraException.class, () -> Ensemble.read(file))
                    .getMessage();
            assertTrue(
                    message.endsWith("net.pt was changed since it was imported: run Tessera Import Network... again."),
                    message);
        }
        NetworkImport.write(inside, told("cell"), alone, Progress.NONE);
        assertEquals(
                List.of("background", "cell"), Ensemble.read(inside).first().classes());
    }

    @Test
    void whatWasChangedInAnImportIsNotReplaced() throws IOException {
        Path file = network("return x");
        Path place = folder.resolve("net");
        NetworkImport.write(file, told("spot"), place, Progress.NONE);
        Files.writeString(place.resolve("net.pt"), "mine");
        network("return torch.sigmoid(x)");
        assertThrows(TesseraException.class, () -> NetworkImport.write(file, told(), place, Progress.NONE));
        assertEquals("mine", Files.readString(place.resolve("net.pt")));
    }

    @Test
    void anotherModelIsNotOverwritten() throws IOException {
        Path file = network("return x");
        String description =
                ForeignFixture.description(ForeignFixture.AXES, "[]", ForeignFixture.results("a", "}"), "[]");
        Path other = ForeignFixture.write(folder.resolve("other"), description, "return x");
        String message = assertThrows(
                        TesseraException.class, () -> NetworkImport.write(file, told(), other, Progress.NONE))
                .getMessage();
        assertTrue(message.contains("other files or another model, which would be replaced: choose a new"), message);
    }

    @Test
    void nothingOfTheUsersIsOverwritten() throws IOException {
        Path file = network("return x");
        Path own = Files.createDirectories(folder.resolve("own"));
        Files.writeString(own.resolve("net.pt"), "mine");
        assertThrows(TesseraException.class, () -> NetworkImport.write(file, told(), own, Progress.NONE));
        assertEquals("mine", Files.readString(own.resolve("net.pt")));
        Path alone = Files.createDirectories(folder.resolve("alone"));
        Files.writeString(alone.resolve(".hidden"), "");
        Path inside = Files.copy(file, alone.resolve("net.pt"));
        NetworkImport.write(inside, told("spot"), alone, Progress.NONE);
        NetworkImport.write(file, told("cell"), alone, Progress.NONE);
        assertEquals(
                List.of("background", "cell"), Ensemble.read(inside).first().classes());
        Path other = network("return torch.sigmoid(x)");
        assertThrows(TesseraException.class, () -> NetworkImport.write(other, told(), alone, Progress.NONE));
        assertEquals(List.of("background", "cell"), Ensemble.read(alone).first().classes());
    }

    @Test
    void aDescriptionBesideItIsNotTakenForItsOwn() throws IOException {
        String description =
                ForeignFixture.description(ForeignFixture.AXES, "[]", ForeignFixture.results("a", "}"), "[]");
        Path downloads = ForeignFixture.write(folder.resolve("downloads"), description, "return x");
        assertEquals(
                "foreign model",
                Ensemble.read(downloads.resolve("net.pt")).first().name());
        Path mine = Files.copy(downloads.resolve("net.pt"), downloads.resolve("mynet.pt"));
        for (Executable read : List.<Executable>of(() -> Ensemble.read(mine), () -> ModelPackage.read(mine))) {
            String message = assertThrows(TesseraException.class, read).getMessage();
            assertTrue(message.contains("mynet.pt"), message);
        }
        NetworkImport.write(mine, told("spot"), NetworkImport.beside(mine), Progress.NONE);
        assertEquals(List.of("background", "spot"), Ensemble.read(mine).first().classes());
        Files.writeString(downloads.resolve("rdf.yaml"), description + "attachments: {files: [./mynet.pt]}\n");
        assertEquals("foreign model", Ensemble.read(mine).first().name());
    }

    @Test
    void aBackgroundWithoutAMapIsWhatTheOthersLeave() throws IOException {
        String[] names = {"background", "nucleus", "border"};
        NormalizationSettings none = NormalizationSettings.of(Normalization.NONE);
        PlainNetwork logits = new PlainNetwork(1, List.of(names), none, ResultMeaning.SOFTMAX, 64, 0);
        String message = assertThrows(TesseraException.class, () -> imported(logits, "return torch.cat([x, x], 1)"))
                .getMessage();
        assertTrue(message.endsWith("(background, nucleus, border): name 2 classes, the background first."), message);
        String shared = "return torch.softmax(torch.cat([x, x], 1), 1)";
        assertThrows(TesseraException.class, () -> imported(told(names), shared));
        assertFalse(Files.exists(folder.resolve("net/rdf.yaml")));
        assertEquals(
                List.of(names),
                imported(told(names), "return torch.sigmoid(torch.cat([x, x], 1))")
                        .classes());
    }

    @Test
    void whatIsNoSuchNetworkIsTold() throws IOException {
        String message = assertThrows(TesseraException.class, () -> imported(told(), "return torch.mean(x)"))
                .getMessage();
        assertTrue(message.contains("makes no map of images of 1 or 3 channels: enter how many"), message);
        message = assertThrows(TesseraException.class, () -> imported(told(2, 96), "return torch.mean(x)"))
                .getMessage();
        assertTrue(message.contains("of images of 2 channels and 96 pixels: enter"), message);
        message = assertThrows(TesseraException.class, () -> imported(told(), "torch.save(x, \"a\")", "return x"))
                .getMessage();
        assertTrue(message.contains("uses torch.save, which no segmentation network needs"), message);
        Path text = Files.writeString(folder.resolve("text.pt"), "no network");
        message = assertThrows(
                        TesseraException.class,
                        () -> NetworkImport.write(text, told(), folder.resolve("x"), Progress.NONE))
                .getMessage();
        assertTrue(message.contains("text.pt cannot be read as TorchScript (it is no zip, or it is damaged)"), message);
        Path gone = folder.resolve("gone.pt");
        message = assertThrows(
                        TesseraException.class,
                        () -> NetworkImport.write(gone, told(), folder.resolve("x"), Progress.NONE))
                .getMessage();
        assertTrue(message.contains("gone.pt is missing"), message);
        assertFalse(Files.exists(folder.resolve("x")));
    }

    @Test
    void aRealNetworkAlone() throws IOException {
        String data = System.getProperty("tessera.data", System.getenv("TESSERA_DATA"));
        assumeTrue(data != null, "skipped: neither tessera.data nor TESSERA_DATA names a folder of real models");
        Path real = Path.of(data, "bioimageio_models", "unet2d_nuclei_broad");
        Path file = Files.copy(real.resolve("weights.pt"), folder.resolve("net.pt"));
        PlainNetwork told =
                new PlainNetwork(0, List.of("nucleus"), NormalizationSettings.defaults(), ResultMeaning.SIGMOID, 0, 32);
        NetworkImport.write(file, told, NetworkImport.beside(file), Progress.NONE);
        assertEquals("1 to 1, sides 64, 72, 80 and so on, lost 32", sizes());
        // The package's own test, of which the import knew nothing.
        Path description = folder.resolve("net/rdf.yaml");
        String text = Files.readString(description).replaceAll("(?m)^ *sha256: .*\n", "");
        Files.writeString(description, text);
        for (String name : List.of("test_input.npy", "test_output.npy")) {
            Files.delete(folder.resolve("net").resolve(name));
            Files.copy(real.resolve(name), folder.resolve("net").resolve(name));
        }
        double difference = ((ForeignModel) Ensemble.read(folder.resolve("net")).first()).testDifference();
        assertTrue(difference < 1e-4, "difference " + difference);
    }
}
