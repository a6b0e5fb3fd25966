package io.github.tessera.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.image.AtomicFile;
import io.github.tessera.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EarlierFilesTest {
    private static final List<String> NAMES = List.of("model", "logs");

    @TempDir
    Path parent;

    private Path folder;

    @BeforeEach
    void make() throws IOException {
        folder = Files.createDirectories(parent.resolve("nuclei"));
    }

    private void write(String name, String text) {
        AtomicFile.write(folder.resolve(name), file -> Files.writeString(file, text));
    }

    private String text(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    @Test
    void whatWasThereIsThereAgainAndWhatWasNotIsGone() throws IOException {
        write("model", "old");
        write("logs/first", "1");
        write("notes", "the user's");
        EarlierFiles before = EarlierFiles.keep(folder, NAMES);
        write("model", "new");
        write("logs/second", "2");
        write("notes", "the user's later ones");
        before.restore();
        before.forget(Progress.NONE);
        assertEquals("old", text("model"));
        assertEquals("1", text("logs/first"));
        assertFalse(Files.exists(folder.resolve("logs/second")));
        assertEquals("the user's later ones", text("notes"));
        assertFalse(Files.exists(folder.resolve(".before")));
    }

    private void discarded() {
        EarlierFiles before = EarlierFiles.keep(folder, NAMES);
        write("model", "new");
        before.restore();
        before.forget(Progress.NONE);
    }

    @Test
    void aFolderThatWasNotThereGoesAndOneThatWasEmptyStays() throws IOException {
        discarded();
        assertArrayEquals(new String[0], folder.toFile().list());
        Files.delete(folder);
        discarded();
        assertFalse(Files.exists(folder));
    }

    @Test
    void aLinkToTheFolderStays() throws IOException {
        Path disk = Files.move(folder, parent.resolve("disk"));
        Files.createSymbolicLink(folder, disk);
        EarlierFiles before = EarlierFiles.keep(folder, NAMES);
        write("model", "new");
        before.forget(Progress.NONE);
        assertTrue(Files.isSymbolicLink(folder));
        assertEquals("new", text("model"));
    }

    @Test
    void whatIsNotDiscardedStays() throws IOException {
        write("model", "old");
        EarlierFiles before = EarlierFiles.keep(folder, NAMES);
        write("model", "new");
        before.forget(Progress.NONE);
        assertEquals("new", text("model"));
        assertArrayEquals(new String[] {"model"}, folder.toFile().list());
    }

    @Test
    void whatAKilledTrainingLeftCounts() throws IOException {
        write("model", "old");
        EarlierFiles.keep(folder, NAMES);
        assertTrue(Files.exists(folder.resolve(".before/model")));
        write("model", "newer");
        EarlierFiles next = EarlierFiles.keep(folder, NAMES);
        write("model", "newest");
        next.restore();
        assertEquals("newer", text("model"));
    }
}
