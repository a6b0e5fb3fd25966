package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An image that does not fit into the memory, in a Java of its own that has little of it. */
@Tag("slow")
class LargeTrainingTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void imageAndMaskStayOnDisk(LargeTiff kind) throws IOException, InterruptedException {
        // 67 MB each: image or mask alone are more than all memory.
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeTraining.class.getName(),
                        folder.toString(),
                        kind.name(),
                        "8200",
                        "2",
                        "batch=2 crop=64")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        assertTrue(output.contains("255 -> foreground, "), output);
        assertTrue(output.contains("Epoch 2 (step 2)"), output);
    }
}
