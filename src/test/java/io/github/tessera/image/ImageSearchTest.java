package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageSearchTest {
    @TempDir
    Path folder;

    private void files(String... names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, new byte[1]);
        }
    }

    private List<String> found(String pattern, boolean recursive) {
        return new ImageSearch(NamePattern.parse(pattern), recursive)
                .in(folder, subfolder -> subfolder.endsWith("out")).stream()
                        .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                        .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "*.tif, a.tif, true",
        "*.tif, A.TIF, true",
        "*.tif, a.tiff, false",
        "*.tif, tif, false",
        "a?.png, a1.png, true",
        "a?.png, a.png, false",
        "'*.png *.tif', x.tif, true",
        "'*.png,*.tif;*.gif', x.gif, true",
        "'', anything, true",
        "a(1)[2].tif, a(1)[2].tif, true",
        "a.tif, aXtif, false",
        "ÄB*, äb.tif, true"
    })
    void patterns(String pattern, String name, boolean expected) {
        assertEquals(expected, NamePattern.parse(pattern).matches(name));
    }

    @Test
    void aPatternIsNoPath() {
        assertThrows(TesseraException.class, () -> NamePattern.parse("a/*.tif"));
        assertThrows(TesseraException.class, () -> NamePattern.parse("a\\*.tif"));
    }

    @Test
    void everyFolderInNaturalOrderAndThenItsSubfolders() throws IOException {
        files("s10/a.tif", "s2/b.tif", "s2/deep/c.tif", "z10.tif", "z9.tif", "out/d.tif", ".hidden/e.tif", ".f.tif");
        assertEquals(List.of("z9.tif", "z10.tif"), found("", false));
        assertEquals(List.of("z9.tif", "z10.tif", "s2/b.tif", "s2/deep/c.tif", "s10/a.tif"), found("", true));
    }

    @Test
    void anEndingThatIsWrittenOutIsTaken() throws IOException {
        files("a.xyz", "a.txt", "a.tif");
        assertEquals(List.of("a.tif"), found("a*", false));
        assertEquals(List.of("a.tif"), found("*.*", false));
        assertEquals(List.of("a.xyz"), found("*.xyz", false));
        assertEquals(List.of("a.tif", "a.xyz"), found("a* *.xyz", false));
    }

    @Test
    void nothingFoundIsTold() throws IOException {
        files("a.txt", "sub/a.tif");
        assertFalse(message("", true).isPresent());
        assertTrue(message("", false).orElseThrow().contains("holds no image files"));
        assertTrue(message("*.png", true).orElseThrow().contains("match *.png, and neither do its subfolders"));
    }

    private Optional<String> message(String pattern, boolean recursive) {
        try {
            found(pattern, recursive);
            return Optional.empty();
        } catch (TesseraException e) {
            return Optional.of(e.getMessage());
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void linksInACircleEnd() throws IOException {
        files("a/b/x.tif");
        Files.createSymbolicLink(folder.resolve("a/b/back"), folder);
        Files.createSymbolicLink(folder.resolve("again"), folder.resolve("a"));
        assertEquals(List.of("a/b/x.tif"), found("", true));
    }
}
