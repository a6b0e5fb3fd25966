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
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A zip is a folder, and nothing leads out of either. */
class PackageFilesTest {
    @TempDir
    Path folder;

    private SegmentationModel written() {
        NetworkSettings network = Architecture.C_UNET.settings(1, 1).withWidth(2);
        SegmentationModel model = new SegmentationModel(
                "nuclei",
                network,
                Activation.SIGMOID,
                List.of("background", "nucleus"),
                NormalizationSettings.defaults(),
                RunSettings.byRule(network),
                new TrainingNotes("bce", "adam", 1, 1, 64, "none", 1, 1, 1, 0.5, "cpu", false),
                Weights.initial(network.build(), Initialization.HE_NORMAL, 1));
        ModelPackage.write(model, folder.resolve("nuclei"));
        ModelPackage.complete(model, folder.resolve("nuclei"));
        return model;
    }

    private Path zip(String name, Map<String, byte[]> files) throws IOException {
        Path file = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> each : new TreeMap<>(files).entrySet()) {
                zip.putNextEntry(new ZipEntry(each.getKey()));
                zip.write(each.getValue());
            }
        }
        return file;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aZipIsReadAsItsFolder() throws IOException {
        SegmentationModel model = written();
        Files.write(folder.resolve("nuclei/cover.png"), new byte[] {1});
        Files.write(folder.resolve("nuclei/private.tif"), new byte[] {1});
        Path zip = folder.resolve("packed/Kerne.ZIP");
        ModelPackage.zip(folder.resolve("nuclei"), zip, Progress.NONE);
        try (ZipFile entries = new ZipFile(zip.toFile())) {
            assertEquals(7, entries.size());
            assertTrue(entries.stream().noneMatch(e -> e.getName().contains("private")));
        }
        assertEquals(Ensemble.of(model).checksum(), Ensemble.read(zip).checksum());
        assertEquals("nuclei", ModelPackage.read(zip).name());
        ModelSummary summary = ModelList.read(List.of(zip.getParent()), List.of(), Progress.NONE)
                .named("kerne")
                .orElseThrow();
        assertEquals("nuclei", summary.name());
        assertArrayEquals(new byte[] {1}, summary.cover().orElseThrow());
        byte[] first = Files.readAllBytes(zip);
        ModelPackage.zip(folder.resolve("nuclei"), zip, Progress.NONE);
        assertArrayEquals(first, Files.readAllBytes(zip));
    }

    @Test
    void aZippedFolderIsFoundWithinItsZip() throws IOException {
        SegmentationModel model = written();
        Map<String, byte[]> files = new TreeMap<>();
        for (String name : ModelPackage.FILES) {
            files.put(
                    "my models/nuclei/" + name,
                    Files.readAllBytes(folder.resolve("nuclei").resolve(name)));
        }
        files.put("my models/nuclei/deeper/rdf.yaml", bytes("name: another"));
        files.put("__MACOSX/._rdf.yaml", new byte[3]);
        assertEquals(
                Ensemble.of(model).checksum(),
                Ensemble.read(zip("a.zip", files)).checksum());
    }

    @Test
    void anotherDescriptionIsFound() throws IOException {
        for (String name : List.of("old.bioimageio.yaml", "model.yaml", "bioimageio.yaml", "rdf.yaml")) {
            Files.writeString(folder.resolve(name), "name: " + name);
            try (PackageFiles files = PackageFiles.open(folder)) {
                assertEquals(name, files.read().get("name"));
            }
        }
        try (PackageFiles files = PackageFiles.open(folder.resolve("old.bioimageio.yaml"))) {
            assertEquals("old.bioimageio.yaml", files.read().get("name"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../secret", "a/../../secret", "/etc/passwd", "C:\\secret", "..\\secret", "http://a.org/b", ""})
    void nothingLeadsOutOfAPackage(String name) throws IOException {
        Files.writeString(folder.resolve("secret"), "x");
        Path inner = Files.createDirectories(folder.resolve("model"));
        Files.writeString(inner.resolve("rdf.yaml"), "name: a");
        Path zip = zip("b.zip", Map.of("rdf.yaml", bytes("name: a"), "../secret", bytes("x")));
        for (Path path : List.of(inner, zip)) {
            try (PackageFiles files = PackageFiles.open(path)) {
                assertFalse(files.has(name));
                assertThrows(IOException.class, () -> files.channel(name));
            }
        }
    }

    @Test
    void aBombIsNotUnpacked() throws IOException {
        Path zip = zip("c.zip", Map.of("rdf.yaml", bytes("name: a"), "weights.pt", new byte[80 << 20]));
        try (PackageFiles files = PackageFiles.open(zip)) {
            assertTrue(assertThrows(IOException.class, () -> files.channel("weights.pt"))
                    .getMessage()
                    .contains("far larger than what it is packed in"));
            assertThrows(NoSuchFileException.class, () -> files.channel("training.pt"));
        }
    }

    /** Of what is larger than is wanted nothing is unpacked, and what tells a smaller size is not read beyond it. */
    @Test
    void aSmallFileIsAskedForItsSizeFirst() throws IOException {
        byte[] large = new byte[1 << 20];
        new Random(1).nextBytes(large);
        Path zip = zip("f.zip", Map.of("cover.png", large, "rdf.yaml", bytes("name: a")));
        try (PackageFiles files = PackageFiles.open(zip)) {
            assertTrue(assertThrows(IOException.class, () -> files.bytes("cover.png", 1000))
                    .getMessage()
                    .contains("cover.png is too large"));
        }
        ByteBuffer lying = ByteBuffer.wrap(Files.readAllBytes(zip)).order(ByteOrder.LITTLE_ENDIAN);
        int first = lying.getInt(lying.capacity() - 6); // where the list of entries starts
        lying.putInt(first + 24, 500); // the size unpacked
        Files.write(zip, lying.array());
        try (PackageFiles files = PackageFiles.open(zip)) {
            assertTrue(assertThrows(IOException.class, () -> files.bytes("cover.png", 1000))
                    .getMessage()
                    .contains("cover.png is larger than the zip tells"));
        }
    }

    @Test
    void anotherFileThanTheDescribedOneIsTold() throws IOException {
        written();
        Path training = folder.resolve("nuclei/training.pt");
        byte[] bytes = Files.readAllBytes(training);
        bytes[bytes.length / 2] ^= 1;
        Files.write(training, bytes);
        String message = assertThrows(TesseraException.class, () -> ModelPackage.read(folder.resolve("nuclei")))
                .getMessage();
        assertTrue(message.contains("training.pt is not the file that the description tells of"), message);
    }

    @Test
    void aZipThatIsNoneIsASentence() throws IOException {
        Path zip = Files.write(folder.resolve("d.zip"), new byte[100]);
        assertTrue(assertThrows(TesseraException.class, () -> Ensemble.read(zip))
                .getMessage()
                .contains("d.zip is damaged (it is no zip, or it is damaged)"));
        Path empty = zip("e.zip", Map.of("a.txt", new byte[1]));
        assertTrue(assertThrows(TesseraException.class, () -> Ensemble.read(empty))
                .getMessage()
                .contains("There is no model in"));
        assertFalse(ModelSummary.read(zip).orElseThrow().isSound());
        assertTrue(ModelSummary.read(empty).isEmpty());
    }
}
