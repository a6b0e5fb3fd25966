package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import io.github.tessera.image.ImageFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerateSamplesCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void menu() {
        HeadlessImageJ.fillCommands();
    }

    private DemoMacros.Run generate(String options) {
        return DemoMacros.run(
                folder, "run('Tessera Generate Samples...', 'output=[" + folder + "/out] samples=2 " + options + "');");
    }

    @ParameterizedTest
    @CsvSource({"grey,8", "rgb,24", "nuclei,8", "nuclei-16-bit,16"})
    void everyKindWritesImagesMasksAndLabels(String kind, int bits) {
        DemoMacros.Run run = generate("kind=" + kind + " width=48 height=32 circles=3 noise=20 nuclei=4 diameter=12"
                + " blur=1 photons=100 seed=3");
        assertTrue(run.succeeded(), run.errors());
        for (String part : new String[] {"images", "masks", "labels"}) {
            assertEquals(2, ImageFiles.list(folder.resolve("out").resolve(part)).size(), part);
        }
        ImagePlus image = ImageFiles.open(folder.resolve("out/images/sample_0002.png"));
        assertEquals(48, image.getWidth());
        assertEquals(32, image.getHeight());
        assertEquals(bits, image.getBitDepth());
        assertEquals(
                16,
                ImageFiles.open(folder.resolve("out/labels/sample_0001.png")).getBitDepth());
    }

    @Test
    void aNumberOutOfRangeIsRefusedByItsKey() {
        DemoMacros.Run run = generate("kind=nuclei diameter=2");
        assertFalse(run.succeeded());
        assertTrue(run.errors().contains("diameter=2 is out of range"), run.errors());
    }
}
