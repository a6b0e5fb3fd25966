package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.ReadingSettings;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.progress.Progress;
import io.github.tessera.view.CorrectedLabels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Corrected images as files. */
class CorrectionFolderTest {
    private static final List<String> CLASSES = List.of("background", "nucleus");

    @TempDir
    Path folder;

    private static Correction all(ImagePlus image, int value) {
        byte[] labels = new byte[image.getWidth() * image.getHeight()];
        labels[0] = (byte) value;
        return new Correction(
                new CorrectedLabels("the overlay", image.getWidth(), image.getHeight(), List.of(labels)), List.of(0));
    }

    private List<String> names(CorrectionFolder kept) {
        return kept.read(2, ReadingSettings.ALL, Progress.NONE).names();
    }

    @Test
    void theSameImageIsReplacedAndAnotherOfItsNameIsNot() {
        CorrectionFolder kept = new CorrectionFolder(folder);
        ImagePlus image = IJ.createImage("a/b.tif", "16-bit ramp", 9, 7, 1);
        image.getCalibration().pixelWidth = 0.25;
        image.getCalibration().setUnit("micron");
        kept.add(image, all(image, 0), CLASSES, Progress.NONE);
        kept.add(image, all(image, 1), CLASSES, Progress.NONE);
        assertEquals(List.of("a_b.tif"), names(kept));
        LabelledSet read = kept.read(2, ReadingSettings.ALL, Progress.NONE);
        assertEquals(1, read.counts().classes().get(1));
        kept.add(IJ.createImage("a/b.tif", "16-bit black", 9, 7, 1), all(image, 1), CLASSES, Progress.NONE);
        assertEquals(List.of("a_b.tif", "a_b_2.tif"), names(kept));
        ImagePlus written = ImageFiles.open(folder.resolve("corrections/images/a_b.tif"));
        assertArrayEquals((short[]) image.getProcessor().getPixels(), (short[])
                written.getProcessor().getPixels());
        assertEquals(0.25, written.getCalibration().pixelWidth);
        CorrectionFolder next = new CorrectionFolder(folder.resolve("next"));
        next.take(kept, Progress.NONE);
        assertEquals(names(kept), names(next));
    }

    @Test
    void withoutAModelNothingIsLeft() throws IOException {
        CorrectionFolder kept = new CorrectionFolder(folder.resolve("net-2"));
        ImagePlus image = IJ.createImage("a", "8-bit ramp", 9, 7, 1);
        kept.add(image, all(image, 1), CLASSES, Progress.NONE);
        kept.deleteUnlessLearnt();
        assertFalse(Files.exists(kept.model()));
        kept.add(image, all(image, 1), CLASSES, Progress.NONE);
        Files.writeString(kept.model().resolve("rdf.yaml"), "");
        kept.deleteUnlessLearnt();
        assertTrue(kept.exists());
    }
}
