package io.github.tessera.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.tessera.device.Devices;
import io.github.tessera.device.Flavour;
import io.github.tessera.device.Platform;
import io.github.tessera.natives.LibraryFolder;
import io.github.tessera.natives.LibrarySetup;
import io.github.tessera.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where libraries are found and how they fail, each in a Java of its own, for one Java loads them once. */
@Timeout(300)
class EngineLibrariesTest {
    private static final Platform PLATFORM = Devices.here().platform();
    private static Path real;

    @TempDir
    Path folder;

    @BeforeAll
    static void unpack() {
        assumeTrue(PLATFORM.system() == Platform.Kind.LINUX, "skipped: links and names here are those of Linux");
        PyTorch.engine();
        String loaded = PyTorch.loaded().orElseThrow().replaceFirst("^cpu ", "");
        real = loaded.equals("bundled")
                ? PyTorch.unpacked(Flavour.CPU).orElseThrow().path()
                : Path.of(loaded);
    }

    /** A cache folder with a build whose libraries are links. */
    private Path cache(Flavour flavour) throws IOException {
        Path cache = folder.resolve("Müllers Ordner, neu");
        Path place =
                LibraryFolder.in(cache.resolve("pytorch"), flavour, PLATFORM).path();
        link(Files.createDirectories(place));
        return cache;
    }

    private static void link(Path place) throws IOException {
        try (Stream<Path> files = Files.list(real)) {
            for (Path file : files.filter(f -> f.toString().matches(".*/lib[^/]*\\.so.*"))
                    .toList()) {
                Files.createSymbolicLink(place.resolve(file.getFileName()), file);
            }
        }
    }

    /** JUnit would warn of each that it leads out of its folder. */
    @AfterEach
    void unlink() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path link : files.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    private static String one(List<String> lines) {
        assertEquals(1, lines.size(), lines.toString());
        return lines.get(0);
    }

    private static void assertStarts(String sentence, String line) {
        assertTrue(line.startsWith(sentence), line);
    }

    @Test
    void blanksAndUmlautsInPathsAreNoTrouble() throws Exception {
        assertStarts("> Using ", one(EngineStart.of(cache(Flavour.CPU), false, "", "choose")));
    }

    @Test
    void aSecondClassLoaderIsToldToRestart() throws Exception {
        List<String> lines = EngineStart.of(cache(Flavour.CPU), false, "", "choose", "again", "choose");
        assertStarts("> Using ", lines.get(0));
        assertStarts(
                "! PyTorch's libraries are already loaded by another copy of Tessera, or another plugin, in this Java: restart ImageJ",
                lines.get(1));
        assertEquals(lines.get(0), lines.get(2));
    }

    @Test
    void thePyTorchOfAnotherPluginIsNamed() throws Exception {
        Path other = real.resolve("libtorch_cpu.so");
        assertStarts(
                "! Another plugin has loaded a PyTorch of its own (" + other.toRealPath()
                        + "), and two cannot live in one Java: restart ImageJ",
                one(EngineStart.of(cache(Flavour.CPU), false, "", other.toString(), "choose")));
    }

    @Test
    void aCacheFolderThatCannotBeWrittenIsNamedWithItsCure() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "skipped: this system has no /proc");
        String line = one(EngineStart.of(Path.of("/proc/tessera"), true, "", "choose"));
        assertTrue(line.startsWith("! Cannot write /proc/tessera") && line.contains("DJL_CACHE_DIR"), line);
    }

    @Test
    void aDamagedLibraryIsToBeRepairedAndImageJRestarted() throws Exception {
        Path cache = cache(Flavour.CPU);
        Path library = LibraryFolder.in(cache.resolve("pytorch"), Flavour.CPU, PLATFORM)
                .path()
                .resolve("libtorch_cpu.so");
        Files.delete(library);
        Files.write(library, new byte[100]);
        List<String> lines = EngineStart.of(cache, false, "", "choose", "choose");
        assertStarts("! PyTorch's libraries could not be loaded (" + library + ": ", lines.get(0));
        assertTrue(lines.get(0).endsWith("repair PyTorch (Tessera Set Up PyTorch...)."), lines.get(0));
        assertEquals(
                "! Restart ImageJ before PyTorch is tried again. "
                        + lines.get(0).substring(2),
                lines.get(1));
    }

    @Test
    void aBuildForGpusThatCannotBeLoadedIsSetAside() throws Exception {
        Path cache = cache(Flavour.CU128);
        Path place = LibraryFolder.in(cache.resolve("pytorch"), Flavour.CU128, PLATFORM)
                .path();
        for (String library : List.of("libc10_cuda.so", "libtorch_cuda.so")) {
            Files.write(place.resolve(library), new byte[100]);
        }
        String line = one(EngineStart.of(cache, false, "", "choose"));
        assertStarts("! PyTorch's libraries could not be loaded (", line);
        assertTrue(
                line.endsWith(
                        "get those for the processor by Tessera Set Up PyTorch... (in a macro build=cpu), and restart ImageJ."),
                line);
        List<String> lines = EngineStart.of(cache, false, "", "choose", "aside");
        assertStarts("! PyTorch's libraries cannot be used (", lines.get(0));
        assertStarts("> PyTorch for the GPU was set aside, since it could not be loaded (", lines.get(1));
        assertTrue(lines.get(0).contains(lines.get(1).substring(2)), lines.get(0));
        cache(Flavour.CPU);
        assertStarts("> Using the CPU because ", one(EngineStart.of(cache, false, "", "choose")));
    }

    @Test
    void whatTheUserNamesIsUsedOrItsFaultTold() throws Exception {
        Path given = Files.createDirectory(folder.resolve("given"));
        assertEquals(
                "! PYTORCH_LIBRARY_PATH names " + given
                        + ", where PyTorch's libraries are not: let it name their folder,"
                        + " or take it out, and restart ImageJ.",
                one(EngineStart.of(folder.resolve("cache"), true, given.toString(), "choose")));
        link(given);
        assertStarts("> Using ", one(EngineStart.of(folder.resolve("cache"), false, given.toString(), "choose")));
    }

    @Test
    void withoutAnyTheSentenceTellsHowToGetThem() throws Exception {
        assertEquals(
                "! PyTorch's libraries are not on this computer yet: get them by Plugins > Tessera >"
                        + " Tessera Set Up PyTorch..., from the web or from a file.",
                one(EngineStart.of(folder, false, "", "choose")));
    }

    @Test
    void theJarOfMavenCentralIsInstalledAndLoads() throws Exception {
        String jar = Stream.of(System.getProperty("java.class.path").split(":", -1))
                .filter(path -> path.contains("pytorch-native"))
                .findFirst()
                .orElseThrow();
        LibrarySetup setup = new LibrarySetup(folder.resolve("pytorch"), PLATFORM);
        LibraryFolder installed = setup.install(Flavour.CPU, jar, "", Progress.NONE);
        assertEquals(List.of(), installed.damage(Progress.NONE));
        assertStarts("> Using ", one(EngineStart.of(folder, false, "", "choose")));
        assertEquals(List.of(), installed.damage(Progress.NONE));
    }
}
