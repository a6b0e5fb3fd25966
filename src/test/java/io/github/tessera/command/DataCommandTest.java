package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.measure.Calibration;
import ij.process.ShortProcessor;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.LabelImage;
import io.github.tessera.model.ModelPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.command.CommandInfo;
import org.scijava.plugin.Plugin;

/** Images and labels of every kind through the commands. */
class DataCommandTest {
    private static final int SIDE = 32;

    @TempDir
    Path folder;

    /** Two images of a dark half and a bright half, in which two objects that touch are numbered 300 and 7. */
    @BeforeEach
    void files() {
        HeadlessImageJ.fillCommands();
        for (String name : List.of("ä 1", "ä 2")) {
            byte[] pixels = new byte[SIDE * SIDE];
            short[] objects = new short[SIDE * SIDE];
            for (int i = 0; i < pixels.length; i++) {
                boolean object = i % SIDE >= SIDE / 2;
                pixels[i] = (byte) (object ? 200 : i % 7);
                objects[i] = (short) (object ? (i / SIDE < SIDE / 2 ? 300 : 7) : 0);
            }
            ImageFiles.savePng(List.of(pixels), SIDE, SIDE, folder.resolve("images/" + name + ".png"));
            ImageFiles.savePng(
                    new ImagePlus(name, new ShortProcessor(SIDE, SIDE, objects, null)),
                    folder.resolve("labels/" + name + ".png"));
        }
    }

    @Test
    void theDataComeFirstInTheDialogAndTheModelLast() {
        Class<TrainCommand> type = TrainCommand.class;
        List<String> keys = Field.of(new CommandInfo(type, type.getAnnotation(Plugin.class))).stream()
                .filter(field -> !field.item().is(TesseraCommand.MORE))
                .map(Field::key)
                .toList();
        assertEquals(List.of("images", "masks", "labels", "keptout", "crop", "network"), keys.subList(0, 6));
        assertEquals("model", keys.get(keys.size() - 1));
    }

    @Test
    void bordersAreLearntUnderTheirNames() throws IOException {
        Path table = Files.writeString(folder.resolve("classes.txt"), "glass\ncell\nedge\n");
        DemoMacros.Run run = train("labels=borders border=1 classes=[" + table + "]");
        assertTrue(run.succeeded(), run.errors());
        assertTrue(run.output().contains("whose borders are 1 pixel wide:"), run.output());
        assertTrue(run.output().contains(" -> edge, "), run.output());
        assertEquals(
                List.of("glass", "cell", "edge"),
                ModelPackage.read(folder.resolve("model")).classes());
    }

    @Test
    void numberedObjectsNameTheirCure() {
        DemoMacros.Run run = train("");
        assertFalse(run.succeeded());
        assertTrue(run.errors().startsWith("The mask ä 1.png holds the value 300, but classes are"), run.errors());
        assertFalse(Files.exists(folder.resolve("model")));
    }

    @Test
    void whatCannotBeReadIsLeftOutIfThatIsChosen() throws IOException {
        Files.writeString(folder.resolve("images/ä 3.png"), "nothing");
        Files.copy(folder.resolve("labels/ä 1.png"), folder.resolve("labels/ä 3.png"));
        DemoMacros.Run run = train("labels=objects");
        assertTrue(run.errors().startsWith("The file " + folder + "/images/ä 3.png cannot be read"), run.errors());
        assertFalse(Files.exists(folder.resolve("model")));
        run = train("labels=objects skipbad");
        assertTrue(run.succeeded(), run.errors());
        assertTrue(
                run.output()
                        .contains("Left out, for it cannot be used: ä 3.png. The file " + folder + "/images/ä 3.png"),
                run.output());
        assertTrue(run.output().contains("Not to be used, left out: ä 3.png"), run.output());
    }

    @Test
    void wrongWordsAndTablesAreRefused() {
        DemoMacros.Run kind = train("labels=colour");
        assertTrue(
                kind.errors().startsWith("labels=colour is not one of its choices; did you mean colours?"),
                kind.errors());
        DemoMacros.Run table = train("classes=[" + folder + "/none.csv]");
        assertTrue(table.errors().startsWith("There is no file " + folder + "/none.csv with a table"), table.errors());
        DemoMacros.Run border = train("labels=borders border=0");
        assertTrue(border.errors().startsWith("border=0 is out of range"), border.errors());
    }

    @Test
    void evaluationTakesTheSameKinds() {
        for (String name : List.of("ä 1", "ä 2")) {
            byte[] predicted = new byte[SIDE * SIDE];
            for (int i = 0; i < predicted.length; i++) {
                predicted[i] = (byte) (i % SIDE >= SIDE / 2 ? 1 : 0);
            }
            ImagePlus imp =
                    LabelImage.of(predicted, SIDE, SIDE, List.of("background", "foreground"), name, new Calibration());
            ImageFiles.saveTiff(imp, folder.resolve("predictions/" + name + ".tif"));
        }
        DemoMacros.Run run = DemoMacros.run(
                folder,
                "run('Tessera Evaluate...', 'truth=[" + folder + "/labels] prediction=[" + folder
                        + "/predictions] labels=objects');");
        assertTrue(run.succeeded(), run.errors());
        assertTrue(run.output().contains("an object -> foreground, 50.00 % of the pixels"), run.output());
        assertTrue(run.output().contains("2 images: pixel accuracy 1.000"), run.output());
    }

    private DemoMacros.Run train(String more) {
        return DemoMacros.run(
                folder,
                "run('Tessera Train...', 'images=[" + folder + "/images] masks=[" + folder + "/labels] model=[" + folder
                        + "/model] loss=crossentropy steps=1 validations=1 batch=1 crop=16 " + more + "');");
    }
}
