package io.github.tessera.natives;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.device.Flavour;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is brought from a mirror. */
class LibrarySetupTest {
    private final LibraryMirror mirror = new LibraryMirror();
    private Path all;
    private LibrarySetup setup;

    @BeforeEach
    void begin(@TempDir Path folder) {
        all = folder.resolve("Müllers Ordner, neu").resolve("pytorch");
        setup = mirror.setup(all);
    }

    @AfterEach
    void stop() {
        mirror.close();
    }

    private LibraryFolder install(Flavour flavour) {
        return setup.install(flavour, mirror.address(), "", Progress.NONE);
    }

    private String failure(Flavour flavour) {
        return assertThrows(TesseraException.class, () -> install(flavour)).getMessage();
    }

    static void assertHolds(LibraryFolder folder, Map<String, byte[]> libraries) throws IOException {
        assertTrue(folder.isInstalled());
        for (Map.Entry<String, byte[]> library : libraries.entrySet()) {
            assertArrayEquals(
                    library.getValue(), Files.readAllBytes(folder.path().resolve(library.getKey())));
        }
        assertEquals(libraries.size() + 1, names(folder.path()).size());
        assertEquals(List.of(), folder.damage(Progress.NONE));
    }

    static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".lock"))
                    .sorted()
                    .toList();
        }
    }

    /** The last part of what a break was gone on with. */
    private static String last(List<String> asked) {
        String path = asked.get(asked.size() - 1);
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void aBuildIsBroughtAndNothingElseIsLeft(Flavour flavour) throws IOException {
        assertEquals(List.of(), setup.installed());
        LibraryFolder folder = install(flavour);
        assertEquals(setup.folder(flavour), folder);
        assertEquals(List.of(folder), setup.installed());
        assertHolds(folder, LibraryFiles.of(flavour));
        assertEquals(List.of("2.7.1-" + flavour.word() + "-linux-x86_64"), names(all));
        assertEquals(flavour.isCuda() ? 7 : 1, mirror.asked.size());
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void installedAgainItIsReplaced(Flavour flavour) throws IOException {
        Path old = install(flavour).path().resolve("libold.so");
        Files.createFile(old);
        assertHolds(install(flavour), LibraryFiles.of(flavour));
        assertEquals(1, names(all).size());
    }

    @Test
    void aBrokenJarIsGoneOnWith() throws IOException {
        mirror.broken.put(LibraryMirror.JAR, 20_000);
        String message = failure(Flavour.CPU);
        assertTrue(message.endsWith("(what came is kept)."), message);
        assertEquals(List.of("downloads"), names(all));
        mirror.broken.clear();
        assertHolds(install(Flavour.CPU), LibraryFiles.of(Flavour.CPU));
        assertEquals("pytorch-native-cpu-2.7.1-linux-x86_64.jar bytes=20000-", last(mirror.asked));
    }

    @Test
    void ofManyFilesThoseThatCameAreNotBroughtAgain() throws IOException {
        String third = LibraryMirror.BUILDS + LibraryMirror.GPU + "libtorch_cpu.so.gz";
        mirror.broken.put(third, 10_000);
        failure(Flavour.CU128);
        assertEquals(List.of(), setup.installed());
        mirror.broken.clear();
        mirror.asked.clear();
        assertHolds(install(Flavour.CU128), LibraryFiles.of(Flavour.CU128));
        assertTrue(mirror.asked.contains(third + " bytes=10000-"), mirror.asked.toString());
        assertFalse(mirror.asked.stream().anyMatch(path -> path.contains("libc10.so")), mirror.asked.toString());
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void stoppedInTheMiddleNothingIsInstalledAndTheDownloadsStay(Flavour flavour) throws IOException {
        Progress stopped = new Progress() {
            private boolean unpacking;

            @Override
            public void status(String message) {
                unpacking |= message.contains("Unpacking libtorch_cpu");
            }

            @Override
            public boolean cancelled() {
                return unpacking;
            }
        };
        assertThrows(CancelledException.class, () -> setup.install(flavour, mirror.address(), "", stopped));
        assertEquals(List.of("downloads"), names(all));
        mirror.asked.clear();
        assertHolds(install(flavour), LibraryFiles.of(flavour));
        assertFalse(mirror.asked.stream().anyMatch(path -> path.endsWith("jar") || path.contains("libc10.so")));
    }

    @Test
    void whatWasThereStaysWhenTheNewOneFails() throws IOException {
        LibraryFolder folder = install(Flavour.CPU);
        mirror.files.remove(LibraryMirror.JAR);
        assertTrue(failure(Flavour.CPU).contains("has no such file (HTTP 404)"));
        assertHolds(folder, LibraryFiles.of(Flavour.CPU));
    }

    @Test
    void twoAtOnceDoNotDisturbEachOther() throws Exception {
        LibrarySetup other = mirror.setup(all);
        AtomicReference<CompletableFuture<LibraryFolder>> second = new AtomicReference<>();
        Progress slow = new Progress() {
            private boolean started;

            @Override
            public void status(String message) {
                if (!started && message.contains("Unpacking libtorch_cpu")) {
                    started = true;
                    second.set(CompletableFuture.supplyAsync(
                            () -> other.install(Flavour.CU128, mirror.address(), "", Progress.NONE)));
                    sleep();
                }
            }
        };
        LibraryFolder first = setup.install(Flavour.CU128, mirror.address(), "", slow);
        assertEquals(first, second.get().get(20, TimeUnit.SECONDS));
        assertHolds(first, LibraryFiles.of(Flavour.CU128));
        assertEquals(1, names(all).size());
    }

    private static void sleep() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void progressTellsWhatComesHowMuchAndWhere(Flavour flavour) {
        List<Double> shares = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        setup.install(flavour, mirror.address(), "", new Progress() {
            @Override
            public void update(long done, long total) {
                shares.add((double) done / total);
            }

            @Override
            public void status(String message) {
                lines.add(message);
            }

            @Override
            public void log(String line) {
                lines.add(line);
            }
        });
        assertEquals(shares.stream().sorted().toList(), shares);
        assertEquals(1.0, shares.get(shares.size() - 1));
        assertTrue(
                lines.stream().anyMatch(line -> line.matches(".*Downloading .*0\\.[01] of 0\\.[01] MB")),
                lines.toString());
        assertTrue(lines.get(lines.size() - 1).startsWith("PyTorch 2.7.1 " + flavour.use() + " is in " + all));
        assertTrue(setup.plan(flavour).endsWith(" to " + setup.folder(flavour).path()));
    }

    @Test
    void removedAllIsGone() throws IOException {
        LibraryFolder folder = install(Flavour.CPU);
        mirror.broken.put(LibraryMirror.JAR, 1000);
        failure(Flavour.CPU);
        assertTrue(setup.remove(Flavour.CPU, Progress.NONE));
        assertFalse(folder.isInstalled());
        assertEquals(List.of(), names(all));
        assertFalse(setup.remove(Flavour.CPU, Progress.NONE));
        assertFalse(mirror.setup(all.resolve("none")).remove(Flavour.CPU, Progress.NONE));
        assertFalse(Files.exists(all.resolve("none")));
    }
}
