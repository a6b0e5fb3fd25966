package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.Normalization;
import io.github.tessera.model.ModelPackage;
import io.github.tessera.model.SegmentationModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that are taught further through the command, with steps too small to change them. */
class FineTuneCommandTest {
    private static final int SIDE = 32;
    private static final float TINY = 1e-6f;
    private static final String OWN = " network=c-unet width=4 depth=2";

    @TempDir
    Path folder;

    @BeforeEach
    void commands() {
        HeadlessImageJ.fillCommands();
    }

    /** A set whose images have stripes, one a class. */
    private String data(int channels, String... classes) {
        String name = channels + "_" + String.join("_", classes);
        byte[] pixels = new byte[SIDE * SIDE];
        byte[] mask = new byte[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            mask[i] = (byte) (i % SIDE * classes.length / SIDE);
            pixels[i] = (byte) (50 * mask[i] + i * 7 % 11);
        }
        for (int n = 0; n < 3; n++) {
            ImageFiles.savePng(
                    IntStream.range(0, channels).mapToObj(c -> pixels).toList(),
                    SIDE,
                    SIDE,
                    folder.resolve(name + "/images/" + n + ".png"));
            ImageFiles.savePng(List.of(mask), SIDE, SIDE, folder.resolve(name + "/masks/" + n + ".png"));
        }
        try {
            Path table = folder.resolve(name + "/classes.txt");
            Files.writeString(table, Arrays.stream(classes).collect(Collectors.joining("\n")));
            return "images=[" + folder.resolve(name + "/images") + "] masks=[" + folder.resolve(name + "/masks")
                    + "] classes=[" + table + "]";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An option, unless it is given otherwise. */
    private static String unless(String more, String option) {
        return more.contains(option.substring(0, option.indexOf('=') + 1)) ? "" : " " + option;
    }

    private DemoMacros.Run train(String data, String model, String more) {
        return DemoMacros.run(
                folder,
                "run('Tessera Train...', '" + data + " model=[" + folder.resolve(model)
                        + "] crop=16 steps=1 validations=1 batch=2 optimizer=sgd"
                        + unless(more, "rate=0.000000001") + " " + more + "');");
    }

    private String tuned(String data, String more) {
        DemoMacros.Run run = train(data, "tuned", "finetune=[" + folder + "/before] " + more);
        assertTrue(run.succeeded(), run.errors());
        return run.output();
    }

    private void refused(String data, String model, String more, String sentence) {
        DemoMacros.Run run = train(data, model, more);
        assertFalse(run.succeeded(), more);
        assertTrue(run.errors().contains(sentence), run.errors());
        assertFalse(Files.exists(folder.resolve("tuned")));
    }

    private SegmentationModel before(String data, String more) {
        DemoMacros.Run run =
                train(data, "before", OWN + unless(more, "normalization=range") + unless(more, "loss=bce") + more);
        assertTrue(run.succeeded(), run.errors());
        return model("before");
    }

    private SegmentationModel model(String name) {
        return ModelPackage.read(folder.resolve(name));
    }

    private static float[] head(SegmentationModel model) {
        return model.weights().get(model.network().build().mainOutput().name() + ".weight");
    }

    private static float[] row(SegmentationModel model, int row) {
        int inputs = head(model).length / model.network().outputs();
        return Arrays.copyOfRange(head(model), row * inputs, (row + 1) * inputs);
    }

    private static void assertSameBody(SegmentationModel before, SegmentationModel after) {
        String head = before.network().build().mainOutput().name() + ".";
        before.weights().asMap().forEach((name, values) -> {
            if (!name.startsWith(head)) {
                assertArrayEquals(values, after.weights().get(name), TINY, name);
            }
        });
    }

    @Test
    void moreClasses() {
        SegmentationModel before = before(data(1, "background", "cell"), "");
        String log = tuned(data(1, "background", "border", "cell"), "loss=bce+jaccard");
        SegmentationModel after = model("tuned");
        assertTrue(
                log.contains(
                        "Goes on from the model before: its network (C-UNet of width 4) and its normalization (range) are taken"),
                log);
        assertTrue(log.contains("Classes carried over from the model: background, cell."), log);
        assertTrue(log.contains("New classes, which start fresh: border."), log);
        assertEquals(before.network().withOutputs(3), after.network());
        assertEquals(Normalization.FIXED_RANGE, after.normalization().kind());
        assertSameBody(before, after);
        float[] negative = head(before).clone();
        for (int i = 0; i < negative.length; i++) {
            negative[i] = -negative[i];
        }
        assertArrayEquals(negative, row(after, 0), TINY);
        assertArrayEquals(head(before), row(after, 2), TINY);
    }

    @Test
    void aZipIsGoneOnFromAndTheModelsFolderStaysAlone() {
        SegmentationModel before = before(data(1, "background", "cell"), " zip=true");
        Path zip = folder.resolve("before.zip");
        assertTrue(Files.isRegularFile(zip));
        DemoMacros.Run run = train(data(1, "background", "cell"), "tuned", "loss=bce finetune=[" + zip + "]");
        assertTrue(run.succeeded(), run.errors());
        assertSameBody(before, model("tuned"));
        assertFalse(Files.exists(folder.resolve("tuned.zip")));
    }

    @Test
    void aZipOfSomethingElseIsNotReplaced() throws IOException {
        Path images = Files.writeString(folder.resolve("before.zip"), "images");
        DemoMacros.Run run = train(data(1, "background", "cell"), "before", "zip=true");
        assertFalse(run.succeeded());
        assertTrue(run.errors().contains("before.zip, but a file of that name is there"), run.errors());
        assertEquals("images", Files.readString(images));
        assertFalse(Files.exists(folder.resolve("before")));
        Files.delete(images);
        before(data(1, "background", "cell"), " zip=true");
        assertTrue(train(data(1, "background", "cell"), "before", "zip=true").succeeded());
    }

    @Test
    void oneOutputBecomesASoftmax() {
        SegmentationModel before = before(data(1, "background", "cell"), "");
        tuned(data(1, "background", "cell", "border"), "loss=crossentropy");
        assertArrayEquals(new float[head(before).length], row(model("tuned"), 0), TINY);
        assertArrayEquals(head(before), row(model("tuned"), 1), TINY);
    }

    @Test
    void fewerClasses() {
        SegmentationModel before = before(data(1, "background", "border", "cell"), " loss=crossentropy");
        String log = tuned(data(1, "background", "cell"), "");
        assertTrue(log.contains("Classes of the model that the images have not: border."), log);
        float[] difference = row(before, 2);
        for (int i = 0; i < difference.length; i++) {
            difference[i] -= row(before, 0)[i];
        }
        assertArrayEquals(difference, head(model("tuned")), TINY);
        assertSameBody(before, model("tuned"));
    }

    @Test
    void otherNames() {
        SegmentationModel before = before(data(1, "background", "cell"), "");
        String log = tuned(data(1, "sky", "road", "tree"), "");
        assertTrue(log.contains("(background, cell): the last layers start fresh."), log);
        assertSameBody(before, model("tuned"));
    }

    @Test
    void otherChannels() {
        SegmentationModel before = before(data(1, "background", "cell"), "");
        tuned(data(3, "background", "cell"), "");
        SegmentationModel after = model("tuned");
        assertEquals(before.network().withChannels(3), after.network());
        float[] grey = before.weights().get("conv1.weight");
        float[] rgb = after.weights().get("conv1.weight");
        for (int i = 0; i < rgb.length; i++) {
            assertEquals(grey[i / 27 * 9 + i % 9] / 3, rgb[i], TINY);
        }
        assertArrayEquals(head(before), head(after), TINY);
    }

    @Test
    void numbersForOtherChannelsGiveWayToWhatWasEntered() {
        before(data(1, "background", "cell"), " normalization=fixed numbers=[0.5, 0.25]");
        String log = tuned(data(3, "background", "cell"), "normalization=minmax");
        assertTrue(log.contains("so that entered is taken: minmax."), log);
        assertEquals(Normalization.MIN_MAX, model("tuned").normalization().kind());
    }

    @Test
    void theModelsChannelsAreReadUnlessOthersAreNamed() {
        before(data(3, "background", "cell"), " channels=1,3");
        String log = tuned(data(3, "background", "cell"), "");
        assertTrue(log.contains("Of the images these channels are read: 1,3."), log);
        assertEquals(2, model("tuned").network().channels());
        tuned(data(3, "background", "cell"), "channels=2");
        assertEquals(1, model("tuned").network().channels());
    }

    @Test
    void aModelOfAnOlderTesseraGoesOn() throws IOException {
        before(data(1, "background", "cell"), "");
        Path description = folder.resolve("before/rdf.yaml");
        List<String> lines = Files.readAllLines(description);
        int input = lines.indexOf("    input:");
        assertTrue(lines.get(input + 1).strip().startsWith("channels:"), lines.get(input + 1));
        lines.subList(input, input + 2).clear();
        Files.write(description, lines);
        String log = tuned(data(1, "background", "cell"), "");
        assertTrue(log.contains("Classes carried over from the model: background, cell."), log);
    }

    @Test
    void theEncoderStaysFrozen() {
        SegmentationModel before = before(data(1, "background", "cell"), "");
        String log = tuned(data(1, "background", "cell"), "freeze=encoder rate=0.1");
        assertTrue(log.contains("Not learnt: encoder."), log);
        SegmentationModel after = model("tuned");
        for (int i = 1; i <= 4; i++) {
            String name = "conv" + i + ".weight";
            assertArrayEquals(before.weights().get(name), after.weights().get(name), name);
        }
        assertFalse(Arrays.equals(head(before), head(after)));
    }

    @Test
    void forHowLongIsTold() {
        before(data(1, "background", "cell"), "");
        String log = tuned(data(1, "background", "cell"), "freeze=encoder freezefor=40");
        assertTrue(log.contains("Not learnt in the first 40 steps: encoder."), log);
    }

    @Test
    void onlyTheEncoderIsTakenIfThatIsWanted() {
        SegmentationModel before = before(data(1, "background", "cell"), "");
        String log = tuned(data(1, "background", "cell"), "encoderonly");
        assertFalse(log.contains("Classes carried over"), log);
        assertTrue(log.contains("8 of 8 tensors come from the weights given."), log);
        assertArrayEquals(
                before.weights().get("conv4.weight"), model("tuned").weights().get("conv4.weight"), TINY);
    }

    @Test
    void whatIsNotPossibleIsASentence() throws IOException {
        String data = data(1, "background", "cell");
        refused(data, "tuned", "finetune=[" + folder + "]", "There is no model in " + folder);
        Path weights = folder.resolve("before/training.pt");
        before(data, "");
        String model = "finetune=[" + folder + "/before] ";
        refused(data, "tuned", model + "weights=[" + weights + "]", "leave one of them empty");
        refused(data, "tuned", model + "freezefor=5", "Nothing is frozen that 5 steps (freezefor)");
        byte[] bytes = Files.readAllBytes(weights);
        refused(data, "before", model, "would be overwritten by the one that goes on from it: choose a new folder");
        assertArrayEquals(bytes, Files.readAllBytes(weights));
    }

    @Test
    void aNetworkWithoutAnEncoderIsASentence() {
        refused(
                data(1, "background", "cell"),
                "tuned",
                "network=cnn width=4 freeze=encoder",
                "This network has no encoder");
    }
}
