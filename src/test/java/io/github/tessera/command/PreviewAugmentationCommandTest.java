package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.data.SampleFolder;
import io.github.tessera.data.ShapesGenerator;
import io.github.tessera.progress.Progress;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewAugmentationCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void samples() {
        HeadlessImageJ.fillCommands();
        SampleFolder.write(new ShapesGenerator(96, 80, 6, 20, false, 1), 6, folder, Progress.NONE);
    }

    private DemoMacros.Run preview(String more, String then) {
        return DemoMacros.run(
                folder,
                "run('Tessera Preview Augmentation...', 'images=[" + folder + "/images] masks=[" + folder + "/masks] "
                        + more + "');\n" + then);
    }

    @Test
    void aStackShowsEachCropAsItIsAndChanged() {
        DemoMacros.Run run = preview(
                "crop=48 examples=3 copies=2 augment=[flip, rotation 20]",
                """
                print(getTitle() + ': ' + nSlices + ' slices');
                for (i = 1; i <= nSlices; i++) { setSlice(i); print(i + ' ' + getInfo('slice.label')); }
                """);
        assertTrue(run.succeeded(), run.errors());
        assertTrue(run.output().contains("Augmentation: flip, rotation 20"), run.output());
        assertTrue(run.output().contains("Tessera augmentation: 9 slices"), run.output());
        assertTrue(run.output().contains("1 sample_0001.png, as it is"), run.output());
        assertTrue(run.output().lines().anyMatch(l -> l.startsWith("2 sample_0001.png, augmented 1: ")));
        assertTrue(run.output().contains("4 sample_0003.png, as it is"), run.output());
        assertTrue(
                run.output().lines().anyMatch(l -> l.matches("9 sample_0005.png, augmented 2: .*rotation")),
                run.output());
    }

    @Test
    void theWordOfAPresetIsExplained() {
        DemoMacros.Run run = preview("crop=48 examples=1 copies=1 augment=Light", "print(Overlay.size);");
        assertTrue(run.succeeded(), run.errors());
        assertTrue(run.output().contains("Light: Also small changes of angle, size and brightness"), run.output());
        assertTrue(run.output().contains("Augmentation: flip, turn, rotation 15 at 0.3"), run.output());
        assertTrue(run.output().contains("foreground"), run.output());
    }

    @Test
    void oneImageCanBeChosenByItsName() {
        DemoMacros.Run run =
                preview("crop=48 examples=2 copies=1 named=_0004", "setSlice(3); print(getInfo('slice.label'));");
        assertTrue(run.output().contains("sample_0004.png, as it is"), run.output());
        DemoMacros.Run none = preview("named=cell", "");
        assertFalse(none.succeeded());
        assertEquals(
                "No image has \"cell\" in its name, for example sample_0001.png; write a part of a name, or leave it empty.",
                none.errors().strip());
    }

    @Test
    void aMistypedListIsRefusedBeforeAnythingIsRead() {
        DemoMacros.Run run = DemoMacros.run(
                folder, "run('Tessera Preview Augmentation...', 'images=x masks=y augment=[rotate 20]');");
        assertFalse(run.succeeded());
        assertTrue(run.errors().contains("the word \"rotate\" is not known"), run.errors());
    }
}
