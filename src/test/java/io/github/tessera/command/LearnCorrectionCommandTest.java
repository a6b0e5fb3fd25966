package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.model.ModelPackage;
import io.github.tessera.predict.SegmentedPlane;
import io.github.tessera.predict.Segmenter;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.DeviceChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small network is taught bright squares, and corrected through the command. */
class LearnCorrectionCommandTest {
    private static final int SIDE = 48;
    private static final String QUICK = " steps=3 batch=2";

    @TempDir
    Path folder;

    private final int[][] places = new int[5][]; // of the squares: left, top

    @BeforeEach
    void commands() {
        HeadlessImageJ.fillCommands();
    }

    /** Noise with a bright square in each image; the mask is 255 there. */
    private void data(int channels) {
        Random random = new Random(5);
        for (int n = 0; n < 5; n++) {
            byte[] pixels = new byte[SIDE * SIDE];
            byte[] mask = new byte[SIDE * SIDE];
            int x = 4 + random.nextInt(25);
            int y = 4 + random.nextInt(25);
            places[n] = new int[] {x, y};
            for (int i = 0; i < pixels.length; i++) {
                boolean inside = i % SIDE >= x && i % SIDE < x + 14 && i / SIDE >= y && i / SIDE < y + 14;
                pixels[i] = (byte) (60 + 20 * random.nextGaussian() + (inside ? 90 : 0));
                mask[i] = (byte) (inside ? 255 : 0);
            }
            ImageFiles.savePng(
                    IntStream.range(0, channels).mapToObj(c -> pixels).toList(), SIDE, SIDE, images(n + ".png"));
            ImageFiles.savePng(List.of(mask), SIDE, SIDE, folder.resolve("masks/" + n + ".png"));
        }
    }

    private Path images(String name) {
        return folder.resolve("images/" + name);
    }

    private DemoMacros.Run macro(String macro) {
        return DemoMacros.run(folder, macro.replace("FOLDER", folder.toString()));
    }

    private String done(String macro) {
        DemoMacros.Run run = macro(macro);
        assertTrue(run.succeeded(), run.errors());
        return run.output();
    }

    private void refused(String macro, String sentence) {
        DemoMacros.Run run = macro(macro);
        assertFalse(run.succeeded(), macro);
        assertTrue(run.errors().contains(sentence), run.errors());
        assertFalse(Files.exists(folder.resolve("net-2")), "nothing is left");
    }

    private void train(int steps) {
        done("run('Tessera Train...', 'images=[FOLDER/images] masks=[FOLDER/masks] model=[FOLDER/net]"
                + " width=4 depth=2 crop=32 batch=4 rate=0.01 validations=1 device=cpu steps=" + steps + "');");
    }

    private static String segmented(String image) {
        return "open('FOLDER/images/" + image + "');\nrun('Tessera Segment...', 'model=[FOLDER/net] device=cpu');\n"
                + "selectImage('" + image + "');\n";
    }

    private static String learn(String options) {
        return "run('Tessera Learn From Correction...', 'model=[FOLDER/net] device=cpu " + options + "');\n";
    }

    /** Makes the overlay one square, by a macro. */
    private static String square(int x, int y, int side) {
        return "Overlay.remove;\nmakeRectangle(" + x + ", " + y + ", " + side + ", " + side
                + ");\nRoi.setName('foreground-1');\nOverlay.addSelection;\nRoi.remove;\n";
    }

    private static byte[] squareLabels(int x, int y, int side) {
        byte[] labels = new byte[SIDE * SIDE];
        for (int i = 0; i < labels.length; i++) {
            boolean inside = i % SIDE >= x && i % SIDE < x + side && i / SIDE >= y && i / SIDE < y + side;
            labels[i] = (byte) (inside ? 1 : 0);
        }
        return labels;
    }

    private ImagePlus kept(String model, String kind, String name) {
        return ImageFiles.open(folder.resolve(model + "/corrections/" + kind + "/" + name));
    }

    private static byte[] pixels(ImagePlus image) {
        return (byte[]) image.getProcessor().getPixels();
    }

    private List<String> names(String model) {
        return ImageFiles.list(folder.resolve(model + "/corrections/labels")).stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }

    /** The mean cross-entropy of a model on an image and its labels. */
    private double loss(String model, String image, byte[] labels) {
        try (Segmenter segmenter = Segmenter.open(folder.resolve(model), DeviceChoice.CPU)) {
            PlaneStack stack = PlaneStack.open(images(image));
            SegmentedPlane plane = segmenter.segment(stack.planes().get(0), image, 8, true, Progress.NONE);
            double sum = 0;
            for (int i = 0; i < labels.length; i++) {
                double p = plane.probabilities()[0][i];
                sum -= Math.log(Math.max(1e-7, labels[i] == 1 ? p : 1 - p));
            }
            return sum / labels.length;
        }
    }

