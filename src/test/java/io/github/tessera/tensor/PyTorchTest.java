package io.github.tessera.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Platform;
import io.github.tessera.device.CacheFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PyTorchTest {
    @Test
    void nothingIsDownloadedOrSent() {
        PyTorch.engine();
        assertNull(System.getProperty("ai.djl.offline"), "of no concern to another DJL in this Java");
        assertEquals("true", System.getProperty("OPT_OUT_TRACKING"));
    }

    @Test
    void theVersionIsTheOneThatPackagesName() {
        assertEquals(PyTorch.VERSION, PyTorch.engine().getVersion());
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
    void withoutACacheFolderNothingIsUnpackedElsewhere() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "skipped: this system has no /proc");
        String before = System.getProperty(CacheFolder.KEY);
        System.setProperty(CacheFolder.KEY, "/proc/tessera");
        try {
            assertFalse(CacheFolder.useForJna());
            assertTrue(Libc.with("setenv").isEmpty());
        } finally {
            restore(CacheFolder.KEY, before);
        }
    }

    @Test
    void whatDjlWasToldIsForgotten() {
        PyTorch.engine();
        assertNull(System.getProperty("PYTORCH_FLAVOR"));
        assertNull(System.getProperty("PYTORCH_VERSION"));
        assertTrue(
                PyTorch.loaded().orElseThrow().startsWith("cpu"),
                PyTorch.loaded().orElseThrow());
        assertTrue(PyTorch.isThere());
    }

    private static void restore(String key, String value) {
        if (value == null) {
            System.clearProperty(key);
        } else {
            System.setProperty(key, value);
        }
    }
}
