package io.github.tessera.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.engine.EngineException;
import com.sun.jna.Platform;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PyTorchTest {
    @Test
    void nothingIsDownloadedOrSent() {
        PyTorch.engine();
        assertEquals("true", System.getProperty("ai.djl.offline"));
        assertEquals("true", System.getProperty("OPT_OUT_TRACKING"));
    }

    @Test
    void theVersionIsTheOneThatPackagesName() {
        assertEquals(PyTorch.VERSION, PyTorch.engine().getVersion());
    }

    @Test
    void failuresAreSentencesWithACure() {
        String twice = PyTorch.cure(new EngineException(
                "x", new UnsatisfiedLinkError("Native Library libc10.so already loaded in another classloader")));
        assertTrue(twice.contains("restart ImageJ"), twice);
        String missing = PyTorch.cure(new EngineException("Deep learning engine not found: PyTorch"));
        assertTrue(missing.contains("plugins/jars"), missing);
        String other = PyTorch.cure(new EngineException("Failed", new IOException("Read-only file system")));
        assertTrue(other.contains("Read-only file system") && other.contains(PyTorch.cacheFolder()), other);
        assertTrue(PyTorch.cure(new IllegalStateException()).contains("IllegalStateException"));
    }

    @Test
    void memorySettingsAreInForceWhereTheSystemHasThem() {
        try (MemorySettings settings = MemorySettings.keepMemory()) {
            assertTrue(settings.inForce() == Libc.with("mallopt").isPresent());
            assertTrue(Platform.isLinux() || !settings.inForce());
        }
        assertTrue(Libc.with("no_such_function_in_any_libc").isEmpty());
    }

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
