package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.TesseraException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultFolderTest {
    private static final Path OUT = Path.of("/data/out");

    private static List<Path> files(Path folder, String... names) {
        return List.of(names).stream().map(folder::resolve).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/data/out", "/data/out/labels", "/data/out/overlays", "/data/out/probabilities"})
    void imagesAreNeverReadFromWhereResultsAreWritten(Path source) {
        String message = assertThrows(
                        TesseraException.class, () -> new ResultFolder(OUT, source, files(source, "a.tif")))
                .getMessage();
        assertTrue(message.contains("choose another output folder"), message);
    }

    @Test
    void twoImagesThatWouldHaveOneResultAreNamed() {
        Path source = Path.of("/data/in");
        assertEquals(OUT, new ResultFolder(OUT, source, files(source, "a.tif", "b.png")).folder());
        String message = assertThrows(
                        TesseraException.class,
                        () -> new ResultFolder(OUT, source, files(source, "a.png", "b.png", "a.tif")))
                .getMessage();
        assertTrue(message.contains("both a.png and a.tif"), message);
    }
}
