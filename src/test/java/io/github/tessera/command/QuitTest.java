package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.model.ModelPackage;
import io.github.tessera.model.SegmentationModel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever quits ImageJ in the middle of a training keeps what was learnt. */
@Timeout(120)
class QuitTest {
    @TempDir
    Path folder;

    @Test
    void theWeightsSoFarAreKept() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        QuitTraining.class.getName(),
                        folder.toString())
                .inheritIO()
                .start();
        assertEquals(7, process.waitFor());
        SegmentationModel model = ModelPackage.read(folder.resolve("model"));
        assertTrue(model.notes().steps() >= 1 && model.notes().stopped());
        assertTrue(Files.exists(folder.resolve("model/checkpoint.safetensors")));
        assertTrue(Files.exists(folder.resolve("model/last.pt")));
    }
}
