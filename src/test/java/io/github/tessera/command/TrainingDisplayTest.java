package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.MaskSettings;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.model.Ensemble;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.DeviceChoice;
import io.github.tessera.train.CrossValidation;
import io.github.tessera.train.Training;
import io.github.tessera.train.TrainingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingDisplayTest {
    private static final int SIDE = 16;

    @TempDir
    Path folder;

    /** Discards a cross-validation as soon as its second fold is told of. */
    private static final class InTheSecondFold implements Progress {
        private final List<String> log = new ArrayList<>();

        @Override
        public void log(String line) {
            log.add(line);
        }

        @Override
        public boolean cancelled() {
            return discarded();
        }

        @Override
        public boolean discarded() {
            return log.contains("Fold 2 of 3");
        }
    }

    private static LabelledSet set() {
        List<RandomAccessibleInterval<FloatType>> images = new ArrayList<>();
        List<RandomAccessibleInterval<FloatType>> masks = new ArrayList<>();
        for (int n = 0; n < 3; n++) {
            float[] pixels = new float[SIDE * SIDE];
            float[] mask = new float[SIDE * SIDE];
            for (int i = 0; i < pixels.length; i++) {
                mask[i] = i % SIDE > 6 + n ? 255 : 0;
                pixels[i] = mask[i] + i % 7;
            }
            images.add(ArrayImgs.floats(pixels, SIDE, SIDE, 1));
            masks.add(ArrayImgs.floats(mask, SIDE, SIDE, 1));
        }
        return LabelledSet.fromStacks(
                new PlaneStack("images", 32, images),
                new PlaneStack("masks", 8, masks),
                MaskSettings.defaults(),
                Progress.NONE);
    }

    @Test
    void whereAFoldIsDiscardedItIsSaidThatTheFoldsBeforeStay() {
        TrainingConfig config = TrainingConfig.defaults("folds")
                .withDevice(DeviceChoice.CPU)
                .withCrops(1, SIDE)
                .withLength(1, 1);
        InTheSecondFold progress = new InTheSecondFold();
        assertTrue(new TrainingDisplay(config, progress)
                .run(new CrossValidation(config, set(), folder, 3), folder, 3)
                .stopped());
        assertEquals(1, Ensemble.folds(folder).size());
        assertTrue(
                progress.log.contains(
                        "The fold in hand is discarded: nothing of it is kept; the folds before it stay."),
                progress.log.toString());
        assertFalse(progress.log.contains("The training is discarded: nothing of it is kept."));
    }

    /** Stops a training after its first step. */
    private static final class OneStep implements Progress {
        private boolean stepped;

        @Override
        public void status(String message) {
            stepped |= message.startsWith("Training: step");
        }

        @Override
        public boolean cancelled() {
            return stepped;
        }
    }

    @Test
    void nothingOfAnEarlierModelStandsBesideOneOfNoEpoch() throws IOException {
        List<String> stale = List.of("history.csv", "history.png", "film.tif", "cover.png", "report.html");
        for (String name : stale) {
            Files.writeString(folder.resolve(name), "of another model");
        }
        TrainingConfig config = TrainingConfig.defaults("short")
                .withDevice(DeviceChoice.CPU)
                .withCrops(1, SIDE)
                .withLength(1, 50);
        Progress progress = new OneStep();
        Training training = new Training(config, set(), folder);
        TrainingDisplay display = new TrainingDisplay(config, progress);
        new ReportedTraining(training, folder, List.of(), List.of(), false)
                .run(() -> display.run(training, folder), progress);
        assertTrue(Files.exists(folder.resolve("rdf.yaml")));
        for (String name : stale) {
            assertFalse(Files.exists(folder.resolve(name)), name);
        }
    }
}
