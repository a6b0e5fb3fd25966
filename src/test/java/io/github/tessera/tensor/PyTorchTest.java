package io.github.tessera.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import com.sun.jna.Platform;
import java.io.IOException;
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
    void anArchiveThatIsNoneIsAnIOException() {
        assertThrows(IOException.class, () -> TorchModule.load(new byte[] {1, 2, 3}, Device.cpu()));
    }
}
