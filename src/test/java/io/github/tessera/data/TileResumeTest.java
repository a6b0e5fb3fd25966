package io.github.tessera.data;

import static io.github.tessera.data.TileFixtures.contents;
import static io.github.tessera.data.TileFixtures.names;
import static io.github.tessera.data.TileFixtures.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.data.TileFixtures.Kind;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.TileFormat;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tile.EdgeRule;
import io.github.tessera.tile.TileLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second run into the folder of a first one. */
class TileResumeTest {
    @TempDir
    Path folder;

    private Path save(String name, Kind kind, int width, int height) {
        Path file = folder.resolve(name);
        ImageFiles.saveTiff(kind.noise(width, height), file);
        return file;
    }

    private FolderResult cut(TileSettings settings) {
        return TileCutting.cut(folder.resolve("in"), Optional.empty(), folder.resolve("out"), settings, Progress.NONE);
    }

    @Test
    void whatIsThereStaysAndOtherFilesAreLeftAlone() throws IOException {
        Path source = save("in/a.tif", Kind.BYTE, 30, 30);
        TileSettings settings = settings(10, 10, EdgeRule.SHIFT, TileFormat.TIFF);
        cut(settings);
        Path out = folder.resolve("out/images");
        Files.writeString(out.resolve("notes.txt"), "mine");
        Files.writeString(out.resolve(".hidden"), "mine");
        Map<String, String> before = contents(folder.resolve("out"));
        Files.delete(out.resolve("a_30x30_x0010_y0010.tif"));
        assertEquals(new FolderResult(1, 1, 8, List.of()), cut(settings));
        assertEquals(before, contents(folder.resolve("out")));
        // With all tiles there the image is not even opened.
        FileTime time = Files.getLastModifiedTime(source);
        Files.writeString(source, "no image any more");
        Files.setLastModifiedTime(source, time);
        assertEquals(new FolderResult(1, 0, 9, List.of()), cut(settings));
    }

    @Test
    void tilesOlderThanTheirImageAreCutAgain() throws IOException {
        Path source = save("in/a.tif", Kind.BYTE, 30, 30);
        TileSettings settings = settings(10, 10, EdgeRule.SHIFT, TileFormat.TIFF);
        cut(settings);
        Files.setLastModifiedTime(source, FileTime.fromMillis(System.currentTimeMillis() + 60_000));
        assertEquals(9, cut(settings).written());
        Files.setLastModifiedTime(source, FileTime.fromMillis(0));
        assertEquals(0, cut(settings).written());
        TileLayout layout = settings.layout();
        assertEquals(9, cut(new TileSettings(layout, TileFormat.TIFF, true)).written(), "overwrite");
    }

    @Test
    void whatAKilledRunLeftIsTidiedUp() throws IOException {
        save("in/a.tif", Kind.BYTE, 20, 20);
        TileSettings settings = settings(10, 10, EdgeRule.SHIFT, TileFormat.TIFF);
        cut(settings);
        Map<String, String> before = contents(folder.resolve("out"));
        Path half = folder.resolve("out/images/.0f8fad5b-d9cb-469f-a165-70867728950e-a_20x20_x0000_y0000.tif");
        Files.writeString(half, "half");
        cut(settings);
        assertEquals(before, contents(folder.resolve("out")));
    }

    @Test
    void tilesOfTwoKindsNeverMix() throws IOException {
        save("in/a.tif", Kind.BYTE, 30, 30);
        cut(settings(10, 10, EdgeRule.SHIFT, TileFormat.TIFF));
        Map<String, String> before = contents(folder.resolve("out"));
        TesseraException e =
                assertThrows(TesseraException.class, () -> cut(settings(15, 15, EdgeRule.SHIFT, TileFormat.TIFF)));
        assertTrue(e.getMessage().contains("cut otherwise (Tiles of 10 x 10 pixels, every 10 x 10"), e.getMessage());
        Files.delete(folder.resolve("out/tiles.txt"));
        e = assertThrows(TesseraException.class, () -> cut(settings(10, 10, EdgeRule.SHIFT, TileFormat.TIFF)));
        assertTrue(e.getMessage().contains("it is not known how, for tiles.txt is missing"), e.getMessage());
        before.remove("tiles.txt");
        assertEquals(before, contents(folder.resolve("out")));
    }

    @Test
    void anImageOfAnotherSizeUnderTheSameNameIsRefused() throws IOException {
        save("in/a.tif", Kind.BYTE, 30, 30);
        TileSettings settings = settings(10, 10, EdgeRule.SHIFT, TileFormat.TIFF);
        cut(settings);
        Path source = save("in/a.tif", Kind.BYTE, 40, 30);
        // A file system's clock may stand still between the two.
        Files.setLastModifiedTime(source, FileTime.fromMillis(System.currentTimeMillis() + 60_000));
        String failure = cut(settings).failures().get(0);
        assertTrue(failure.contains("holds tiles of another a.tif, of 30 x 30 pixels and 1 slice;"), failure);
    }

    @Test
    void escStopsAndTheNextRunGoesOn() throws IOException {
        save("in/a.tif", Kind.BYTE, 200, 200);
        TileSettings settings = settings(10, 10, EdgeRule.SHIFT, TileFormat.PNG);
        Progress escaped = new Progress() {
            @Override
            public boolean cancelled() {
                return Files.exists(folder.resolve("out/images/a_200x200_x0090_y0000.png"));
            }
        };
        assertThrows(
                CancelledException.class,
                () -> TileCutting.cut(
                        folder.resolve("in"), Optional.empty(), folder.resolve("out"), settings, escaped));
        int there = names(folder.resolve("out/images")).size();
        assertTrue(there >= 1 && there < 400, there + " tiles");
        assertEquals(new FolderResult(1, 400 - there, there, List.of()), cut(settings));
    }
}
