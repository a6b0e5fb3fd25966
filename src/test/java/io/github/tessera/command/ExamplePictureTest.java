package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.MaskSettings;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.predict.Decision;
import io.github.tessera.predict.Evaluation;
import io.github.tessera.progress.Progress;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExamplePictureTest {
    private static final int SIDE = 32;

    @TempDir
    Path folder;

    /** A stack of two slices, each of one value but for one pixel, so that there are two values. */
    private Path stack(String kind, int first, int second) {
        ImageStack stack = new ImageStack(SIDE, SIDE);
        for (int value : new int[] {first, second}) {
            byte[] pixels = new byte[SIDE * SIDE];
            Arrays.fill(pixels, (byte) value);
            pixels[0] = (byte) (255 - value);
            stack.addSlice(new ByteProcessor(SIDE, SIDE, pixels));
        }
        ImageFiles.saveTiff(new ImagePlus("s", stack), folder.resolve(kind).resolve("s.tif"));
        return folder.resolve(kind);
    }

    @Test
    void eachSliceOfAStackIsShownWithItsOwnLabels() {
        // The second slice is predicted worse, so it is drawn first; in the images it is the bright one.
        Evaluation evaluation = Evaluation.of(
                LabelledSet.fromFolders(
                        stack("predictions", 255, 0), stack("masks", 255, 255), MaskSettings.defaults(), Progress.NONE),
                Decision.USUAL,
                Progress.NONE);
        assertEquals("s.tif slice 2", evaluation.worstFirst().get(0).name());
        int pixel = plain(new ExamplePicture(stack("images", 0, 255)).of(evaluation));
        assertEquals(0xffffff, pixel & 0xffffff);
    }

    /** A pixel in the middle of the first small picture, where the image stands without labels. */
    private static int plain(ImagePlus picture) {
        return picture.getProcessor().getPixel(8 + 128, 20 + 128);
    }
}
