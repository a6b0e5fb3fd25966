package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownPathsTest {
    private static final Map<Path, String> KNOWN = Map.of(
            Path.of("/home/mueller"),
            "~",
            Path.of("/home/mueller/.tessera"),
            "<cache>",
            Path.of("/opt/Fiji"),
            "<ImageJ>");
    private static final ShownPaths SHOWN = new ShownPaths(KNOWN, "mueller", false);

    @ParameterizedTest
    @CsvSource({
        "/home/mueller/.tessera/pytorch/x.so,<cache>/pytorch/x.so",
        "/opt/Fiji/jars/jna-3.2.7.jar,<ImageJ>/jars/jna-3.2.7.jar",
        "/data/patients/smith/jna.jar,.../jna.jar"
    })
    void onlyWhatHelpsIsShown(String path, String shown) {
        assertEquals(shown, SHOWN.of(Path.of(path)));
        assertEquals(path, new ShownPaths(KNOWN, "mueller", true).of(Path.of(path)));
    }

    @ParameterizedTest
    @CsvSource({
        "PYTORCH_LIBRARY_PATH=/data/smith/libtorch/lib,PYTORCH_LIBRARY_PATH=.../lib",
        "cannot load /home/mueller/.tessera/pytorch/x.so: no,cannot load <cache>/pytorch/x.so: no",
        "LD_LIBRARY_PATH=/data/smith/a:/data/smith/b,LD_LIBRARY_PATH=.../a:.../b",
        "cannot be told (C:\\Users\\smith\\x.dll),cannot be told (.../x.dll)",
        "D:\\Labs\\Jane Doe\\Secret project\\x.dll,.../x.dll",
        "no /data/Jane Doe/patients/x.so here,no .../x.so here",
        "by mueller,by <user>",
        "1.5 ms a step and 2/3,1.5 ms a step and 2/3"
    })
    void soItIsInTexts(String text, String shown) {
        assertEquals(shown, SHOWN.in(text));
    }

    @ParameterizedTest
    @CsvSource({
        "https://jane:secret@mirror.example.org:8443/x?y,https://mirror.example.org",
        "/data/mirror,(no web address)"
    })
    void ofAMirrorOnlyTheHostIsShown(String address, String shown) {
        assertEquals(shown, Diagnosis.host(address));
    }

    @Test
    void theRootIsNobodysHome() {
        ShownPaths root = new ShownPaths(Map.of(Path.of("/"), "~"), "", false);
        assertEquals("no .../x.so, 2/3", root.in("no /data/smith/x.so, 2/3"));
        assertEquals(".../x.so", root.of(Path.of("/data/smith/x.so")));
    }

    @Test
    void aFolderWhoseNameBeginsAlikeIsAnother() {
        assertEquals("at .../x.so and ~", SHOWN.in("at /home/mueller2/x.so and /home/mueller"));
        assertEquals(
                "[~], in <cache>. Or ~.", SHOWN.in("[/home/mueller], in /home/mueller/.tessera. Or /home/mueller."));
    }

    @Test
    void theDiagnosisTellsWhatMattersAndNobodysName() {
        String text = Diagnosis.text(false, false, Progress.NONE);
        for (String part :
                new String[] {"PyTorch 2.7.1", "processors for Java", "NVIDIA: ", "JNA: ", "Jar of DJL: ", "Memory: "
                }) {
            assertTrue(text.contains(part), text);
        }
        assertFalse(text.contains("MISSING"), text);
        assertFalse(text.contains("cannot be told"), text);
        assertFalse(text.contains(System.getProperty("user.home") + "/"), text);
        String whole = Diagnosis.text(true, false, Progress.NONE);
        assertTrue(whole.contains(".jar") && whole.length() > text.length(), whole);
    }

    @Test
    void theTrialCanBeCancelled() {
        Progress cancelled = new Progress() {
            @Override
            public boolean cancelled() {
                return true;
            }
        };
        Assertions.assertThrows(CancelledException.class, () -> Diagnosis.text(false, true, cancelled));
    }
}
