package io.github.tessera.data;

import static io.github.tessera.data.TileFixtures.settings;
import static io.github.tessera.data.TileFixtures.values;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import io.github.tessera.data.TileFixtures.Kind;
import io.github.tessera.data.TileFixtures.Log;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.TileFormat;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tile.EdgeRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UntilingTest {
    @TempDir
    Path folder;

    private final Log log = new Log();

    private Untiling.Result join(String tiles, boolean gaps) {
        return Untiling.join(folder.resolve(tiles), folder.resolve("whole"), gaps, log);
    }

    private void tile(String name, int width, int height, int value) {
        byte[] pixels = new byte[width * height];
        Arrays.fill(pixels, (byte) value);
        ImageFiles.saveTiff(
                new ImagePlus("t", new ByteProcessor(width, height, pixels)), folder.resolve("tiles/" + name));
    }

    /** Tiles of the image a, 50 x 40, in the folder out/images. */
    private void cut(int step) {
        ImageFiles.saveTiff(Kind.BYTE.noise(50, 40), folder.resolve("in/a.tif"));
        TileCutting.cut(
                folder.resolve("in"),
                Optional.empty(),
                folder.resolve("out"),
                settings(20, step, EdgeRule.SHIFT, TileFormat.TIFF),
                log);
    }

    @Test
    void whereTilesOverlapTheNearestCentreDecides() {
        tile("a_10x4_x0000_y0000.tif", 6, 4, 1);
        tile("a_10x4_x0004_y0000.tif", 6, 4, 2);
        join("tiles", false);
        int[] row = Arrays.copyOf(
                values(ImageFiles.open(folder.resolve("whole/a.tif"))).get(0), 10);
        assertArrayEquals(new int[] {1, 1, 1, 1, 1, 2, 2, 2, 2, 2}, row);
    }

    @Test
    void labelsAndProbabilitiesOfOtherFoldersKeepTheirKind() {
        for (int x : new int[] {0, 3}) {
            String name = "b_7x4_x000" + x + "_y0000";
            byte[] labels = new byte[16];
            Arrays.fill(labels, (byte) (x + 1));
            ImageFiles.saveTiff(
                    LabelImage.of(labels, 4, 4, List.of("sky", "cell"), "l", new Calibration()),
                    folder.resolve("labels/" + name + ".tif"));
            float[] probabilities = new float[16];
            Arrays.fill(probabilities, 0.1f + x);
            ImageFiles.saveTiff(
                    new ImagePlus("p", new FloatProcessor(4, 4, probabilities)),
                    folder.resolve("probabilities/" + name + "_prob.tif"));
        }
        join("labels", false);
        ImagePlus labels = ImageFiles.open(folder.resolve("whole/b.tif"));
        assertEquals(List.of("sky", "cell"), LabelImage.classes(labels));
        assertTrue(labels.getProcessor().isColorLut());
        assertArrayEquals(
                new int[] {1, 1, 1, 1, 4, 4, 4}, Arrays.copyOf(values(labels).get(0), 7));
        Untiling.join(folder.resolve("probabilities"), folder.resolve("p"), false, log);
        ImagePlus probabilities = ImageFiles.open(folder.resolve("p/b.tif"));
        assertEquals(32, probabilities.getBitDepth());
        assertEquals(3.1f, probabilities.getProcessor().getf(6, 3));
    }

    @Test
    void aMissingTileIsNamedUnlessItMayBeMissing() throws IOException {
        cut(20);
        Files.delete(folder.resolve("out/images/a_50x40_x0020_y0000.tif"));
        Files.delete(folder.resolve("out/images/a_50x40_x0030_y0020.tif"));
        String failure = join("out/images", false).failures().get(0);
        assertTrue(
                failure.startsWith("The tile a_50x40_x0020_y0000 is missing, as are 1 more of a; cut or segment"),
                failure);
        assertFalse(Files.exists(folder.resolve("whole")));
        assertEquals(new Untiling.Result(1, List.of()), join("out/images", true));
        assertTrue(log.text().contains("a: 30.0 % of the pixels are in no tile and stay 0."), log.text());
        int[] image = values(Kind.BYTE.noise(50, 40)).get(0);
        int[] whole = values(ImageFiles.open(folder.resolve("whole/a.tif"))).get(0);
        for (int i = 0; i < whole.length; i++) {
            int x = i % 50;
            // The shifted column answers for what is nearest to its centre: from 35 on.
            boolean missing = i / 50 < 20 ? x >= 20 && x < 35 : x >= 35;
            assertEquals(missing ? 0 : image[i], whole[i], x + " " + i / 50);
        }
    }

    @Test
    void aMissingColumnOrEdgeIsNamed() throws IOException {
        cut(20);
        for (String y : List.of("0000", "0020")) {
            Files.delete(folder.resolve("out/images/a_50x40_x0030_y" + y + ".tif"));
        }
        String failure = join("out/images", false).failures().get(0);
        assertTrue(failure.startsWith("No tile of a holds the pixels from column 40 on; cut or"), failure);
        for (String x : List.of("0000", "0020")) {
            Files.delete(folder.resolve("out/images/a_50x40_x" + x + "_y0020.tif"));
        }
        Files.delete(folder.resolve("out/images/a_50x40_x0000_y0000.tif"));
        assertTrue(join("out/images", false).failures().get(0).contains("from column 0 on"));
    }

    @Test
    void severalImagesAndOtherFiles() throws IOException {
        cut(7);
        tile("b_4x4_x0000_y0000.tif", 4, 4, 9);
        Files.copy(folder.resolve("tiles/b_4x4_x0000_y0000.tif"), folder.resolve("out/images/b_4x4_x0000_y0000.tif"));
        Files.copy(folder.resolve("tiles/b_4x4_x0000_y0000.tif"), folder.resolve("out/images/other.tif"));
        assertEquals(new Untiling.Result(2, List.of()), join("out/images", false));
        assertTrue(log.text().contains("none of a tile's: 1 files"), log.text());
        assertEquals(List.of("a.tif", "b.tif"), TileFixtures.names(folder.resolve("whole")));
    }

    @Test
    void aTileOfAnotherKindOrABrokenOneFailsItsImageOnly() throws IOException {
        cut(20);
        tile("b_4x4_x0000_y0000.tif", 4, 4, 9);
        Files.copy(folder.resolve("tiles/b_4x4_x0000_y0000.tif"), folder.resolve("out/images/b_4x4_x0000_y0000.tif"));
        tile("c_8x4_x0000_y0000.tif", 4, 4, 9);
        Path changed = folder.resolve("out/images/a_50x40_x0020_y0020.tif");
        Files.copy(folder.resolve("tiles/c_8x4_x0000_y0000.tif"), changed, StandardCopyOption.REPLACE_EXISTING);
        Untiling.Result result = join("out/images", false);
        assertEquals(1, result.images());
        assertTrue(result.failures().get(0).contains("y0020.tif is not of the size and kind of a_50x40"), log.text());
        Files.writeString(changed, "rubbish");
        Files.delete(folder.resolve("whole/b.tif"));
        assertTrue(join("out/images", false).failures().get(0).contains("cannot be read as an image"), log.text());
        assertFalse(Files.exists(folder.resolve("whole/a.tif")));
    }

    @Test
    void whatCannotBeIsRefused() throws IOException {
        tile("a_8x4_x0000_y0000.tif", 4, 4, 1);
        tile("a_8x4_x0004_y0000.tif", 4, 4, 1);
        Files.createDirectories(folder.resolve("whole"));
        Files.writeString(folder.resolve("whole/a.tif"), "mine");
        assertRefused("tiles", "a.tif is there already; choose another output folder.");
        assertEquals("mine", Files.readString(folder.resolve("whole/a.tif")));
        tile("a_8x4_x0004_y0000_pred.tif", 4, 4, 1);
        assertRefused("tiles", "are the same tile; keep one of them.");
        Files.delete(folder.resolve("tiles/a_8x4_x0004_y0000_pred.tif"));
        tile("a_9x4_x0004_y0000.tif", 4, 4, 1);
        assertRefused("tiles", "are of one image but of different sizes");
        Files.createDirectories(folder.resolve("plain"));
        Files.copy(folder.resolve("tiles/a_8x4_x0004_y0000.tif"), folder.resolve("plain/a.tif"));
        assertRefused("plain", "holds no tiles: their names end in size and position");
    }

    private void assertRefused(String tiles, String sentence) {
        TesseraException e = assertThrows(TesseraException.class, () -> join(tiles, false));
        assertTrue(e.getMessage().contains(sentence), e.getMessage());
    }
}
