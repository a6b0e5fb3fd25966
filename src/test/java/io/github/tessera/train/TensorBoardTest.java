package io.github.tessera.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import ij.process.ColorProcessor;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.model.Python;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensorboard.EventFile;
import io.github.tessera.tensorboard.Fields;
import io.github.tessera.tensorboard.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What TensorBoard is told by real trainings. */
class TensorBoardTest {
    private static final int EVENT_STEP = 2;
    private static final int EVENT_SUMMARY = 5;

    @TempDir
    Path folder;

    private final List<Expected> expected = new ArrayList<>();

    /** As tall as there are crops. */
    private static byte[] picture(List<ValidationTile> tiles) {
        return ImageFiles.png(new ColorProcessor(40, 10 * tiles.size()));
    }

    private Training training(TrainingConfig config) {
        TrainingListener both = new TrainingListener() {
            private Epoch last;

            @Override
            public void onResume(List<Epoch> earlier) {
                last = earlier.get(earlier.size() - 1);
            }

            @Override
            public void onEpoch(Epoch epoch, Snapshot now) {
                Expected one = Expected.of(epoch, now, epoch.cropsPerSecond(last, 4));
                one.images()
                        .put("validation crops", new int[] {40, 10 * now.tiles().size()});
                expected.add(one);
                last = epoch;
            }
        };
        return new Training(config, Squares.set(8), folder)
                .with(both)
                .with(new TensorBoard(folder, TensorBoardTest::picture));
    }

    private static TrainingConfig resumed() {
        return Squares.quick().withCheckpoints(new CheckpointSettings(true, 0));
    }

    private List<Path> files() {
        return EventFile.files(folder.resolve(TensorBoard.FOLDER));
    }

    private static List<Long> steps(Path file) throws IOException {
        return Records.events(file).stream()
                .filter(event -> event.has(EVENT_SUMMARY))
                .map(event -> event.integer(EVENT_STEP))
                .toList();
    }

    private static long start(Path file) throws IOException {
        return Records.events(file).get(1).integer(EVENT_STEP);
    }

    private static Stream<String> tags(Path file, int index) throws IOException {
        Fields event = Records.events(file).get(index + 2);
        return event.message(EVENT_SUMMARY).messages(1).stream().map(value -> value.text(1));
    }

    @Test
    void oneThatGoesOnAddsAFileAndOneThatBeginsReplacesThem() throws IOException {
        training(Squares.quick()).run(Squares.stopAfter(20));
        assertEquals(List.of(15L), steps(files().get(0)));
        training(resumed()).run(Progress.NONE);
        assertEquals(2, files().size());
        assertEquals(16, start(files().get(1)), "what the first file tells of later steps no longer holds");
        assertEquals(List.of(30L, 45L), steps(files().get(1)));
        training(Squares.quick().withLength(1, 2)).run(Progress.NONE);
        assertEquals(1, files().size());
        assertEquals(0, start(files().get(0)));
        assertEquals(List.of(2L), steps(files().get(0)));
    }

    @Test
    void epochsWithoutTensorBoardAreToldWhenOneGoesOnWithIt() throws IOException {
        new Training(Squares.quick(), Squares.set(8), folder).run(Squares.stopAfter(35));
        training(resumed()).run(Progress.NONE);
        Path file = files().get(0);
        assertEquals(List.of(15L, 30L, 45L), steps(file));
        assertTrue(tags(file, 0).anyMatch("loss/validation"::equals));
        assertTrue(tags(file, 0).noneMatch("validation crops"::equals));
        assertTrue(tags(file, 2).anyMatch("validation crops"::equals));
    }

    @Test
    void oneThatIsDiscardedLeavesTheEarlierFiles() throws IOException {
        training(Squares.quick().withLength(1, 2)).run(Progress.NONE);
        List<Path> before = files();
        byte[] bytes = Files.readAllBytes(before.get(0));
        Training discarded = training(Squares.quick());
        Progress discard = new Progress() {
            @Override
            public boolean cancelled() {
                return expected.size() > 1;
            }

            @Override
            public boolean discarded() {
                return cancelled();
            }
        };
        assertThrows(CancelledException.class, () -> discarded.run(discard));
        assertEquals(before, files());
        assertEquals(bytes.length, Files.size(before.get(0)));
    }

    @Test
    void theHistoryTellsRateAndSpeedBehindWhatItHasAlwaysTold() throws IOException {
        new Training(Squares.quick().withLength(2, 4), Squares.set(8), folder).run(Progress.NONE);
        List<String> lines = Files.readAllLines(folder.resolve(History.FILE));
        assertEquals(
                "epoch,step,train_loss,validation_loss,pixel_accuracy,accuracy,iou,dice,precision,recall,specificity,"
                        + "iou_background,iou_foreground,seconds,learning_rate,crops_per_second",
                lines.get(0));
        for (String line : lines.subList(1, 3)) {
            String[] values = line.split(",", -1);
            double seconds = Double.parseDouble(values[13]);
            assertEquals(0.001, Double.parseDouble(values[14]));
            assertEquals(8, Double.parseDouble(values[15]) * seconds, 1e-3);
        }
    }

    @Test
    @Tag("parity")
    void pythonsProtobufReadsWhatWasMeasured() throws Exception {
        Python.require("google.protobuf, numpy");
        training(Squares.quick()).run(Squares.stopAfter(20));
        training(resumed()).run(Progress.NONE);
        Path told = folder.resolve("expected.json");
        Files.writeString(told, new Gson().toJson(expected));
        String output = Python.run("training/events.py", told, files().get(0), files().get(1));
        assertEquals(3, output.lines().count(), output);
    }
}
