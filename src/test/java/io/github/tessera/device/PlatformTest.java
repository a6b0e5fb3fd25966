package io.github.tessera.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTest {
    private static Platform of(String os, String arch, String bits, String printed, boolean musl) {
        Map<String, String> properties = Map.of("os.name", os, "os.arch", arch, "sun.arch.data.model", bits);
        return Platform.of(
                properties::get,
                command -> printed.isEmpty() ? Optional.empty() : Optional.of(printed + "\n"),
                path -> musl && path.toString().contains("ld-musl"));
    }

    @ParameterizedTest
    @CsvSource({
        "Linux,amd64,glibc 2.36,linux-x86_64",
        "Linux,amd64,glibc 2.29,linux-x86_64",
        "Linux,aarch64,glibc 2.35,linux-aarch64",
        "Windows 11,amd64,'',win-x86_64",
        "Mac OS X,aarch64,'',osx-aarch64"
    })
    void theseHavePyTorch(String os, String arch, String printed, String classifier) {
        Platform platform = of(os, arch, "64", printed, false);
        assertEquals(classifier, platform.classifier());
        assertEquals(Optional.empty(), platform.problem());
    }

    @ParameterizedTest
    @CsvSource({
        "Linux,i386,32,glibc 2.36,a 64-bit Fiji",
        "Windows 10,x86,32,'',a 64-bit Fiji",
        "Linux,amd64,64,glibc 2.17,'glibc 2.17, which is older than 2.29'",
        "Linux,amd64,64,glibc 2.28,older than 2.29",
        "Linux,aarch64,64,glibc 2.31,older than 2.32",
        "Linux,ppc64le,64,glibc 2.36,no PyTorch for Linux on ppc64le",
        "Mac OS X,x86_64,64,0,Apple silicon",
        "Mac OS X,x86_64,64,1,Rosetta",
        "Windows 11,aarch64,64,'',which Windows translates",
        "SunOS,amd64,64,'','Linux, Windows and macOS only'"
    })
    void theseHaveNoneAndAWayOn(String os, String arch, String bits, String printed, String told) {
        String problem = of(os, arch, bits, printed, false).problem().orElseThrow();
        assertTrue(problem.contains(told) && problem.endsWith(".") && problem.contains(":"), problem);
    }

    @Test
    void muslIsTold() {
        String problem = of("Linux", "amd64", "64", "", true).problem().orElseThrow();
        assertTrue(problem.contains("musl") && problem.contains("Debian"), problem);
    }

    @Test
    void anUnknownLibcIsTried() {
        assertEquals(Optional.empty(), of("Linux", "amd64", "64", "", false).problem());
    }

    @Test
    void thisComputerRunsPyTorch() {
        assertEquals(Optional.empty(), Platform.here().problem());
    }

    @Test
    void programsAreRunAndEnded() {
        assertEquals(Optional.empty(), CommandOutput.OF_SYSTEM.of("no-such-program-of-tessera"));
        String java = System.getProperty("java.home") + "/bin/java";
        assertTrue(CommandOutput.OF_SYSTEM.of(java, "-version").orElseThrow().contains("version"));
        assertEquals(Optional.empty(), CommandOutput.OF_SYSTEM.of(java, "-no-such-option"));
    }

    @Test
    void anOldJnaIsBlamedForWhatItLacks() {
        assertTrue(JnaCheck.blamesJna(new NoSuchMethodError("'java.lang.Object com.sun.jna.Native.load(...)'")));
        assertFalse(JnaCheck.blamesJna(new NoSuchMethodError("'int org.example.Other.size()'")));
        assertFalse(JnaCheck.blamesJna(new NoClassDefFoundError("com.sun.jna.Native")));
        assertEquals(Optional.empty(), JnaCheck.problem(new NoSuchMethodError("com.sun.jna.Native")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "?"})
    void withoutAHomeTheVariableIsNamed(String told) {
        TesseraException none = assertThrows(TesseraException.class, () -> CacheFolder.home(told));
        assertTrue(none.getMessage().contains("DJL_CACHE_DIR"), none.getMessage());
    }

    @Test
    void anOldJnaIsNamed() {
        assertEquals(Optional.empty(), JnaCheck.problem());
        String problem = JnaCheck.problem(PlatformTest.class).orElseThrow();
        assertTrue(problem.contains("test-classes") && problem.contains("delete that file"), problem);
    }

    @Test
    void itsFileIsNamedAsTheSystemWritesIt(@TempDir Path folder) throws IOException, ReflectiveOperationException {
        Path classes = folder.resolve("Größe 50%");
        String file = Old.class.getName().replace('.', '/') + ".class";
        Path copy = classes.resolve(file);
        Files.createDirectories(copy.getParent());
        try (InputStream original = Old.class.getClassLoader().getResourceAsStream(file)) {
            Files.copy(original, copy);
        }
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, null)) {
            String problem =
                    JnaCheck.problem(loader.loadClass(Old.class.getName())).orElseThrow();
            assertTrue(problem.contains(" in " + classes + ":"), problem);
        }
    }

    /** Has no function that JNA has. */
    static final class Old {}
}
