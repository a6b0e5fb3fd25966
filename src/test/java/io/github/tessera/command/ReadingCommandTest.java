package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.PixelSize;
import io.github.tessera.model.ModelPackage;
import io.github.tessera.model.SegmentationModel;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Channels, slices, frames and pixel size through the commands. */
class ReadingCommandTest {
    private static final int SIDE = 64;

    @TempDir
    Path folder;

    /** Two hyperstacks of 3 channels and 4 slices with pixels of 0.5 micrometres, and masks of slices 2 and 3 alone. */
    @BeforeEach
    void files() {
        HeadlessImageJ.fillCommands();
        for (int i = 1; i <= 2; i++) {
            ImageFiles.saveTiff(hyperstack(0.5), folder.resolve("images/" + i + ".tif"));
            ImageStack masks = new ImageStack(SIDE, SIDE);
            masks.addSlice(new ByteProcessor(SIDE, SIDE, half(0, 255)));
            masks.addSlice(new ByteProcessor(SIDE, SIDE, half(0, 255)));
            ImageFiles.saveTiff(new ImagePlus("m", masks), folder.resolve("masks/" + i + ".tif"));
        }
    }

    /** The right half is bright in the third channel; the other channels are all one value. */
    private static ImagePlus hyperstack(double micrometres) {
        ImageStack stack = new ImageStack(SIDE, SIDE);
        for (int slice = 1; slice <= 4; slice++) {
            stack.addSlice(new ByteProcessor(SIDE, SIDE, half(slice, slice)));
            stack.addSlice(new ByteProcessor(SIDE, SIDE, half(9, 9)));
            stack.addSlice(new ByteProcessor(SIDE, SIDE, half(20, 200)));
        }
        ImagePlus imp = new ImagePlus("h", stack);
        imp.setDimensions(3, 4, 1);
        imp.setOpenAsHyperStack(true);
        if (micrometres > 0) {
            imp.getCalibration().pixelWidth = micrometres;
            imp.getCalibration().pixelHeight = micrometres;
            imp.getCalibration().setUnit("micron");
        }
        return imp;
    }

    private static byte[] half(int left, int right) {
        byte[] pixels = new byte[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % SIDE < SIDE / 2 ? left : right);
        }
        return pixels;
    }

    private DemoMacros.Run train(String more) {
        return DemoMacros.run(
                folder,
                "run('Tessera Train...', 'images=[" + folder + "/images] masks=[" + folder + "/masks] model=[" + folder
                        + "/model] steps=30 rate=0.01 validations=1 batch=2 crop=32 " + more + "');");
    }

    @Test
    void theModelRemembersChannelsAndPixelSize() {
        DemoMacros.Run run = train("channels=3 slices=2-3 pixelsize=1");
        assertTrue(run.succeeded(), run.errors());
        assertTrue(run.output().contains("4 images with masks, grey, 8 bits"), run.output());
        assertTrue(run.output().contains("Of the images these channels are read: 3."), run.output());
        assertTrue(run.output().contains("Of the images these slices are read: 2-3."), run.output());
        SegmentationModel model = ModelPackage.read(folder.resolve("model"));
        assertEquals(1, model.network().channels());
        assertEquals("3", model.input().channels().text());
        assertEquals(Optional.of(new PixelSize(1, 1)), model.input().pixelSize());
        segments();
        segmentsAFolder();
    }

    /** The channel is taken from an image of three, and labels and probabilities have the image's own size. */
    private void segments() {
        ImageFiles.saveTiff(hyperstack(0.25), folder.resolve("new/fine.tif"));
        for (String match : new String[] {"", " matchpixelsize"}) {
            DemoMacros.Run run = DemoMacros.run(
                    folder,
                    "open('" + folder + "/new/fine.tif'); run('Tessera Segment...', 'model=[" + folder
                            + "/model] overlay=none probabilities" + match + "');"
                            + "selectImage('fine_labels'); print(getWidth() + ' x ' + getHeight() + ' x ' + nSlices);"
                            + "print('left ' + getPixel(10, 30) + ', right ' + getPixel(53, 30));"
                            + "selectImage('fine_probabilities'); print('probable ' + (getPixel(53, 30) > 0.5));"
                            + "print(getWidth() + ' wide');");
            assertTrue(run.succeeded(), run.errors());
            assertTrue(run.output().contains(SIDE + " x " + SIDE + " x 4"), run.output());
            assertTrue(run.output().contains("left 0, right 1"), run.output());
            assertTrue(run.output().contains("probable 1"), run.output());
            assertTrue(run.output().contains(SIDE + " wide"), run.output());
        }
    }

    private void segmentsAFolder() {
        ImageFiles.saveTiff(hyperstack(0), folder.resolve("new/unknown.tif"));
        DemoMacros.Run run = DemoMacros.run(
                folder,
                "run('Tessera Segment Folder...', 'input=[" + folder + "/new] model=[" + folder + "/model] output=["
                        + folder + "/results] overlay=none matchpixelsize');");
        assertFalse(run.succeeded());
        assertTrue(run.output().contains("1 of 2 images are segmented"), run.output());
        assertTrue(run.errors().contains("unknown.tif does not tell how large its pixels are"), run.errors());
        ImagePlus labels = ImageFiles.open(folder.resolve("results/labels/fine.tif"));
        assertEquals(SIDE, labels.getWidth());
        assertEquals(4, LabelImage.labels(labels).size());
    }

    @Test
    void aModelWithoutAPixelSizeSaysSo() {
        for (int i = 1; i <= 2; i++) {
            ImageFiles.saveTiff(hyperstack(0), folder.resolve("images/" + i + ".tif"));
        }
        assertTrue(train("channels=3 slices=2-3").succeeded());
        ImageFiles.saveTiff(hyperstack(0.25), folder.resolve("new/fine.tif"));
        DemoMacros.Run run = DemoMacros.run(
                folder,
                "open('" + folder + "/new/fine.tif'); run('Tessera Segment...', 'model=[" + folder
                        + "/model] matchpixelsize');");
        assertFalse(run.succeeded());
        assertTrue(
                run.errors().startsWith("The model model does not know how large the pixels were that it learnt from:"),
                run.errors());
    }

    @Test
    void whatIsNotUnderstoodIsSaid() {
        assertTrue(train("channels=red")
                .errors()
                .startsWith("The channels \"red\" are not understood; write all or numbers from 1 and ranges"));
        assertTrue(train("slices=2-3 channels=4").errors().startsWith("There is no channel 4 in 1.tif, which has 3"));
        assertTrue(train("slices=1-3")
                .errors()
                .startsWith("Of the image 1.tif 3 of 4 slices are chosen, but its mask 1.tif has 2;"));
        assertTrue(train("").errors().startsWith("The image 1.tif has 4 slices, but its mask 1.tif has 2;"));
    }

    @Test
    void theCheckReadsTheSame() {
        DemoMacros.Run run = DemoMacros.run(
                folder,
                "run('Tessera Check Data...', 'images=[" + folder + "/images] masks=[" + folder
                        + "/masks] channels=1,3 slices=2-3 pixelsize=1 shown=1');");
        assertTrue(run.succeeded(), run.errors());
        assertTrue(run.output().contains("4 images with masks, 2 channels, 8 bits"), run.output());
        assertTrue(run.output().contains("Sizes (pixels): 32 x 32 (4)"), run.output());
        assertTrue(run.output().contains("are rescaled to pixels of 1.0 micrometres."), run.output());
    }
}