    @Test
    void theModelLearnsWhatWasDrawnAndStaysWhatItWas() throws IOException {
        data(1);
        train(6);
        byte[] before = Files.readAllBytes(folder.resolve("net/training.pt"));
        String log = done(segmented("0.png") + square(places[0][0], places[0][1], 14) + learn("steps=30 rate=0.005"));
        assertArrayEquals(squareLabels(places[0][0], places[0][1], 14), pixels(kept("net-2", "labels", "0.tif")));
        assertEquals(List.of("background", "foreground"), LabelImage.classes(kept("net-2", "labels", "0.tif")));
        assertArrayEquals(pixels(ImageFiles.open(images("0.png"))), pixels(kept("net-2", "images", "0.tif")));
        byte[] wanted = squareLabels(places[0][0], places[0][1], 14);
        assertTrue(
                loss("net-2", "0.png", wanted) < 0.9 * loss("net", "0.png", wanted),
                loss("net", "0.png", wanted) + " before, " + loss("net-2", "0.png", wanted) + " now");
        assertArrayEquals(before, Files.readAllBytes(folder.resolve("net/training.pt")));
        assertEquals("net-2", ModelPackage.read(folder.resolve("net-2")).name());
        assertTrue(log.contains("0.png is learnt from as it was corrected, not with its earlier labels."), log);
        assertTrue(log.contains("Taken for the correction: the overlay, which differs"), log);
        assertTrue(log.contains("0.png as it was corrected: IoU "), log);
        assertTrue(log.contains("Images kept out: IoU "), log);
        assertTrue(Files.isRegularFile(folder.resolve("net-2/history.png")));
    }

    @Test
    void aPaintedLabelImageCountsWhereTheOverlayIsAsPredicted() {
        data(1);
        train(40);
        String log = done(segmented("1.png")
                + "selectImage('1_labels');\nfor (i = 0; i < 30; i++) setPixel(i % 6, floor(i / 6), 1);\n"
                + "selectImage('1.png');\n" + learn(QUICK));
        assertTrue(log.contains("Taken for the correction: the label image 1_labels"), log);
        byte[] labels = pixels(kept("net-2", "labels", "1.tif"));
        for (int i = 0; i < 5 * SIDE; i++) {
            assertTrue(i % SIDE >= 6 || labels[i] == 1);
        }
    }

    @Test
    void correctionsAndTheWayToTheFirstImagesAreCarriedAlong() throws IOException {
        data(1);
        train(3);
        done(segmented("0.png") + square(30, 30, 12) + learn(QUICK));
        String second = done("open('FOLDER/images/1.png');\n" + square(1, 2, 9)
                + "run('Tessera Learn From Correction...', 'model=[FOLDER/net-2] device=cpu" + QUICK + "');\n");
        assertEquals(List.of("0.tif"), names("net-2"));
        assertEquals(List.of("0.tif", "1.tif"), names("net-3"));
        assertArrayEquals(squareLabels(30, 30, 12), pixels(kept("net-3", "labels", "0.tif")));
        assertTrue(second.contains("2 of the images are corrected ones"), second);
        List<String> split = Files.readAllLines(folder.resolve("net-3/split.csv"));
        assertTrue(split.contains("corrected 0.tif,train") && split.contains("corrected 1.tif,train"), split + "");
        assertEquals(6, split.size(), "three of the first images, two corrections, a heading: " + split);
        String record = Files.readString(folder.resolve("net-3/train.ijm"));
        assertEquals(
                2, record.lines().filter(l -> l.contains("Tessera Learn From")).count());
        assertTrue(record.startsWith("run(\"Tessera Train...\", \"images="), record);
    }

    @Test
    void withoutTheFirstImagesItLearnsFromCorrectionsAlone() throws IOException {
        data(1);
        train(3);
        Files.move(folder.resolve("masks"), folder.resolve("elsewhere"));
        String log = done("open('FOLDER/images/0.png');\n" + square(30, 30, 12) + learn("steps=6 batch=2"));
        assertTrue(log.contains("What the model learnt from first cannot be read."), log);
        assertTrue(log.contains("It learns from corrections alone, in fewer steps, and may forget"), log);
        assertEquals(2, ModelPackage.read(folder.resolve("net-2")).notes().steps());
        Files.delete(folder.resolve("net-2/train.ijm"));
        String entered = done("open('FOLDER/images/0.png');\n" + square(29, 30, 12)
                + "run('Tessera Learn From Correction...', 'model=[FOLDER/net-2] images=[FOLDER/images]"
                + " masks=[FOLDER/elsewhere] device=cpu" + QUICK + "');\n");
        assertTrue(entered.contains("1 of the images are corrected ones"), entered);
        String third = done("open('FOLDER/images/1.png');\n" + square(1, 1, 12)
                + "run('Tessera Learn From Correction...', 'model=[FOLDER/net-3] device=cpu" + QUICK + "');\n");
        assertTrue(third.contains("2 of the images are corrected ones"), third);
    }

