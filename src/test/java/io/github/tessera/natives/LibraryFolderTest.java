package io.github.tessera.natives;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.device.CLibrary;
import io.github.tessera.device.Flavour;
import io.github.tessera.device.Platform;
import io.github.tessera.image.SmallDisk;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryFolderTest {
    @TempDir
    Path all;

    private LibrarySetup setup;
    private LibraryFolder folder;

    @BeforeEach
    void install() throws IOException {
        Path source = LibraryFiles.write(all.resolve("source"), LibraryFiles.of(Flavour.CPU));
        setup = new LibrarySetup(all, LibraryFiles.LINUX);
        folder = setup.install(Flavour.CPU, source.toString(), "", Progress.NONE);
    }

    @Test
    void whatIsMissingOrChangedIsNamedAndRepaired() throws IOException {
        assertEquals(List.of(), folder.damage(Progress.NONE));
        byte[] library = Files.readAllBytes(folder.path().resolve("libc10.so"));
        library[17]++;
        Files.write(folder.path().resolve("libc10.so"), library);
        Files.delete(folder.path().resolve("libgomp-98b21ff3.so.1"));
        assertEquals(List.of("libc10.so", "libgomp-98b21ff3.so.1"), folder.damage(Progress.NONE));
        setup.install(Flavour.CPU, all.resolve("source").toString(), "", Progress.NONE);
        LibrarySetupTest.assertHolds(folder, LibraryFiles.of(Flavour.CPU));
    }

    @Test
    void withoutItsListAFolderIsNotInstalledByUs() throws IOException {
        Files.delete(folder.path().resolve("SHA256SUMS"));
        assertFalse(folder.isInstalled());
        assertTrue(folder.hasLibraries());
        TesseraException e = assertThrows(TesseraException.class, () -> folder.damage(Progress.NONE));
        assertTrue(e.getMessage().contains("repair PyTorch"), e.getMessage());
    }

    @Test
    void aListOfNothingProvesNothing() throws IOException {
        Files.writeString(folder.path().resolve("SHA256SUMS"), "");
        assertEquals(
                List.of("libc10.so", "libgomp-98b21ff3.so.1", "libtorch.so", "libtorch_cpu.so"),
                folder.damage(Progress.NONE));
    }

    @Test
    void whatWasAddedSinceIsDamageToo() throws IOException {
        Files.createFile(folder.path().resolve("libold.so"));
        Files.createFile(folder.path().resolve("0.35.1-libdjl_torch.so"));
        assertEquals(List.of("libold.so"), folder.damage(Progress.NONE));
    }

    @Test
    void itsBytesAreCounted() throws IOException {
        assertEquals(120_000 + Files.size(folder.path().resolve("SHA256SUMS")), folder.bytes());
        assertEquals(0, setup.folder(Flavour.CU128).bytes());
    }

    @Test
    void removedItIsGoneWithAllThatWasAdded() throws IOException {
        Files.createDirectories(folder.path().resolve("a/b"));
        Files.createFile(folder.path().resolve("a/b/c.so"));
        folder.remove();
        assertEquals(List.of("source"), LibrarySetupTest.names(all));
        folder.remove();
    }

    @Test
    void aFolderInUseStaysWhole() throws Exception {
        Path busy = setup.folder(Flavour.CU128).path();
        try (SmallDisk disk = new SmallDisk(busy, "1m")) {
            LibraryFiles.write(disk.folder(), LibraryFiles.of(Flavour.CU128));
            TesseraException e = assertThrows(TesseraException.class, () -> setup.remove(Flavour.CU128, Progress.NONE));
            assertTrue(e.getMessage().startsWith("Cannot delete " + busy + ": restart ImageJ"), e.getMessage());
            assertEquals(
                    LibraryFiles.of(Flavour.CU128).size(),
                    LibrarySetupTest.names(busy).size());
            assertTrue(setup.folder(Flavour.CU128).hasLibraries());
        }
    }

    @Test
    void djlsBridgeIsUnpackedAnewByDjl() throws IOException {
        Files.createFile(folder.path().resolve("0.35.1-libdjl_torch.so"));
        folder.removeBridge();
        LibrarySetupTest.assertHolds(folder, LibraryFiles.of(Flavour.CPU));
    }

    @Test
    void aFolderThatIsALinkLosesTheLinkOnly() throws IOException {
        Path shared = all.resolve("shared");
        Files.move(folder.path(), shared);
        Files.createSymbolicLink(folder.path(), shared);
        assertTrue(folder.isInstalled());
        folder.remove();
        assertFalse(Files.exists(folder.path()));
        assertEquals(5, LibrarySetupTest.names(shared).size());
    }

    @Test
    void namesFollowTheSystem() {
        Platform windows = new Platform(Platform.Kind.WINDOWS, "x86_64", 64, CLibrary.UNKNOWN, false);
        Platform mac = new Platform(Platform.Kind.MACOS, "aarch64", 64, CLibrary.UNKNOWN, false);
        assertEquals("torch.dll", LibraryFolder.fileName(windows, "torch"));
        assertEquals("libtorch.dylib", LibraryFolder.fileName(mac, "torch"));
        assertEquals(
                all.resolve("2.7.1-cpu-osx-aarch64"),
                LibraryFolder.in(all, Flavour.CPU, mac).path());
    }

    @Test
    void allFourJarsOfTheCpuAreKnown() {
        ChecksumList known = ChecksumList.published();
        for (String classifier : List.of("linux-x86_64", "linux-aarch64", "win-x86_64", "osx-aarch64")) {
            assertTrue(
                    known.of("pytorch-native-cpu-2.7.1-" + classifier + ".jar").isPresent(), classifier);
        }
        assertEquals(4, known.sums().size());
    }
}
