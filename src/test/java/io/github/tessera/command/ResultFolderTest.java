package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.TesseraException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultFolderTest {
    private static final Path OUT = Path.of("/data/out");

    private static ResultFolder folder(Path source, String... names) {
        List<Path> files = List.of(names).stream().map(source::resolve).toList();
        return new ResultFolder(OUT, source, files, "", EnumSet.of(ResultKind.OVERLAYS, ResultKind.LABELS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/data/out",
                "/data/out/labels",
                "/data/out/overlays",
                "/data/out/probabilities",
                "/data/out/labels/sub"
            })
    void imagesAreNeverReadFromWhereResultsAreWritten(Path source) {
        String message = assertThrows(TesseraException.class, () -> folder(source, "a.tif"))
                .getMessage();
        assertTrue(message.contains("choose another output folder"), message);
    }

    @Test
    void twoImagesThatWouldHaveOneResultAreNamed() {
        Path source = Path.of("/data/in");
        assertEquals(OUT, folder(source, "a.tif", "b.png").folder());
        String message = assertThrows(TesseraException.class, () -> folder(source, "a.png", "b.png", "a.tif"))
                .getMessage();
        assertTrue(message.contains("both a.png and a.tif"), message);
    }
}
