package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColourTableTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "gif"})
    void filesWithATableTellIt(String format) throws IOException {
        IndexColorModel table = new IndexColorModel(
                8, 4, new byte[] {0, -1, 0, 1}, new byte[] {0, 0, -128, 2}, new byte[] {0, 0, 0, 3});
        BufferedImage image = new BufferedImage(5, 3, BufferedImage.TYPE_BYTE_INDEXED, table);
        Path file = folder.resolve("größe 1." + format);
        ImageIO.write(image, format, file.toFile());
        assertEquals(
                List.of(0, 0xFF0000, 0x008000, 0x010203), ColourTable.of(file).subList(0, 4));
    }

    @Test
    void greyAndRgbFilesHaveNone() throws IOException {
        Path grey = folder.resolve("grey.png");
        ImageFiles.savePng(List.of(new byte[6]), 3, 2, grey);
        assertEquals(List.of(), ColourTable.of(grey));
        Path rgb = folder.resolve("rgb.png");
        ImageFiles.savePng(List.of(new byte[6], new byte[6], new byte[6]), 3, 2, rgb);
        assertEquals(List.of(), ColourTable.of(rgb));
        Path tiff = folder.resolve("grey.tif");
        ImageFiles.saveTiff(new ImagePlus("g", new ByteProcessor(3, 2)), tiff);
        assertEquals(List.of(), ColourTable.of(tiff));
    }

    @Test
    void whatIsNoImageHasNone() throws IOException {
        assertEquals(List.of(), ColourTable.of(Files.writeString(folder.resolve("a.png"), "nothing")));
        assertEquals(List.of(), ColourTable.of(Files.write(folder.resolve("b.png"), new byte[0])));
        assertEquals(List.of(), ColourTable.of(folder.resolve("none.png")));
    }

    @Test
    void aFileThatIsCutOffHasNone() throws IOException {
        BufferedImage image = new BufferedImage(
                5,
                3,
                BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(8, 2, new byte[2], new byte[2], new byte[2]));
        Path file = folder.resolve("c.png");
        ImageIO.write(image, "png", file.toFile());
        byte[] whole = Files.readAllBytes(file);
        for (int length = 1; length < 45; length++) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            List<Integer> table = ColourTable.of(file);
            assertEquals(true, table.isEmpty() || table.size() == 2, length + " bytes");
        }
    }
}
