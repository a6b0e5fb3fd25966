package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.ShortProcessor;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.model.ModelPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishModelCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void files() {
        HeadlessImageJ.fillCommands();
        TinyModel.write(folder.resolve("cells"), 1);
    }

    private DemoMacros.Run publish(String options) {
        return DemoMacros.run(
                folder,
                "run('Tessera Publish Model...', 'model=[" + folder.resolve("cells") + "] "
                        + options.replace("FOLDER", folder.toString()) + "');");
    }

    private static Map<String, Long> stamps(Path folder) throws IOException {
        Map<String, Long> stamps = new TreeMap<>();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                stamps.put(
                        file.getFileName().toString(),
                        Files.getLastModifiedTime(file).toMillis());
            }
        }
        return stamps;
    }

    @Test
    void aPackageIsWrittenAndTheModelStaysAsItIs() throws IOException {
        Map<String, Long> before = stamps(folder.resolve("cells"));
        DemoMacros.Run run = publish("output=[FOLDER/out/my cells.zip] name=[My cells] authors=[Jane Doe, Oxford]"
                + " license=MIT citation=[Doe 2025, Cells] doi=doi:10.1000/cells tags=[a, b] dataset=https://example.org/x"
                + " documentation=[For DAPI.]");
        assertTrue(run.succeeded(), run.errors());
        assertTrue(
                run.output().contains("The package My cells is in " + folder.resolve("out/my cells.zip")),
                run.output());
        assertTrue(run.output().contains("has no picture"), run.output());
        assertEquals(before, stamps(folder.resolve("cells")));
        assertEquals(
                "cells", ModelPackage.read(folder.resolve("out/my cells.zip")).name());
        assertFalse(publish("output=[FOLDER/out/my cells.zip] authors=Jane").succeeded());
        assertTrue(publish("output=[FOLDER/out/my cells.zip] authors=Jane overwrite")
                .succeeded());
        assertTrue(publish("output=[FOLDER/out/cells] authors=Jane finetuning=false")
                .succeeded());
        assertFalse(Files.exists(folder.resolve("out/cells/training.pt")));
        assertTrue(Files.readString(folder.resolve("out/cells/rdf.yaml")).contains("license: CC-BY-4.0"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "output=FOLDER/a.zip | Nobody is named as author",
                "authors=Jane | Nothing was entered for \"output\"",
                "authors=Jane output=FOLDER/cells/a.zip | The package would be written into the model that it is made of",
                "authors=Jane output=FOLDER/cells | The package would be written into the model that it is made of",
                "authors=Jane output=FOLDER/a.zip name=n | \"n\" cannot be the name of a package",
                "authors=Jane output=FOLDER/a.zip license=mine | license=mine is not one of its choices",
                "authors=Jane output=FOLDER/a.zip doi=10.1000/x | It is not told what is at 10.1000/x",
                "authors=Jane output=FOLDER/a.zip citation=x | It is not told where the paper to cite is",
                "authors=Jane output=FOLDER/a.zip citation=x doi=y | \"y\" (doi) is neither a DOI",
                "authors=Jane output=FOLDER/a.zip dataset=here | \"here\" (dataset) is neither a DOI",
                "authors=Jane output=FOLDER/a.zip images=FOLDER | Typical images were named (images), but",
                "authors=Jane output=FOLDER/a.zip bake | The model cells is normalized by numbers of each whole image",
            })
    void whatIsMissingOrWrongIsSaid(String options, String start) throws IOException {
        DemoMacros.Run run = publish(options);
        assertFalse(run.succeeded());
        assertTrue(run.errors().startsWith(start), run.errors());
        assertFalse(Files.exists(folder.resolve("a.zip")));
    }

    @Test
    void aCrossValidationIsNoPackage() {
        TinyModel.write(folder.resolve("cv/fold_1"), 1);
        TinyModel.write(folder.resolve("cv/fold_2"), 2);
        DemoMacros.Run run = DemoMacros.run(
                folder,
                "run('Tessera Publish Model...', 'model=[" + folder.resolve("cv") + "] authors=Jane output=[" + folder
                        + "/a.zip]');");
        assertFalse(run.succeeded());
        assertTrue(
                run.errors().contains("is a cross-validation of several models, and a package holds one"),
                run.errors());
    }

    @Test
    void typicalImagesFixTheNormalization() throws IOException {
        for (int i = 0; i < 3; i++) {
            byte[] pixels = new byte[64 * 64];
            for (int p = 0; p < pixels.length; p++) {
                pixels[p] = (byte) (p % 2 == 0 ? 40 + 10 * i : 60 + 10 * i); // mean 50, 60, 70; deviation 10
            }
            ImageFiles.savePng(
                    new ImagePlus("a", new ByteProcessor(64, 64, pixels)), folder.resolve("typical/" + i + ".png"));
        }
        DemoMacros.Run run =
                publish("output=[FOLDER/qupath] authors=Jane finetuning=false bake images=[FOLDER/typical]");
        assertTrue(run.succeeded(), run.errors());
        assertTrue(run.output().contains("raw * [0.1] + [-6.0] in each channel, for images of 8 bits."), run.output());
        assertTrue(run.output().contains(" % of the pixels of 3 of the images get another class"), run.output());
        ImageFiles.saveTiff(new ImagePlus("b", new ShortProcessor(64, 64)), folder.resolve("typical/deep.tif"));
        run = publish("output=[FOLDER/other] authors=Jane bake images=[FOLDER/typical]");
        assertFalse(run.succeeded());
        assertTrue(run.errors().startsWith("The image deep.tif has 16 bits, and 0.png has 8:"), run.errors());
    }
}
