package io.github.tessera.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.image.IntensityMap;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.network.Activation;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/** Packages for others keep to the rules, and hold what was declared. */
class PublishedPackageTest {
    @TempDir
    Path folder;

    static SegmentationModel model(int channels, NormalizationSettings normalization) {
        NetworkSettings network = Architecture.C_UNET.settings(channels, 3).withWidth(4);
        return new SegmentationModel(
                "cells \u00e4",
                network,
                Activation.SOFTMAX,
                List.of("background", "cell", "cell border"),
                normalization,
                RunSettings.byRule(network),
                new TrainingNotes("crossentropy", "adam", 900, 8, 64, "flip", 1, 12, 3, 0.8125, "cpu", false),
                Weights.initial(network.build(), Initialization.HE_NORMAL, 3));
    }

    private static SegmentationModel model() {
        return model(1, NormalizationSettings.defaults());
    }

    static Publication publication(SegmentationModel model, boolean finetuning, Optional<IntensityMap> baked) {
        Publication own = Publication.of(model);
        return new Publication(
                "Cells and borders (test)",
                "Cells, and what is between them.",
                Author.parse(Author.EXAMPLE),
                License.BSD_2,
                List.of(
                        new Citation("Doe et al., Cells, 2025", Link.parse("doi", "10.1000/cells")),
                        own.citations().get(0)),
                List.of("cells", "2d", "fluorescence"),
                "DAPI, 20x.",
                Optional.of(Link.parse("dataset", "https://zenodo.org/records/1")),
                finetuning,
                baked);
    }

    private static PublishedPackage published(boolean finetuning) {
        return new PublishedPackage(
                model(), publication(model(), finetuning, Optional.empty()), Optional.of(new byte[] {1, 2, 3}));
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    private static Set<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return new HashSet<>(files.map(f -> f.getFileName().toString()).toList());
        }
    }

    @Test
    void everythingThatWasDeclaredIsThere() throws IOException {
        Path out = folder.resolve("out/cells");
        published(true).write(out, Progress.NONE);
        assertEquals(List.of(), PackageRules.faults(out));
        String description = text(out.resolve("rdf.yaml"));
        for (String line : List.of(
                "id: tessera-cells-and-borders-test",
                "name: Cells and borders (test)",
                "description: Cells, and what is between them.",
                "- name: Jane Doe\n  affiliation: University of Oxford\n  orcid: 0000-0002-1825-0097\n  github_user: janedoe\n- name: John Roe\n",
                "license: BSD-2-Clause",
                "- text: Doe et al., Cells, 2025\n  doi: 10.1000/cells\n",
                "- text: Training data\n  url: https://zenodo.org/records/1\n",
                "- tessera\n- cells\n- fluorescence\n",
                "covers:\n- cover.png",
                "attachments:\n- source: training.pt")) {
            assertTrue(description.contains(line), line + " in\n" + description);
        }
        String page = text(out.resolve("README.md"));
        for (String line : List.of(
                "# Cells and borders (test)\n\nCells, and what is between them.\n",
                "kept out: 0.8125.",
                "takes a normalized image (N, C, H, W)",
                "## Documentation\n\nDAPI, 20x.\n",
                "## Training data\n\nhttps://zenodo.org/records/1\n",
                "- John Roe\n",
                "- Doe et al., Cells, 2025 https://doi.org/10.1000/cells\n",
                "## Licence\n\nBSD-2-Clause\n")) {
            assertTrue(page.contains(line), line + " in\n" + page);
        }
        SegmentationModel back = ModelPackage.read(out);
        assertEquals("cells \u00e4", back.name());
        assertEquals(model().classes(), back.classes());
    }

    @Test
    void whoMayNotGoOnFromItGetsNoTrainingWeights() throws IOException {
        Path out = folder.resolve("cells");
        published(false).write(out, Progress.NONE);
        assertEquals(List.of(), PackageRules.faults(out));
        assertEquals(
                Set.of(
                        "rdf.yaml",
                        "README.md",
                        "cover.png",
                        "weights.torchscript.pt",
                        "test_input.npy",
                        "test_output.npy"),
                names(out));
        assertFalse(text(out.resolve("rdf.yaml")).contains("attachments"));
        assertTrue(text(out.resolve("README.md")).contains("The package has no training.pt"));
        assertThrows(TesseraException.class, () -> ModelPackage.read(out));
    }

    @Test
    void aZipHoldsTheSameFilesAndIsTheSameEachTime() throws IOException {
        published(true).write(folder.resolve("cells"), Progress.NONE);
        published(true).write(folder.resolve("cells.zip"), Progress.NONE);
        published(true).write(folder.resolve("again.ZIP"), Progress.NONE);
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("cells.zip")), Files.readAllBytes(folder.resolve("again.ZIP")));
        try (ZipFile zip = new ZipFile(folder.resolve("cells.zip").toFile())) {
            assertEquals(
                    names(folder.resolve("cells")),
                    new HashSet<>(zip.stream().map(ZipEntry::getName).toList()));
            for (ZipEntry entry : zip.stream().toList()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    assertArrayEquals(
                            Files.readAllBytes(folder.resolve("cells").resolve(entry.getName())), in.readAllBytes());
                }
            }
        }
        assertEquals(Set.of("cells", "cells.zip", "again.ZIP"), names(folder));
    }

    @Test
    void nothingIsOverwrittenByMistake() throws IOException {
        Path zip = folder.resolve("cells.zip");
        Path out = folder.resolve("cells");
        published(true).write(zip, Progress.NONE);
        published(true).write(out, Progress.NONE);
        for (Path there : List.of(zip, out)) {
            String message = assertThrows(TesseraException.class, () -> PublishedPackage.requireFree(there, false))
                    .getMessage();
            assertTrue(message.endsWith("let it be replaced (overwrite=true)."), message);
            PublishedPackage.requireFree(there, true);
        }
        published(false).write(out, Progress.NONE);
        assertFalse(Files.exists(out.resolve("training.pt")), "of the older package");
        Files.writeString(out.resolve("train.ijm"), "mine");
        assertThrows(TesseraException.class, () -> PublishedPackage.requireFree(out, true));
        assertThrows(TesseraException.class, () -> PublishedPackage.requireFree(out.resolve("rdf.yaml"), true));
        PublishedPackage.requireFree(folder.resolve("new"), false);
    }

    @ParameterizedTest
    @CsvSource({"1, 16", "3, 8"})
    void aFixedNormalizationGoesInside(int channels, int bits) throws IOException {
        float[] means = Arrays.copyOf(new float[] {0.2f, 0.4f, 0.3f}, channels);
        float[] deviations = Arrays.copyOf(new float[] {0.05f, 0.1f, 0.2f}, channels);
        SegmentationModel model = model(channels, NormalizationSettings.fixed(means, deviations));
        IntensityMap map = FixedNormalization.known(model, bits).map();
        Path out = folder.resolve("cells");
        new PublishedPackage(model, publication(model, false, Optional.of(map)), Optional.empty())
                .write(out, Progress.NONE);
        assertEquals(List.of(), PackageRules.faults(out));
        Object input = PackageRules.list(PackageRules.map(new Yaml().load(text(out.resolve("rdf.yaml"))))
                        .get("inputs"))
                .get(0);
        assertEquals(List.of(), PackageRules.map(input).get("preprocessing"));
        assertTrue(text(out.resolve("README.md")).contains("takes an image as it is, for it normalizes within itself"));
    }
}
