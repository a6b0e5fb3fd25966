package io.github.tessera.data.broken;

import static io.github.tessera.data.broken.BrokenInput.refused;
import static io.github.tessera.data.broken.Cause.AUGMENTATION_NUMBER;
import static io.github.tessera.data.broken.Cause.AUGMENTATION_WORD;
import static io.github.tessera.data.broken.Cause.OPEN_IMAGE;
import static io.github.tessera.data.broken.Cause.PLANE_CHOICE;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import io.github.tessera.data.AugmentationSettings;
import io.github.tessera.data.LabelKind;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.MaskSettings;
import io.github.tessera.image.PlaneChoice;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.progress.Progress;
import java.nio.file.Files;
import java.util.List;

/** What users write into dialogs, and open images. */
final class WordCases {
    private WordCases() {}

    private static BrokenInput planes(String name, String channels, String slices, String frames, String... named) {
        return refused(
                PLANE_CHOICE,
                name,
                scene -> {
                    PlaneStack stack = PlaneStack.open(scene.image("tif"));
                    return PlaneChoice.parse(channels, slices, frames).of(stack).name();
                },
                scene -> Files.write(scene.image("tif"), RawTiff.file(false, 0, TiffCases.image(), TiffCases.image())),
                named);
    }

    static List<BrokenInput> planes() {
        return List.of(
                planes("a letter", "1,x", "all", "all", "1,x"),
                planes("slice 0", "all", "0-1", "all", "0-1"),
                planes("a range backwards", "all", "2-1", "all", "2-1"),
                planes("a slice that is not there", "all", "1-7", "all", "cell.tif", "3"),
                planes("a number of eleven digits", "all", "all", "99999999999", "99999999999"));
    }

    private static BrokenInput augmentation(Cause cause, String name, String text, String... named) {
        return refused(cause, name, scene -> AugmentationSettings.parse(text).toString(), scene -> {}, named);
    }

    static List<BrokenInput> augmentationWords() {
        return List.of(
                augmentation(AUGMENTATION_WORD, "unknown", "flip, twist 3", "twist"),
                augmentation(AUGMENTATION_WORD, "nothing between two commas", "flip,,turn", "flip,,turn"),
                augmentation(AUGMENTATION_WORD, "without its range", "noise", "noise"),
                augmentation(AUGMENTATION_WORD, "at nothing", "noise 0.1 at", "noise 0.1 at"),
                augmentation(AUGMENTATION_WORD, "a range where there is none", "flip 3 at 0.5", "flip 3 at 0.5"));
    }

    static List<BrokenInput> augmentationNumbers() {
        return List.of(
                augmentation(AUGMENTATION_NUMBER, "letters", "noise much", "much"),
                augmentation(AUGMENTATION_NUMBER, "below 0", "noise -1", "-1", "noise"),
                augmentation(AUGMENTATION_NUMBER, "above the largest", "rotation 400", "400", "rotation"),
                augmentation(AUGMENTATION_NUMBER, "a probability of 2", "flip at 2", "2", "flip"),
                augmentation(AUGMENTATION_NUMBER, "NaN", "rotation NaN", "rotation"));
    }

    private static ImagePlus image(String title, ImageProcessor... slices) {
        ImageStack stack = new ImageStack(slices[0].getWidth(), slices[0].getHeight());
        for (ImageProcessor slice : slices) {
            stack.addSlice(slice);
        }
        return new ImagePlus(title, stack);
    }

    private static BrokenInput open(String name, ImagePlus mask, LabelKind kind, String... named) {
        return refused(
                OPEN_IMAGE,
                name,
                scene -> Scene.labels(LabelledSet.fromStacks(
                        PlaneStack.of(image("Größe 1", new ByteProcessor(4, 3))),
                        PlaneStack.of(mask),
                        MaskSettings.defaults().withKind(kind),
                        Progress.NONE)),
                scene -> {},
                named);
    }

    static List<BrokenInput> openImages() {
        FloatProcessor nan = new FloatProcessor(4, 3);
        nan.setf(1, 1, 1);
        nan.setf(2, 1, Float.NaN);
        ColorProcessor colours = new ColorProcessor(4, 3);
        colours.set(2, 1, 0x123456);
        return List.of(
                open(
                        "a mask of another size",
                        image("Maske", new ByteProcessor(3, 4)),
                        LabelKind.AUTO,
                        "Größe 1",
                        "Maske"),
                open(
                        "a mask of two slices",
                        image("Maske", new ByteProcessor(4, 3), new ByteProcessor(4, 3)),
                        LabelKind.AUTO,
                        "Größe 1",
                        "Maske"),
                open("a mask with NaN", image("Maske", nan), LabelKind.AUTO, "Maske"),
                open("colours that mean nothing", image("Maske", colours), LabelKind.AUTO, "Maske", "x=2, y=1"),
                open(
                        "labels that are read from files",
                        image("Maske", new ByteProcessor(4, 3)),
                        LabelKind.FILES,
                        "files"));
    }
}
