package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ByteProcessor;
import io.github.tessera.progress.TesseraException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptFileTest {
    @TempDir
    private Path folder;

    private String saved(String name, int width) {
        String file = folder.resolve(name).toString();
        IJ.saveAsTiff(new ImagePlus(name, new ByteProcessor(width, 2)), file);
        return file;
    }

    @Test
    void aFileIsOpenedOnceForEachText() {
        String first = saved("first.tif", 3);
        String second = saved("second.tif", 5);
        KeptFile kept = new KeptFile("labels");
        ImagePlus image = kept.image(first);
        assertSame(image, kept.image(first));
        assertEquals(5, kept.image(second).getWidth());
        assertNotSame(image, kept.image(first));
    }

    @Test
    void whatIsNeitherOpenNorAFileIsTold() {
        TesseraException refusal =
                assertThrows(TesseraException.class, () -> new KeptFile("labels").image("cells.tif"));
        assertTrue(
                refusal.getMessage().matches("No open image is called cells.tif, and there is no file .*/cells.tif:.*"),
                refusal.getMessage());
    }
}
