package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    private List<Path> files() throws IOException {
        try (var list = Files.list(folder)) {
            return list.toList();
        }
    }

    @Test
    void aWrittenFileStandsAloneInItsNewFolder() throws IOException {
        Path target = folder.resolve("neuer Ordner/Zellgröße 1.txt");
        AtomicFile.write(target, path -> Files.writeString(path, "new"));
        assertEquals("new", Files.readString(target));
        try (var list = Files.list(target.getParent())) {
            assertEquals(1, list.count());
        }
    }

    @Test
    void anOlderFileIsReplaced() throws IOException {
        Path target = Files.writeString(folder.resolve("a.txt"), "old");
        AtomicFile.write(target, path -> Files.writeString(path, "new"));
        assertEquals("new", Files.readString(target));
    }

    @Test
    void aFailedWriterLeavesTheOlderFileAndNothingElse() throws IOException {
        Path target = Files.writeString(folder.resolve("a.txt"), "old");
        assertThrows(
                IllegalStateException.class,
                () -> AtomicFile.write(target, path -> {
                    Files.writeString(path, "half");
                    throw new IllegalStateException("stopped");
                }));
        assertEquals("old", Files.readString(target));
        assertEquals(List.of(target), files());
    }

    @Test
    void theTemporaryNameEndsAsTheTargets() {
        Path[] seen = new Path[1];
        AtomicFile.write(folder.resolve("a.tif"), path -> {
            seen[0] = path;
            Files.writeString(path, "");
        });
        assertTrue(seen[0].toString().endsWith("a.tif"));
        assertEquals(folder.toAbsolutePath(), seen[0].getParent());
    }

    @Test
    void aFullDiskIsNamedAsSuch() {
        TesseraException e = assertThrows(
                TesseraException.class,
                () -> AtomicFile.write(folder.resolve("a.tif"), path -> {
                    throw new IOException("No space left on device");
                }));
        assertTrue(e.getMessage().contains("a.tif, because the disk is full; free some space"), e.getMessage());
    }

    @Test
    void aFolderInTheWayIsNamed() throws IOException {
        Path target = Files.createDirectory(folder.resolve("a.tif"));
        TesseraException e = assertThrows(TesseraException.class, () -> AtomicFile.write(target, path -> {}));
        assertTrue(e.getMessage().contains("a.tif, because it is a folder"), e.getMessage());
    }

    @Test
    void aFileInPlaceOfAFolderIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("out"));
        TesseraException e = assertThrows(TesseraException.class, () -> AtomicFile.requireWritable(file));
        assertTrue(e.getMessage().contains("a file has that name"), e.getMessage());
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamedWithTheCure() {
        Path proc = Path.of("/proc/self");
        assumeTrue(Files.isDirectory(proc), "skipped: this system has no /proc");
        TesseraException e = assertThrows(TesseraException.class, () -> AtomicFile.requireWritable(proc));
        assertTrue(e.getMessage().startsWith("Cannot write /proc/self"), e.getMessage());
        assertTrue(e.getMessage().contains("choose"), e.getMessage());
    }

    @Test
    void tryingAFolderThatIsNotThereDoesNotMakeIt() throws IOException {
        AtomicFile.requireWritable(folder.resolve("a/b/c"));
        assertEquals(List.of(), files());
        Path file = Files.createFile(folder.resolve("file"));
        assertThrows(TesseraException.class, () -> AtomicFile.requireWritable(file.resolve("a/b")));
        assertEquals(List.of(file), files());
    }

    @Test
    void tryingAFolderLeavesNothingInIt() throws IOException {
        AtomicFile.requireWritable(folder);
        assertEquals(List.of(), files());
    }

    @Test
    void tryingAMissingFolderLeavesNoFolder() throws IOException {
        AtomicFile.requireWritable(folder.resolve("a/b"));
        assertEquals(List.of(), files());
    }
}
