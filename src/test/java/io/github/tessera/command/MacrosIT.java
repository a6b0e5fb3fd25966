package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.Sha256;
import io.github.tessera.model.Ensemble;
import io.github.tessera.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every macro of the folder macros, in the ImageJ that the build lays out: without a display, and in ImageJ's batch mode. */
class MacrosIT {
    /** In this order each finds what it needs. */
    private static final List<String> ORDER = List.of(
            "Summary.ijm",
            "Diagnose.ijm",
            "Generate_Samples.ijm",
            "Tile.ijm",
            "Untile.ijm",
            "Augment.ijm",
            "Check_Data.ijm",
            "Preview_Augmentation.ijm",
            "Fine_Tune.ijm",
            "Train_From_Regions.ijm",
            "Find_Learning_Rate.ijm",
            "Train.ijm",
            "Publish_Model.ijm",
            "Cross_Validate.ijm",
            "Learn_From_Correction.ijm",
            "Import_Network.ijm",
            "Segment.ijm",
            "Segment_Objects.ijm",
            "Export.ijm",
            "Segment_Folder.ijm",
            "Evaluate.ijm",
            "Compare_Models.ijm",
            "Refine.ijm");

    /** {@link CleanImageJIT} runs this one. */
    private static final String QUICK_START = "Quick_Start.ijm";

    /** A profile of the build runs this one, with trainings of minutes. */
    private static final String STARTERS = "Starter_Models.ijm";

    @TempDir
    Path folder;

    @Test
    void noMacroIsForgotten() throws IOException {
        try (var files = Files.list(ImageJProcess.layout().resolve("macros"))) {
            Set<String> names = files.map(f -> f.getFileName().toString())
                    .filter(name -> name.endsWith(".ijm"))
                    .collect(Collectors.toSet());
            Set<String> known = new HashSet<>(ORDER);
            known.add(QUICK_START);
            known.add(STARTERS);
            assertEquals(known, names);
        }
    }

    @Test
    void allRunWithoutDisplay() throws IOException {
        runAll(ImageJProcess::headless, folder);
        stacksAndSelections();
        wrongImage();
        theCommandLineGoesOnWhereAMacroEnded();
    }

    @Test
    void allRunInImageJsBatchMode() throws IOException {
        runAll(ImageJProcess::batch, folder);
    }

    @Test
    void theStartingSetIsLaidWhereModelsAreLookedFor() throws IOException {
        Path models = folder.resolve("models");
        ImageJProcess.Result result = ImageJProcess.headless(
                ImageJProcess.layout().resolve("macros").resolve(STARTERS), folder + "/out|" + models + "|1|1|");
        assertEquals(0, result.exit(), result.output());
        for (String name : List.of("nuclei", "nuclei-borders", "shapes-grey", "shapes-rgb")) {
            assertEquals(1, Ensemble.read(models.resolve(name)).models().size());
            assertTrue(Files.isRegularFile(models.resolve(name).resolve("cover.png")), name);
            String page = Files.readString(models.resolve(name).resolve("README.md"));
            assertTrue(page.contains("It was learnt from generated images only"), page);
            String sum = Sha256.of(models.resolve(name).resolve("README.md"), Progress.NONE);
            String description = Files.readString(models.resolve(name).resolve("rdf.yaml"));
            assertTrue(description.contains("README.md: " + sum), description);
        }
        assertEquals(
                3,
                Ensemble.read(models.resolve("nuclei-borders"))
                        .first()
                        .classes()
                        .size());
        assertEquals(3, Ensemble.read(models.resolve("shapes-rgb")).first().channels());
    }

    @Test
    void aMistypedKeyStopsTheMacroWithOneSentence() throws IOException {
        Path macro = Files.writeString(
                folder.resolve("m.ijm"), "run('Tessera Summary...', 'netwrk=c-unet');\nprint('went on');\n");
        ImageJProcess.Result headless = ImageJProcess.headless(macro, "");
        assertEquals(
                "There is no option \"netwrk\": did you mean \"network\"?",
                headless.output().strip());
        assertEquals(1, headless.exit());
        ImageJProcess.Result batch = ImageJProcess.batch(macro, "");
        assertEquals(
                "There is no option \"netwrk\": did you mean \"network\"?",
                batch.output().strip());
    }

    private void stacksAndSelections() throws IOException {
        ImageJProcess.Result result = headless(
                """
                newImage("s.tif", "8-bit ramp", 300, 200, 3);
                makeOval(20, 20, 60, 50);
                run("Tessera Segment...", "model=[FOLDER/model] probabilities overlay=class");
                print(getTitle() + " slices " + nSlices + " of " + nImages + " images, outside " + getPixel(250, 150));
                selectImage("s_probabilities");
                print(bitDepth() + " bits, slices " + nSlices + ", outside " + getPixel(250, 150));
                """);
        assertEquals(0, result.exit(), result.output());
        assertTrue(result.output().contains("s_labels slices 3 of 3 images, outside 0\n"), result.output());
        assertTrue(result.output().contains("32 bits, slices 3, outside 0\n"), result.output());
    }

