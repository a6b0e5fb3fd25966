package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.LabelImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void files() {
        HeadlessImageJ.fillCommands();
        ImagePlus labels =
                LabelImage.of(new byte[] {0, 1, 2, 3}, 2, 2, List.of("a", "b", "c", "d"), "labels", new Calibration());
        ImageFiles.saveTiff(labels, folder.resolve("labels/x.tif"));
        ImagePlus truth = new ImagePlus("truth", new ByteProcessor(2, 2, new byte[] {0, 3, 3, 3}));
        ImageFiles.savePng(truth, folder.resolve("truth/x.png"));
    }

    @Test
    void trueMasksNeedNotHoldAllClassesOfThePredictions() {
        DemoMacros.Run run = evaluate("");
        assertTrue(run.succeeded(), run.errors());
        assertTrue(run.output().contains("4 classes"), run.output());
    }

    @Test
    void nothingIsSavedIfThePictureCannotBeDrawn() {
        DemoMacros.Run run =
                evaluate(" table=[" + folder + "/t.csv] picture=[" + folder + "/p.png] images=[" + folder + "/none]");
        assertFalse(run.succeeded());
        assertTrue(run.errors().startsWith("There is no folder " + folder), run.errors());
        assertFalse(Files.exists(folder.resolve("t.csv")));
    }

    @Test
    void aPredictionThatCannotBeReadIsLeftOutIfThatIsChosen() throws IOException {
        Files.writeString(folder.resolve("labels/a.tif"), "nothing");
        Files.copy(folder.resolve("truth/x.png"), folder.resolve("truth/a.png"));
        DemoMacros.Run run = evaluate("");
        assertFalse(run.succeeded());
        assertTrue(run.errors().startsWith("The file " + folder + "/labels/a.tif cannot be read"), run.errors());
        run = evaluate(" skipbad");
        assertTrue(run.succeeded(), run.errors());
        assertTrue(run.output().contains("Left out, for it cannot be used: a.tif. The file "), run.output());
        assertTrue(run.output().contains("4 classes"), run.output());
        assertTrue(run.output().contains("1 images: pixel accuracy"), run.output());
    }

    private DemoMacros.Run evaluate(String more) {
        return DemoMacros.run(
                folder,
                "run('Tessera Evaluate...', 'truth=[" + folder + "/truth] prediction=[" + folder + "/labels]" + more
                        + "');");
    }
}
