package io.github.tessera.natives;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.device.Flavour;
import io.github.tessera.image.SmallDisk;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Room on the disk, what is downloaded there, and folders that cannot be moved. */
class LibrarySetupDiskTest {
    private static final long GB = 1_000_000_000L;

    private final LibraryMirror mirror = new LibraryMirror();

    @TempDir
    Path all;

    @AfterEach
    void stop() {
        mirror.close();
    }

    private LibraryFolder install(LibrarySetup setup, Flavour flavour) {
        return setup.install(flavour, mirror.address(), "", Progress.NONE);
    }

    private String failure(LibrarySetup setup, Flavour flavour, String from, Progress progress) {
        return assertThrows(TesseraException.class, () -> setup.install(flavour, from, "", progress))
                .getMessage();
    }

    /** It needs a gigabyte more than is free. */
    private LibrarySetup tooBig() throws IOException {
        return mirror.setup(all, Files.getFileStore(all).getUsableSpace() + GB, Duration.ZERO);
    }

    private void broken(Flavour flavour) {
        mirror.broken.put(flavour.isCuda() ? LibraryMirror.CORE : LibraryMirror.JAR, 20_000);
        failure(mirror.setup(all), flavour, mirror.address(), Progress.NONE);
        mirror.broken.clear();
        mirror.asked.clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TESSERA_MIRROR", "", "/my.zip"})
    void tooLittleRoomIsSaidBeforeAnythingIsAsked(String from) throws IOException {
        String where = from.equals(LibrarySetup.MIRROR) ? "" : mirror.address() + from;
        System.setProperty(LibrarySetup.MIRROR, mirror.address());
        try {
            for (Flavour flavour : Flavour.values()) {
                String message = failure(tooBig(), flavour, where, Progress.NONE);
                assertTrue(message.startsWith("PyTorch needs ") && message.contains(" free: free some space"), message);
                assertTrue(
                        message.endsWith("let the environment variable DJL_CACHE_DIR name a folder on another disk."),
                        message);
            }
        } finally {
            System.clearProperty(LibrarySetup.MIRROR);
        }
        assertEquals(List.of(), mirror.asked);
    }

    @Test
    void whatCameAlreadyNeedsNoMoreRoom() throws IOException {
        for (String folder : List.of("downloads/cu128", "elsewhere")) {
            sparse(Files.createDirectories(all.resolve(folder)).resolve("two gigabytes"));
        }
        failure(tooBig(), Flavour.CPU, mirror.address(), Progress.NONE);
        LibrarySetupTest.assertHolds(install(tooBig(), Flavour.CU128), LibraryFiles.of(Flavour.CU128));
    }

    private static void sparse(Path file) throws IOException {
        try (RandomAccessFile empty = new RandomAccessFile(file.toFile(), "rw")) {
            empty.setLength(2 * GB);
        }
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void whatCameForTheOtherBuildIsKept(Flavour flavour) throws IOException {
        Flavour other = flavour.isCuda() ? Flavour.CPU : Flavour.CU128;
        broken(other);
        install(mirror.setup(all), flavour);
        assertTrue(mirror.setup(all).remove(flavour, Progress.NONE));
        assertFalse(mirror.setup(all).remove(flavour, Progress.NONE));
        mirror.asked.clear();
        install(mirror.setup(all), other);
        assertTrue(mirror.asked.stream().anyMatch(path -> path.endsWith(" bytes=20000-")), mirror.asked.toString());
        assertFalse(Files.exists(all.resolve("downloads")));
    }

    @Test
    void whatAnOlderTesseraDownloadedIsCleanedUp() throws IOException {
        Path older = all.resolve("downloads/libtorch.zip.part");
        LibraryFiles.write(all, Map.of("downloads/libtorch.zip.part", new byte[9]));
        broken(Flavour.CU128);
        assertFalse(Files.exists(older));
        assertEquals(List.of("cu128"), LibrarySetupTest.names(all.resolve("downloads")));
        Files.write(older, new byte[9]);
        assertTrue(mirror.setup(all).remove(Flavour.CPU, Progress.NONE));
        assertFalse(Files.exists(older));
    }

    @Test
    void whatAKilledSetupLeftIsRemoved() throws IOException {
        LibrarySetup setup = mirror.setup(all);
        for (String left : List.of(".unfinished", ".removed", ".kept")) {
            LibraryFiles.write(all.resolve("2.7.1-cpu-linux-x86_64" + left), LibraryFiles.of(Flavour.CPU));
            assertTrue(setup.remove(Flavour.CPU, Progress.NONE), left);
            assertEquals(List.of(), LibrarySetupTest.names(all));
        }
        assertFalse(setup.remove(Flavour.CPU, Progress.NONE));
    }

    @Test
    void aBuildThatAKilledSetupHadMovedAsideComesBack() throws Exception {
        LibrarySetup setup = mirror.setup(all);
        LibraryFolder folder = install(setup, Flavour.CPU);
        Path kept = all.resolve(folder.path().getFileName() + ".kept");
        move(folder.path(), kept);
        String nothing = assertThrows(
                        TesseraException.class,
                        () -> setup.install(Flavour.CPU, all.resolve("none.zip").toString(), "", Progress.NONE))
                .getMessage();
        assertTrue(nothing.contains("none.zip"), nothing);
        LibrarySetupTest.assertHolds(folder, LibraryFiles.of(Flavour.CPU));
        assertFalse(Files.exists(kept));
    }

    @Test
    void aBuildInUseIsNoticedBeforeAnythingIsBrought() throws Exception {
        LibrarySetup setup = mirror.setup(all);
        Path busy = setup.folder(Flavour.CU128).path();
        try (SmallDisk disk = new SmallDisk(busy, "1m")) {
            LibraryFiles.write(disk.folder(), LibraryFiles.of(Flavour.CU128));
            String message = failure(setup, Flavour.CU128, mirror.address(), Progress.NONE);
            assertTrue(message.startsWith("Cannot replace " + busy + ": restart ImageJ"), message);
            assertEquals(List.of(), mirror.asked);
            assertTrue(setup.folder(Flavour.CU128).hasLibraries());
        }
    }

    /** Does something when the new folder is about to be moved. */
    private static Progress beforeTheMove(Runnable what) {
        return new Progress() {
            @Override
            public void status(String message) {
                if (message.startsWith("Moving PyTorch")) {
                    what.run();
                }
            }
        };
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void ifTheNewOneCannotBeMovedTheOldOneStays() throws IOException {
        LibrarySetup setup = mirror.setup(all);
        LibraryFolder folder = install(setup, Flavour.CPU);
        Path fresh = all.resolve(folder.path().getFileName() + ".unfinished");
        String message =
                failure(setup, Flavour.CPU, mirror.address(), beforeTheMove(() -> move(fresh, all.resolve("held"))));
        assertTrue(message.startsWith("Cannot move " + fresh + " to " + folder.path()), message);
        LibrarySetupTest.assertHolds(folder, LibraryFiles.of(Flavour.CPU));
        assertEquals(List.of(folder.path().getFileName().toString(), "downloads", "held"), LibrarySetupTest.names(all));
        mirror.asked.clear();
        install(setup, Flavour.CPU);
        assertEquals(List.of(), mirror.asked);
    }

    @Test
    void ifTheNewOneCannotBeMovedForAMomentItIsWaitedFor() throws Exception {
        LibrarySetup setup = mirror.setup(all, 0, Duration.ofSeconds(60));
        LibraryFolder folder = install(setup, Flavour.CPU);
        Files.createFile(folder.path().resolve("libold.so"));
        Path fresh = all.resolve(folder.path().getFileName() + ".unfinished");
        Path held = all.resolve("held");
        AtomicReference<CompletableFuture<Void>> back = new AtomicReference<>();
        setup.install(Flavour.CPU, mirror.address(), "", beforeTheMove(() -> {
            move(fresh, held);
            back.set(CompletableFuture.runAsync(
                    () -> move(held, fresh), CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS)));
        }));
        back.get().get(20, TimeUnit.SECONDS);
        LibrarySetupTest.assertHolds(folder, LibraryFiles.of(Flavour.CPU));
        assertEquals(1, LibrarySetupTest.names(all).size());
    }

    @Test
    void anOldOneThatCannotBeDeletedYetIsDeletedTheNextTime() throws Exception {
        LibrarySetup setup = mirror.setup(all);
        LibraryFolder folder = install(setup, Flavour.CPU);
        Path aside = all.resolve(folder.path().getFileName() + ".kept");
        try (SmallDisk disk = new SmallDisk(folder.path().resolve("busy"), "1m")) {
            LibrarySetupTest.assertHolds(install(setup, Flavour.CPU), LibraryFiles.of(Flavour.CPU));
            assertTrue(Files.isDirectory(aside));
            move(folder.path(), all.resolve("new"));
            move(aside, folder.path());
            assertTrue(Files.isDirectory(disk.folder()));
        }
        move(folder.path(), aside);
        move(all.resolve("new"), folder.path());
        install(setup, Flavour.CPU);
        assertEquals(1, LibrarySetupTest.names(all).size());
    }
}
