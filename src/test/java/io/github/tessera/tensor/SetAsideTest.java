package io.github.tessera.tensor;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetAsideTest {
    @TempDir
    Path folder;

    private SetAside note;

    @BeforeEach
    void setUp() {
        note = SetAside.of(folder.resolve("pytorch"), Path.of("libraries"));
    }

    @Test
    void whatWorksIsNotSetAside() {
        boolean[] ran = new boolean[1];
        note.during("it ended", () -> ran[0] = true, Throwable::getMessage);
        assertTrue(ran[0]);
        assertEquals(Optional.empty(), note.reason());
        assertFalse(Files.exists(note.file()));
    }

    @Test
    void whatFailsIsSetAsideUntilItIsForgotten() {
        Runnable work = () -> {
            throw new IllegalStateException("no kernel");
        };
        assertThrows(
                IllegalStateException.class, () -> note.during("it ended", work, e -> "it said " + e.getMessage()));
        assertEquals(Optional.of("it said no kernel"), note.reason());
        note.forget();
        assertEquals(Optional.empty(), note.reason());
    }

    @Test
    void whileSomebodyTriesItCountsForNothing() {
        note.during(
                "it ended",
                () -> {
                    assertTrue(Files.exists(note.file()));
                    assertEquals(Optional.empty(), note.reason());
                    boolean[] ran = new boolean[1];
                    note.during("a second", () -> ran[0] = true, Throwable::getMessage);
                    assertTrue(ran[0], "a second one tries too");
                    assertTrue(Files.exists(note.file()), "the note is the first one's");
                },
                Throwable::getMessage);
        assertFalse(Files.exists(note.file()));
    }

    @Test
    void aJavaThatEndedMeanwhileHasLeftItsReason() throws IOException {
        Files.createDirectories(note.file().getParent());
        Files.writeString(note.file(), "it ended ImageJ when it was tried\n");
        assertEquals(Optional.of("it ended ImageJ when it was tried"), note.reason());
    }

    @Test
    void aNoteThatWasCutOffEndsNothing() throws IOException {
        Files.createDirectories(note.file().getParent());
        Files.write(note.file(), new byte[] {'a', (byte) 0xC3});
        assertDoesNotThrow(note::reason);
    }

    @Test
    void onADiskWithoutLocksNobodyElseHoldsIt() {
        assertTrue(SetAside.held(() -> {
            throw new IOException("No locks available");
        }));
        assertFalse(SetAside.held(() -> null), "another Java holds it");
        assertFalse(
                SetAside.held(() -> {
                    throw new OverlappingFileLockException();
                }),
                "this Java holds it");
    }

    @Test
    void otherLibrariesHaveAnotherNote() {
        assertNotEquals(note, SetAside.of(folder.resolve("pytorch"), Path.of("others")));
    }
}
