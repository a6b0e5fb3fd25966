package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.data.NucleiGenerator;
import io.github.tessera.data.NucleiSettings;
import io.github.tessera.data.SampleFolder;
import io.github.tessera.data.ShapesGenerator;
import io.github.tessera.image.Normalization;
import io.github.tessera.model.ModelPackage;
import io.github.tessera.model.SegmentationModel;
import io.github.tessera.network.Architecture;
import io.github.tessera.progress.Progress;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands choose where nothing is entered, and that what is entered counts. */
class AutomaticCommandTest {
    private static final int SIDE = 64;

    @TempDir
    Path folder;

    @BeforeEach
    void samples() {
        HeadlessImageJ.fillCommands();
        SampleFolder.write(new ShapesGenerator(SIDE, SIDE, 4, 20, true, 1), 6, folder.resolve("shapes"), Progress.NONE);
    }

    private DemoMacros.Run run(String command, String set, String more) {
        String data = "images=[" + folder.resolve(set) + "/images] masks=[" + folder.resolve(set) + "/masks] ";
        return DemoMacros.run(folder, "run('Tessera " + command + "...', '" + data + more + "');");
    }

    private String train(String more) {
        DemoMacros.Run run = run("Train", "shapes", "model=[" + folder + "/model] device=cpu " + more);
        assertTrue(run.succeeded(), run.errors());
        return run.output();
    }

    private SegmentationModel model() {
        return ModelPackage.read(folder.resolve("model"));
    }

    @Test
    void nothingEnteredIsChosenAndTold() {
        String log = train("minutes=0.02");
        assertTrue(log.contains("Chosen for these images and this computer; what you enter is taken as it is:"), log);
        for (String reason : new String[] {
            "- Normalization ",
            "- Loss bce+jaccard",
            "- No class weights",
            "- Augmentation ",
            "- Crops of 64 x 64 pixels: the images are 64 pixels on their shorter side.",
            "- 16 crops in a step",
            "- A U-Net with batch normalization",
            "- 4 levels: ",
            "- A width of ",
            " steps with ",
            "about 0.02 minutes on this computer",
            "- Optimizer adamw"
        }) {
            assertTrue(log.contains(reason), reason + " in " + log);
        }
        assertEquals(Architecture.U_NET, model().network().architecture());
        assertTrue(model().network().batchNorm());
        assertEquals(64, model().notes().crop());
    }

    @Test
    void whatIsEnteredCountsAndIsNotExplained() {
        String log = train(
                "network=c-unet loss=bce weighting=none normalization=minmax augment=none crop=32 batch=3 accumulate=1"
                        + " steps=4 validations=2 optimizer=sgd rate=0.01 schedule=constant decay=0 clip=0 averaging=0 oversampling=0");
        assertFalse(log.contains("Chosen for these images"), log);
        assertTrue(log.contains("C-UNet of width 8, 29,465 parameters; loss bce; sgd, rate 0.01, momentum 0.9;"), log);
        assertEquals(Normalization.MIN_MAX, model().normalization().kind());
        assertEquals(32, model().notes().crop());
        assertEquals(3, model().notes().batch());
        assertTrue(log.contains("step 4"), log);
    }

    @Test
    void aNetworkOrAnOptimizerThatIsEnteredHasItsOwnNumbers() {
        String log = train("network=c-unet optimizer=adam steps=2");
        assertTrue(
                log.contains("C-UNet of width 8, 29,465 parameters; loss bce+jaccard; adam, rate 0.001; seed 1."), log);
        assertTrue(log.contains("- Learning rate 0.001: usual with adam."), log);
        assertFalse(log.contains("A width of"), log);
        assertFalse(log.contains(" steps with "), log);
    }

    @Test
    void anEncoderIsForTheNetworkThatTakesIt() {
        train("encoder=mobilenet-v2 width=8 steps=2 batch=2");
        assertEquals(Architecture.U_NET_ENCODER, model().network().architecture());
    }

    @Test
    void aModelIsTaughtFurtherBySmallerStepsWithItsOwnNetwork() {
        train("width=8 steps=2 batch=2");
        DemoMacros.Run run = run(
                "Train",
                "shapes",
                "model=[" + folder + "/further] finetune=[" + folder + "/model] device=cpu steps=2 batch=2");
        assertTrue(run.succeeded(), run.errors());
        assertTrue(run.output().contains("- Optimizer adamw, rate 5.0E-4 "), run.output());
        assertFalse(run.output().contains("- Normalization"), run.output());
        assertEquals(8, ModelPackage.read(folder.resolve("further")).network().width());
    }

    @Test
    void aStoppedTrainingGoesOnWithTheSamePlan() {
        train("width=8 steps=4 batch=2 schedule=constant");
        String log = train("width=8 steps=6 batch=2 schedule=constant averaging=0.9 resume");
        assertTrue(log.contains("Goes on after step 4."), log);
    }

    @Test
    void foldsAndRatesArePlannedToo() {
        DemoMacros.Run folds = run(
                "Cross-Validate", "shapes", "folds=2 width=8 steps=2 batch=2 device=cpu model=[" + folder + "/folds]");
        assertTrue(folds.succeeded(), folds.errors());
        assertEquals(1, folds.output().split("Chosen for these images", -1).length - 1, folds.output());
        DemoMacros.Run rates = run("Find Learning Rate", "shapes", "width=8 batch=2 trials=10 device=cpu");
        assertTrue(rates.succeeded(), rates.errors());
        assertTrue(rates.output().contains("Suggested learning rate: "), rates.output());
    }

    @Test
    void otherImagesAreLearntDifferently() {
        SampleFolder.write(new NucleiGenerator(NucleiSettings.defaults()), 4, folder.resolve("nuclei"), Progress.NONE);
        String shapes = train("steps=1 width=4 batch=2 crop=32");
        DemoMacros.Run nuclei =
                run("Train", "nuclei", "model=[" + folder + "/other] device=cpu steps=1 width=4 batch=2 crop=32");
        assertTrue(nuclei.succeeded(), nuclei.errors());
        assertNotEquals(reasons(shapes), reasons(nuclei.output()));
    }

    private static String reasons(String log) {
        return log.lines().filter(line -> line.startsWith("- ")).reduce("", (all, line) -> all + line);
    }

    @Test
    void whatCannotBeIsASentence() {
        refused("minutes=0", "minutes");
        refused("crop=8", "The number for crop, 8, is too small");
        refused("numbers=[1, 99]", "are for a normalization that you choose");
        refused("loss=car", "\"car\"");
    }

    private void refused(String options, String sentence) {
        DemoMacros.Run run = run("Train", "shapes", "model=[" + folder + "/refused] " + options);
        assertFalse(run.succeeded(), options);
        assertTrue(run.errors().contains(sentence), run.errors());
    }
}
