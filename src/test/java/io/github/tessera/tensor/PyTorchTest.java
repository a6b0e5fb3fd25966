package io.github.tessera.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.engine.EngineException;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PyTorchTest {
    @Test
    void missingLibrariesAreToldWithTheirJars() {
        String sentence = PyTorch.cure(
                new EngineException("Failed to load PyTorch", new IOException("Offline mode is enabled.")));
        assertTrue(sentence.contains("put pytorch-engine, pytorch-jni and pytorch-native-cpu"), sentence);
        assertEquals(1, sentence.lines().count());
    }

    @Test
    void withoutACacheFolderNothingIsUnpackedElsewhere() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "skipped: this system has no /proc");
        String before = System.getProperty("DJL_CACHE_DIR");
        System.setProperty("DJL_CACHE_DIR", "/proc/tessera");
        try {
            assertFalse(PyTorch.useOneCacheFolder());
            assertTrue(Libc.with("setenv").isEmpty());
            String sentence =
                    assertThrows(TesseraException.class, PyTorch::engine).getMessage();
            assertTrue(sentence.endsWith("and the folder /proc/tessera writable."), sentence);
        } finally {
            if (before == null) {
                System.clearProperty("DJL_CACHE_DIR");
            } else {
                System.setProperty("DJL_CACHE_DIR", before);
            }
        }
    }
}
