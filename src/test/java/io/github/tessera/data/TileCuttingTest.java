package io.github.tessera.data;

import static io.github.tessera.data.TileFixtures.names;
import static io.github.tessera.data.TileFixtures.settings;
import static io.github.tessera.data.TileFixtures.values;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ij.ImagePlus;
import io.github.tessera.data.TileFixtures.Kind;
import io.github.tessera.data.TileFixtures.Log;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.TileFormat;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tile.EdgeRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TileCuttingTest {
    @TempDir
    Path folder;

    private final Log log = new Log();

    private Path save(String name, Kind kind, int width, int height) {
        Path file = folder.resolve(name);
        ImageFiles.saveTiff(kind.noise(width, height), file);
        return file;
    }

    private FolderResult cut(TileSettings settings) {
        return TileCutting.cut(folder.resolve("in"), Optional.empty(), folder.resolve("out"), settings, log);
    }

    private FolderResult cutBoth(TileSettings settings) {
        return TileCutting.cut(
                folder.resolve("in"), Optional.of(folder.resolve("masks in")), folder.resolve("out"), settings, log);
    }

    /** Tiles, put together again, are the image. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void cuttingAndJoiningGivesTheImageBack(Kind kind) {
        save("in/größe 1.tif", kind, 53, 37);
        ImagePlus image = kind.noise(53, 37);
        for (TileFormat format : TileFormat.values()) {
            for (EdgeRule edge : EdgeRule.values()) {
                for (int[] sizes : new int[][] {{16, 16}, {20, 7}, {37, 1}}) {
                    if (format == TileFormat.PNG && !kind.inPng()) {
                        continue;
                    }
                    Path out = folder.resolve(format + " " + edge + sizes[0] + "-" + sizes[1]);
                    TileSettings settings = settings(sizes[0], sizes[1], edge, format);
                    FolderResult result =
                            TileCutting.cut(folder.resolve("in"), Optional.empty(), out, settings, Progress.NONE);
                    assertEquals(List.of(), result.failures());
                    Untiling.join(out.resolve("images"), out.resolve("whole"), edge == EdgeRule.DROP, Progress.NONE);
                    ImagePlus whole = ImageFiles.open(out.resolve("whole/größe 1.tif"));
                    assertEquals(image.getBitDepth(), whole.getBitDepth());
                    assertSame(image, whole, sizes, edge);
                }
            }
        }
    }

    private static void assertSame(ImagePlus image, ImagePlus whole, int[] sizes, EdgeRule edge) {
        int width = edge == EdgeRule.DROP ? (53 - sizes[0]) / sizes[1] * sizes[1] + sizes[0] : 53;
        int height = edge == EdgeRule.DROP ? (37 - sizes[0]) / sizes[1] * sizes[1] + sizes[0] : 37;
        List<int[]> expected = values(image);
        for (int[] slice : expected) {
            for (int i = 0; i < slice.length; i++) {
                slice[i] = i % 53 < width && i / 53 < height ? slice[i] : 0;
            }
        }
        List<int[]> found = values(whole);
        assertEquals(expected.size(), found.size());
        for (int s = 0; s < found.size(); s++) {
            assertArrayEquals(expected.get(s), found.get(s), edge + " " + sizes[0] + "/" + sizes[1]);
        }
    }

    @Test
    void anImageSmallerThanATileIsMirroredWhole() {
        save("in/a.tif", Kind.BYTE, 5, 3);
        cut(settings(12, 12, EdgeRule.MIRROR, TileFormat.TIFF));
        ImagePlus tile = ImageFiles.open(folder.resolve("out/images/a_5x3_x0000_y0000.tif"));
        int[] image = values(Kind.BYTE.noise(5, 3)).get(0);
        int[] columns = {0, 1, 2, 3, 4, 3, 2, 1, 0, 1, 2, 3};
        int[] rows = {0, 1, 2, 1, 0, 1, 2, 1, 0, 1, 2, 1};
        for (int i = 0; i < 144; i++) {
            assertEquals(
                    image[rows[i / 12] * 5 + columns[i % 12]],
                    tile.getProcessor().get(i),
                    "pixel " + i);
        }
    }

    @Test
    void masksAreCutInStepUnderTheImagesNames() throws IOException {
        for (int i = 1; i <= 3; i++) {
            save("in/cell_0" + i + ".tif", Kind.RGB, 40, 30);
            save("masks in/cell_0" + i + "_mask.tif", Kind.TABLE, 40, 30);
        }
        save("in/cell_09.tif", Kind.RGB, 40, 30);
        FolderResult result = cutBoth(settings(16, 16, EdgeRule.SHIFT, TileFormat.PNG));
        assertEquals(new FolderResult(3, 3 * 6 * 2, 0, List.of()), result);
        assertTrue(log.text().contains("Left out, for it has no partner: in/cell_09.tif"), log.text());
        assertEquals(names(folder.resolve("out/images")), names(folder.resolve("out/masks")));
        ImagePlus tile = ImageFiles.open(folder.resolve("out/images/cell_02_40x30_x0016_y0014.png"));
        ImagePlus mask = ImageFiles.open(folder.resolve("out/masks/cell_02_40x30_x0016_y0014.png"));
        ImagePlus image = Kind.RGB.noise(40, 30);
        ImagePlus truth = Kind.TABLE.noise(40, 30);
        assertEquals(8, mask.getBitDepth());
        for (int y = 0; y < 16; y++) {
            for (int x = 0; x < 16; x++) {
                assertEquals(
                        image.getProcessor().get(16 + x, 14 + y) & 0xFFFFFF,
                        tile.getProcessor().get(x, y) & 0xFFFFFF);
                assertEquals(
                        truth.getProcessor().get(16 + x, 14 + y),
                        mask.getProcessor().get(x, y));
            }
        }
    }

    @Test
    void pixelSizeOriginAndPropertiesAreKept() {
        ImagePlus image = Kind.SHORT.noise(20, 20);
        image.getCalibration().pixelWidth = 0.25;
        image.getCalibration().setUnit("micron");
        image.setProp("made.by", "test");
        image.setDisplayRange(100, 3000);
        ImageFiles.saveTiff(image, folder.resolve("in/a.tif"));
        cut(settings(10, 10, EdgeRule.SHIFT, TileFormat.TIFF));
        ImagePlus tile = ImageFiles.open(folder.resolve("out/images/a_20x20_x0010_y0000.tif"));
        assertEquals(0.25, tile.getCalibration().pixelWidth, 1e-6);
        assertEquals("micron", tile.getCalibration().getUnit());
        assertEquals(-10, tile.getCalibration().xOrigin, "the tile's first column is the image's tenth");
        assertEquals("test", tile.getProp("made.by"));
        assertEquals(3000, tile.getDisplayRangeMax());
        Untiling.join(folder.resolve("out/images"), folder.resolve("whole"), false, Progress.NONE);
        ImagePlus whole = ImageFiles.open(folder.resolve("whole/a.tif"));
        assertEquals(0.25, whole.getCalibration().pixelWidth, 1e-6);
        assertEquals(0, whole.getCalibration().xOrigin);
        assertEquals("test", whole.getProp("made.by"));
    }

    @Test
    void whatIsDroppedIsTold() {
        save("in/a.tif", Kind.BYTE, 25, 20);
        save("in/b.tif", Kind.BYTE, 25, 20);
        save("in/tiny.tif", Kind.BYTE, 5, 20);
        TileSettings settings = settings(10, 10, EdgeRule.DROP, TileFormat.TIFF);
        assertEquals(List.of(), cut(settings).failures());
        String told = "2 images of 25 x 20 pixels: 100 pixels of each plane (20.0 %) are in no tile.";
        assertTrue(log.text().contains(told), log.text());
        assertTrue(log.text().contains("1 image of 5 x 20 pixels: 100 pixels of each plane (100.0 %)"), log.text());
        cut(settings);
        assertEquals(3, log.text().split(" of 25 x 20 pixels", -1).length, "told again when nothing was to be cut");
    }

    @Test
    void anImageThatDoesNotFitIsLeftOutAndTheRestIsCut() throws IOException {
        save("in/a.tif", Kind.BYTE, 30, 30);
        save("in/b.tif", Kind.BYTE, 30, 30);
        save("in/c.tif", Kind.BYTE, 30, 30);
        save("masks in/a.tif", Kind.BYTE, 30, 30);
        save("masks in/b.tif", Kind.BYTE, 30, 31);
        Files.writeString(folder.resolve("masks in/c.tif"), "rubbish");
        FolderResult result = cutBoth(settings(10, 10, EdgeRule.SHIFT, TileFormat.TIFF));
        assertEquals(1, result.images());
        assertEquals(2, result.failures().size());
        String all = String.join("\n", result.failures());
        assertTrue(
                all.contains("The image b.tif is of 30 x 30 pixels, but its mask b.tif is of 30 x 31 pixels; give"),
                all);
        assertTrue(all.contains("c.tif cannot be read as an image"), all);
        assertEquals(9, names(folder.resolve("out/images")).size());
        assertEquals(9, names(folder.resolve("out/masks")).size());
    }

    @Test
    void tooSmallToShiftAndTooDeepForPngAreTold() {
        save("in/a.tif", Kind.BYTE, 9, 30);
        String small = cut(settings(10, 10, EdgeRule.SHIFT, TileFormat.TIFF))
                .failures()
                .get(0);
        assertTrue(small.startsWith("The image a.tif is of 9 x 30 pixels, too small for a tile of 10 x 10;"), small);
        save("in/a.tif", Kind.FLOAT, 30, 30);
        TileSettings png = settings(10, 10, EdgeRule.SHIFT, TileFormat.PNG);
        String deep = cut(png).failures().get(0);
        assertEquals("The image a.tif has 32 bits, which PNG cannot hold; choose TIFF for the tiles.", deep);
        save("in/a.tif", Kind.CHANNELS, 30, 30);
        assertTrue(cut(png).failures().get(0).contains("has 3 channels, which PNG"));
    }

    @Test
    void millionsOfTilesAreRefused() {
        save("in/a.tif", Kind.BYTE, 1200, 900);
        String failure =
                cut(settings(1, 1, EdgeRule.SHIFT, TileFormat.TIFF)).failures().get(0);
        assertTrue(failure.startsWith("The image a would be cut into 1080000 tiles, more than 1000000;"), failure);
    }

    @Test
    void wrongFoldersAreRefusedBeforeAnythingIsWritten() throws IOException {
        save("images/a.tif", Kind.BYTE, 30, 30);
        TileSettings settings = settings(10, 10, EdgeRule.SHIFT, TileFormat.TIFF);
        Path images = folder.resolve("images");
        TesseraException e = assertThrows(
                TesseraException.class, () -> TileCutting.cut(images, Optional.empty(), folder, settings, log));
        assertTrue(e.getMessage().contains("from which images are read; choose another output"), e.getMessage());
        e = assertThrows(
                TesseraException.class,
                () -> TileCutting.cut(images, Optional.of(images), folder.resolve("out"), settings, log));
        assertTrue(e.getMessage().contains("both read from"), e.getMessage());
        save("other/b.tif", Kind.BYTE, 30, 30);
        save("other/c.tif", Kind.BYTE, 30, 30);
        save("other/c.tiff", Kind.BYTE, 30, 30);
        Path other = folder.resolve("other");
        e = assertThrows(
                TesseraException.class,
                () -> TileCutting.cut(other, Optional.empty(), folder.resolve("out"), settings, log));
        assertTrue(e.getMessage().contains("whose tiles would have the same names; rename"), e.getMessage());
        assertFalse(Files.exists(folder.resolve("out")));
        Path proc = Path.of("/proc/self");
        assumeTrue(Files.isDirectory(proc), "skipped: this system has no /proc");
        e = assertThrows(TesseraException.class, () -> TileCutting.cut(images, Optional.empty(), proc, settings, log));
        assertTrue(e.getMessage().startsWith("Cannot write /proc/self"), e.getMessage());
    }

    @Test
    void aTileThatCannotBeWrittenEndsTheRun() throws IOException {
        save("in/a.tif", Kind.BYTE, 30, 30);
        Files.createDirectories(folder.resolve("out/images/a_30x30_x0010_y0010.tif"));
        Files.writeString(
                folder.resolve("out/tiles.txt"),
                settings(10, 10, EdgeRule.SHIFT, TileFormat.TIFF).describe() + "\n");
        Files.setLastModifiedTime(folder.resolve("out/images/a_30x30_x0010_y0010.tif"), FileTime.fromMillis(0));
        TesseraException e =
                assertThrows(TesseraException.class, () -> cut(settings(10, 10, EdgeRule.SHIFT, TileFormat.TIFF)));
        assertTrue(e.getMessage().contains("a_30x30_x0010_y0010.tif, because it is a folder"), e.getMessage());
    }
}
