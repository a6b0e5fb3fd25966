package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.LabelImage;
import io.github.tessera.model.ModelPackage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is drawn on images, through the commands. */
class RegionsCommandTest {
    private static final int SIDE = 32;

    @TempDir
    Path folder;

    private Path images;

    /** Two images whose bright left half is drawn as a cell; on the second a quarter is drawn as ignored. */
    @BeforeEach
    void files() {
        HeadlessImageJ.fillCommands();
        images = folder.resolve("größere Bilder");
        image("a", roi("cell-1", 0, SIDE));
        image("b", roi("cell-2", 0, SIDE), roi("ignore", SIDE / 2, SIDE / 2));
    }

    private static Roi roi(String name, int x, int height) {
        Roi roi = new Roi(x, 0, SIDE / 2, height);
        roi.setName(name);
        return roi;
    }

    private void image(String name, Roi... rois) {
        byte[] pixels = new byte[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % SIDE < SIDE / 2 ? 200 : i % 7);
        }
        ImagePlus imp = new ImagePlus(name, new ByteProcessor(SIDE, SIDE, pixels));
        Overlay overlay = new Overlay();
        for (Roi roi : rois) {
            overlay.add(roi);
        }
        imp.setOverlay(overlay);
        ImageFiles.saveTiff(imp, images.resolve(name + ".tif"));
    }

    private DemoMacros.Run train(String more) {
        return DemoMacros.run(
                folder,
                "run('Tessera Train...', 'images=[" + images + "] masks=[" + images + "] labels=regions model=["
                        + folder + "/model] loss=crossentropy steps=1 validations=1 batch=1 crop=16 " + more + "');");
    }

    @Test
    void aNetworkLearnsFromOverlays() {
        DemoMacros.Run run = train("restbackground");
        assertTrue(run.succeeded(), run.errors());
        assertTrue(run.output().contains("  the rest -> background, 37.50 % of the pixels"), run.output());
        assertTrue(run.output().contains("  drawn as cell -> cell, 50.00 % of the pixels"), run.output());
        assertTrue(run.output().contains("  drawn as ignore -> ignored, 12.50 % of the pixels"), run.output());
        assertEquals(
                List.of("background", "cell"),
                ModelPackage.read(folder.resolve("model")).classes());
    }

    @Test
    void theFullNameCanBeTheClass() {
        DemoMacros.Run run = train("regionclass=fullname");
        assertTrue(run.succeeded(), run.errors());
        assertEquals(
                List.of("cell-1", "cell-2"),
                ModelPackage.read(folder.resolve("model")).classes());
    }

    @Test
    void whatIsMissingIsNamed() {
        DemoMacros.Run run = train("");
        assertFalse(run.succeeded());
        assertTrue(
                run.errors().startsWith("Only the class cell is drawn; draw at least two, or one and"), run.errors());
        run = train("regionclass=names");
        assertTrue(run.errors().contains("did you mean name?"), run.errors());
        assertFalse(Files.exists(folder.resolve("model")));
    }

    @Test
    void anOpenImageHasItsOverlay() {
        String draw =
                """
                newImage('drawn', '8-bit ramp', 32, 32, 2);
                makeRectangle(0, 0, 16, 16);
                Roi.setName('cell');
                Overlay.addSelection;
                """;
        String check =
                "run('Tessera Check Data...', 'images=drawn masks=drawn labels=regions restbackground shown=0');";
        DemoMacros.Run run = DemoMacros.run(folder, draw + check);
        assertTrue(run.succeeded(), run.errors());
        assertTrue(run.output().contains("2 images with masks"), run.output());
        assertTrue(run.output().contains("  drawn as cell -> cell, 25.00 % of the pixels"), run.output());
        run = DemoMacros.run(folder, draw + "Overlay.remove;\n" + check);
        assertTrue(run.errors().startsWith("The image drawn has no overlay; draw on it"), run.errors());
    }

    @Test
    void predictionsAreComparedWithWhatIsDrawn() {
        for (String name : List.of("a", "b")) {
            byte[] predicted = new byte[SIDE * SIDE];
            for (int i = 0; i < predicted.length; i++) {
                predicted[i] = (byte) (i % SIDE < SIDE / 2 ? 1 : 0);
            }
            ImagePlus labels =
                    LabelImage.of(predicted, SIDE, SIDE, List.of("background", "cell"), name, new Calibration());
            ImageFiles.saveTiff(labels, folder.resolve("predictions/" + name + ".tif"));
        }
        String options = "truth=[" + images + "] prediction=[" + folder + "/predictions] labels=regions ";
        DemoMacros.Run run = DemoMacros.run(folder, "run('Tessera Evaluate...', '" + options + "restbackground');");
        assertTrue(run.succeeded(), run.errors());
        assertTrue(run.output().contains("2 images: pixel accuracy 1.000"), run.output());
        run = DemoMacros.run(folder, "run('Tessera Evaluate...', '" + options + "regionclass=fullname');");
        assertTrue(
                run.errors()
                        .startsWith("Something on a.tif is drawn as the class \"cell-1\", but the classes are"
                                + " background, cell;"),
                run.errors());
    }
}