    @Test
    void ofAStackTheCorrectedSlicesAreLearntFrom() {
        data(1);
        train(3);
        ImageStack planes = new ImageStack(SIDE, SIDE);
        for (int n = 0; n < 3; n++) {
            planes.addSlice(ImageFiles.open(images(n + ".png")).getProcessor());
        }
        ImageFiles.saveTiff(new ImagePlus("stack", planes), folder.resolve("stack.tif"));
        done(
                "open('FOLDER/stack.tif');\nrun('Tessera Segment...', 'model=[FOLDER/net] device=cpu');\nselectImage('stack.tif');\n"
                        + "setSlice(2);\nmakeRectangle(0, 0, 5, 5);\nRoi.setName('ignore');\nRoi.setPosition(2);\n"
                        + "Overlay.addSelection;\nmakeRectangle(9, 9, 20, 20);\nRoi.setName('foreground');\nRoi.setPosition(2);\n"
                        + "Overlay.addSelection;\n" + learn(QUICK));
        assertEquals(List.of("stack_slice_2.tif"), names("net-2"));
        byte[] labels = pixels(kept("net-2", "labels", "stack_slice_2.tif"));
        assertEquals((byte) LabelImage.IGNORED, labels[4 * SIDE + 4]);
        assertEquals(1, labels[20 * SIDE + 20]);
        assertArrayEquals(
                pixels(ImageFiles.open(images("1.png"))), pixels(kept("net-2", "images", "stack_slice_2.tif")));
    }

    @Test
    void rgbAndAnAreaSelection() {
        data(3);
        train(3);
        String log = done("open('FOLDER/images/0.png');\n" + square(30, 30, 12) + "makeRectangle(20, 0, 28, 48);\n"
                + learn(QUICK));
        assertTrue(log.contains("Outside the selection nothing is learnt from 0.png."), log);
        assertEquals(ImagePlus.COLOR_RGB, kept("net-2", "images", "0.tif").getType());
        byte[] labels = pixels(kept("net-2", "labels", "0.tif"));
        assertEquals((byte) LabelImage.IGNORED, labels[19]);
        assertEquals(0, labels[20]);
        assertEquals(1, labels[30 * SIDE + 30]);
    }

    @Test
    void aRoiThatIsSelectedRestrictsNothing() {
        data(1);
        train(3);
        done("open('FOLDER/images/0.png');\n" + square(30, 30, 12) + "Overlay.activateSelection(0);\n" + learn(QUICK));
        assertEquals(0, pixels(kept("net-2", "labels", "0.tif"))[0]);
    }

    @Test
    void whatCannotBeLearntIsASentenceAndLeavesNothing() {
        data(1);
        train(40);
        refused("open('FOLDER/images/0.png');\n" + learn(QUICK), "There is no correction of 0.png: it has no overlay");
        refused(
                segmented("0.png") + learn(QUICK),
                "There is nothing to learn in the overlay of 0.png: it is just what the model predicts.");
        refused(
                segmented("0.png") + "makeRectangle(1, 1, 9, 9);\nRoi.setName('scale bar');\nOverlay.addSelection;\n"
                        + learn(QUICK),
                "A ROI on 0.png is named \"scale bar\", but the model's classes are background, foreground");
        refused(
                "open('FOLDER/images/0.png');\n" + square(3, 3, 9) + learn("output=[FOLDER/masks]" + QUICK),
                "There is something in " + folder.resolve("masks") + " already");
        refused(
                "open('FOLDER/images/0.png');\n" + square(3, 3, 9) + learn("corrected=labels labels=gone" + QUICK),
                "No open image has the title \"gone\"");
        refused(
                "open('FOLDER/images/0.png');\n" + square(3, 3, 9) + learn("images=[FOLDER/gone]" + QUICK),
                "There is no folder " + folder.resolve("gone"));
        done("open('FOLDER/images/0.png');\nrun('RGB Color');\nsaveAs('PNG', 'FOLDER/rgb.png');");
        refused("open('FOLDER/rgb.png');\n" + square(3, 3, 9) + learn(QUICK), "trained on images of 1 channel");
    }

    @Test
    void theRecordOfATrainingIsAMacroThatRepeatsIt() throws IOException {
        data(1);
        train(2);
        List<String> record = Files.readAllLines(folder.resolve("net/train.ijm"));
        assertEquals(1, record.size(), record.toString());
        String call = record.get(0);
        assertTrue(call.startsWith("run(\"Tessera Train...\", \"images=" + folder), call);
        done(call.replace(folder + "/net", folder + "/again"));
        assertArrayEquals(
                ModelPackage.read(folder.resolve("net")).weights().get("conv1.weight"),
                ModelPackage.read(folder.resolve("again")).weights().get("conv1.weight"));
    }
}
