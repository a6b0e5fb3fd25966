package io.github.tessera.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import io.github.tessera.device.Flavour;
import io.github.tessera.progress.TesseraException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadFaultTest {
    private static final EngineLibraries CPU = new EngineLibraries(Optional.empty(), Flavour.CPU);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Native Library /x/libc10.so already loaded in another classloader|restart ImageJ, since",
                "/lib/libm.so.6: version `GLIBC_2.29' not found (required by /x/libc10.so)|this Linux is too old",
                "libstdc++.so.6: version `GLIBCXX_3.4.26' not found|this Linux is too old",
                "/x/libc10.so: failed to map segment from shared object|nothing may be run from that disk",
                "dlopen: library load disallowed by system policy|com.apple.quarantine",
                "C:\\x\\c10.dll: Can't find dependent libraries|Visual C++ Redistributable",
                "/x/libdjl_torch.so: undefined symbol: _ZN3c10|of another version than 2.7.1",
                "libcudart.so.12: cannot open shared object file: No such file or directory|repair PyTorch",
                "/x/libc10.so: file too short|repair PyTorch",
                "/x/c10.dll: %1 is not a valid Win32 application|repair PyTorch",
                "Deep learning engine not found: PyTorch|plugins/jars",
                "Offline mode is enabled.|Tessera Set Up PyTorch...",
                "something new|Tessera Diagnose..."
            })
    void everyFailureHasACure(String reason, String cure) {
        String sentence = LoadFault.of(new EngineException("Failed", new UnsatisfiedLinkError(reason)), CPU, true)
                .getMessage();
        assertTrue(sentence.contains(reason) && sentence.contains(cure), sentence);
        assertEquals(1, sentence.lines().count());
    }

    @Test
    void ofTheGpusLibrariesTheCpuIsTheWayOn() {
        EngineLibraries gpu = new EngineLibraries(Optional.of(Path.of("x")), Flavour.CU128);
        Throwable failure = new UnsatisfiedLinkError("file too short");
        String sentence = LoadFault.of(failure, gpu, true).getMessage();
        assertTrue(sentence.endsWith("goes on with the CPU once ImageJ is restarted."), sentence);
        sentence = LoadFault.of(failure, gpu, false).getMessage();
        assertTrue(sentence.endsWith("(in a macro build=cpu), and restart ImageJ."), sentence);
    }

    @Test
    void aFailureWithoutWordsIsNamed() {
        assertTrue(LoadFault.of(new IllegalStateException(), CPU, true)
                .getMessage()
                .contains("IllegalStateException"));
    }

    @Test
    void variablesThatDjlBelievesMoreAreRefused() {
        EngineLibraries gpu = new EngineLibraries(Optional.of(Path.of("x")), Flavour.CU128);
        gpu.requireAgreement(key -> null);
        gpu.requireAgreement(key -> key.equals("PYTORCH_VERSION") ? "2.7.1" : "cu128");
        String version = assertThrows(TesseraException.class, () -> CPU.requireAgreement(key -> "2.6.0a0+df5bbc0"))
                .getMessage();
        assertEquals(
                "The environment variable PYTORCH_VERSION is \"2.6.0a0+df5bbc0\", but Tessera needs 2.7.1: start ImageJ without"
                        + " that variable (unset PYTORCH_VERSION).",
                version);
        assertThrows(
                TesseraException.class,
                () -> gpu.requireAgreement(key -> key.equals("PYTORCH_FLAVOR") ? "cu124" : null));
        assertThrows(
                TesseraException.class,
                () -> gpu.requireAgreement(key -> ""),
                "DJL takes a flavour that is set to nothing for one of its own");
        CPU.requireAgreement(key -> key.equals("PYTORCH_FLAVOR") ? "cu124" : "");
    }
}