    private void theCommandLineGoesOnWhereAMacroEnded() {
        ImageJProcess.Result result = ImageJProcess.commandLine(
                "segment-folder",
                "input=" + folder.resolve("samples/images"),
                "model=" + folder.resolve("model"),
                "output=" + folder.resolve("results"),
                "skip");
        assertEquals(0, result.exit(), result.output());
        assertTrue(result.output().contains("12 of 12 images are done already."), result.output());
    }

    private void wrongImage() throws IOException {
        ImageJProcess.Result result = headless(
                """
                newImage("colours", "RGB ramp", 64, 64, 1);
                run("Tessera Segment...", "model=[FOLDER/model]");
                print("went on");
                """);
        assertEquals(1, result.exit(), result.output());
        String sentence = "trained on images of 1 channel (grey), but colours has 3 channels (RGB): convert it";
        assertTrue(result.output().contains(sentence), result.output());
        assertFalse(result.output().contains("went on"), result.output());
    }

    private ImageJProcess.Result headless(String macro) throws IOException {
        Path file = Files.writeString(folder.resolve("m.ijm"), macro.replace("FOLDER", folder.toString()));
        return ImageJProcess.headless(file, "");
    }

    /** Runs every macro in its turn, and looks at what it leaves in a folder. */
    static void runAll(BiFunction<Path, String, ImageJProcess.Result> imagej, Path folder) throws IOException {
        StringBuilder printed = new StringBuilder();
        for (String name : ORDER) {
            ImageJProcess.Result result =
                    imagej.apply(ImageJProcess.layout().resolve("macros").resolve(name), folder.toString());
            assertEquals(0, result.exit(), name + ":\n" + result.output());
            assertFalse(result.output().contains("Exception"), name + ":\n" + result.output());
            printed.append(result.output());
        }
        String text = printed.toString();
        assertTrue(text.contains("Total params: 29,465"), text);
        assertTrue(text.contains("Samples: 12"), text);
        assertTrue(text.contains("Tiles: 108 of images, 108 of masks"), text);
        assertTrue(text.contains("Put together: 12"), text);
        assertTrue(text.contains("Copies: 36 of images, 36 of masks"), text);
        assertTrue(text.contains("Crops shown: 8"), text);
        assertTrue(text.contains("Labels of nuclei: 3"), text);
        assertTrue(text.contains("Checked: 12 images"), text);
        assertTrue(text.contains("Model: 1"), text);
        assertTrue(text.contains("Model from regions: 1"), text);
        assertTrue(text.contains("Rows of folds, mean and deviation: 4"), text);
        assertTrue(text.contains("The probabilities of 2 models are averaged."), text);
        assertTrue(text.contains("Corrected model: 1"), text);
        assertTrue(text.contains("Packages: 2"), text);
        assertTrue(text.contains("Can be trained further: Yes, by Tessera Train..."), text);
        assertTrue(text.contains("Exported files: 7"), text);
        assertTrue(text.contains("Label images: 12"), text);
        assertTrue(text.contains("12 images: pixel accuracy 0."), text);
        checkImages(folder);
    }

    private static void checkImages(Path folder) throws IOException {
        ImagePlus labels = ImageFiles.open(folder.resolve("labels.tif"));
        assertEquals(List.of("background", "foreground"), LabelImage.classes(labels));
        assertEquals(256, labels.getWidth());
        int[] counts = labels.getProcessor().getHistogram();
        assertEquals(256 * 256, counts[0] + counts[1]);
        assertTrue(counts[1] > 2000, counts[1] + " pixels of circles");

        ImagePlus overlay = ImageFiles.open(folder.resolve("overlay.tif"));
        assertTrue(overlay.getOverlay().get(0).getName().matches("foreground \\d+"));
        ImagePlus sample = ImageFiles.open(folder.resolve("samples/images/sample_0001.png"));
        assertEquals(
                0,
                java.util.Arrays.compare((byte[]) sample.getProcessor().getPixels(), (byte[])
                        overlay.getProcessor().getPixels()),
                "the image's pixels stay as they are");

        assertEquals(
                32,
                ImageFiles.open(folder.resolve("results/probabilities/sample_0001.tif"))
                        .getBitDepth());
        assertEquals(
                13,
                Files.readAllLines(folder.resolve("results/segmentation.csv")).size());
        assertTrue(Files.size(folder.resolve("model/history.png")) > 2000);
        assertEquals(
                5, Files.readAllLines(folder.resolve("results/measures.csv")).size());
        assertEquals(
                13,
                Files.readAllLines(folder.resolve("results/measures_images.csv"))
                        .size());
    }
}
