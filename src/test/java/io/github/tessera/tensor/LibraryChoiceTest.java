package io.github.tessera.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.device.CLibrary;
import io.github.tessera.device.CacheFolder;
import io.github.tessera.device.Devices;
import io.github.tessera.device.Flavour;
import io.github.tessera.device.Gpu;
import io.github.tessera.device.NvidiaDriver;
import io.github.tessera.device.Platform;
import io.github.tessera.natives.LibraryFolder;
import io.github.tessera.progress.TesseraException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which libraries are taken of those that are there, in this Java, which loads none of them. */
class LibraryChoiceTest {
    private static final String GIVEN = "PYTORCH_LIBRARY_PATH";

    /** No jar beside the plugin is for it. */
    private static final Platform WINDOWS = new Platform(Platform.Kind.WINDOWS, "x86_64", 64, CLibrary.UNKNOWN, false);

    private static final Devices PLAIN = new Devices(WINDOWS, NvidiaDriver.NONE);
    private static final Devices WITH_GPU = new Devices(
            WINDOWS,
            new NvidiaDriver(
                    NvidiaDriver.State.READY, "570.65", 128, List.of(new Gpu(0, "NVIDIA T4", 16L << 30, 75)), ""));

    @TempDir
    Path folder;

    private String cacheBefore;

    @BeforeEach
    void setUp() {
        PyTorch.engine(); // from its own place, before another is named
        cacheBefore = System.getProperty(CacheFolder.KEY);
        System.setProperty(CacheFolder.KEY, folder.resolve("cache").toString());
    }

    @AfterEach
    void tearDown() {
        System.clearProperty(GIVEN);
        if (cacheBefore == null) {
            System.clearProperty(CacheFolder.KEY);
        } else {
            System.setProperty(CacheFolder.KEY, cacheBefore);
        }
    }

    private LibraryFolder build(Path place, Flavour flavour) throws IOException {
        LibraryFolder build = LibraryFolder.in(place, flavour, WINDOWS);
        Files.createDirectories(build.path());
        List<String> names = flavour.isCuda()
                ? List.of("c10", "torch_cpu", "torch", "c10_cuda", "torch_cuda")
                : List.of("c10", "torch_cpu", "torch");
        for (String name : names) {
            Files.write(build.path().resolve(name + ".dll"), new byte[1]);
        }
        return build;
    }

    private static Optional<EngineLibraries> found(Devices devices) {
        return EngineLibraries.best(devices, List.of(EngineLibraries.place()));
    }

    private static EngineLibraries libraries(LibraryFolder build) {
        return new EngineLibraries(Optional.of(build.path()), build.flavour());
    }

    @Test
    void theBuildThatSuitsTheComputerIsTakenElseTheOther() throws IOException {
        assertEquals(Optional.empty(), found(WITH_GPU));
        LibraryFolder cpu = build(EngineLibraries.place(), Flavour.CPU);
        assertEquals(Optional.of(libraries(cpu)), found(WITH_GPU));
        LibraryFolder gpu = build(EngineLibraries.place(), Flavour.CU128);
        assertEquals(Optional.of(libraries(gpu)), found(WITH_GPU));
        assertEquals(Optional.of(libraries(cpu)), found(PLAIN));
        cpu.remove();
        assertEquals(Optional.of(libraries(gpu)), found(PLAIN));
    }

    @Test
    void whatWasSetAsideIsLeftAloneUntilItIsTrusted() throws IOException {
        LibraryFolder cpu = build(EngineLibraries.place(), Flavour.CPU);
        LibraryFolder gpu = build(EngineLibraries.place(), Flavour.CU128);
        SetAside note = libraries(gpu).note().orElseThrow();
        assertThrows(
                IllegalStateException.class,
                () -> note.during(
                        "it ended",
                        () -> {
                            throw new IllegalStateException();
                        },
                        e -> "it could not be loaded"));
        assertEquals(Optional.of(libraries(cpu)), found(WITH_GPU));
        assertEquals(Optional.of("it could not be loaded"), EngineLibraries.setAside(Flavour.CU128, WINDOWS));
        assertEquals(Optional.empty(), EngineLibraries.setAside(Flavour.CPU, WINDOWS));
        assertEquals(Flavour.CU128, EngineLibraries.advised(WITH_GPU), "there is another to go on with");
        cpu.remove();
        assertEquals(Flavour.CPU, EngineLibraries.advised(WITH_GPU));
        assertEquals(Flavour.CPU, EngineLibraries.advised(PLAIN));
        PyTorch.trustAgain(gpu);
        assertEquals(Optional.of(libraries(gpu)), found(WITH_GPU));
        assertEquals(Flavour.CU128, EngineLibraries.advised(WITH_GPU));
        assertEquals(Optional.empty(), libraries(cpu).note(), "there is no other way than the CPU");
    }

    @Test
    void whatTheUserNamesComesFirstAndMayBeAList() throws IOException {
        LibraryFolder own = build(folder.resolve("own"), Flavour.CU128);
        System.setProperty(GIVEN, folder.resolve("none") + File.pathSeparator + own.path());
        EngineLibraries named = EngineLibraries.find(PLAIN).orElseThrow();
        assertEquals(libraries(own), named);
        named.requireThere(WINDOWS);
        assertEquals(Optional.empty(), libraries(own).note(), "it is the user's to say");
        System.setProperty(GIVEN, folder.resolve("none").toString());
        EngineLibraries none = EngineLibraries.find(PLAIN).orElseThrow();
        String message = assertThrows(TesseraException.class, () -> none.requireThere(WINDOWS))
                .getMessage();
        assertTrue(message.startsWith(GIVEN + " names ") && message.contains("take it out"), message);
    }

    @Test
    void whatIsNoPathIsASentence() {
        System.setProperty(GIVEN, "a\0b");
        String message = assertThrows(TesseraException.class, () -> EngineLibraries.find(PLAIN))
                .getMessage();
        assertTrue(message.contains("cannot be a path"), message);
        System.setProperty(CacheFolder.KEY, "a\0b");
        message = assertThrows(TesseraException.class, CacheFolder::path).getMessage();
        assertTrue(message.contains("cannot be a path"), message);
    }

    @Test
    void djlIsToldForAsLongAsItStarts() throws IOException {
        LibraryFolder gpu = build(EngineLibraries.place(), Flavour.CU128);
        System.setProperty("ai.djl.offline", "false");
        libraries(gpu).during(() -> {
            assertEquals(gpu.path().toString(), System.getProperty(GIVEN));
            assertEquals("cu128", System.getProperty("PYTORCH_FLAVOR"));
            assertEquals("2.7.1", System.getProperty("PYTORCH_VERSION"));
            assertEquals("true", System.getProperty("ai.djl.offline"));
        });
        assertNull(System.getProperty(GIVEN));
        assertNull(System.getProperty("PYTORCH_FLAVOR"));
        assertEquals("false", System.clearProperty("ai.djl.offline"));
    }

    @Test
    void thisJavaHasLoadedItsOwn() {
        assertTrue(PyTorch.needsRestart());
        assertTrue(PyTorch.isThere());
        assertFalse(PyTorch.isThere(Flavour.CU128));
        assertEquals("the PyTorch that was loaded is for the CPU", PyTorch.withoutCuda());
        assertTrue(LoadFault.missing(Optional.of("why")).getMessage().contains("(why)"));
        assertTrue(LoadFault.loadedTwice().getMessage().contains("restart ImageJ"));
        assertTrue(LoadFault.alreadyLoaded("/x/libtorch_cpu.so").getMessage().contains("(/x/libtorch_cpu.so)"));
    }
}
