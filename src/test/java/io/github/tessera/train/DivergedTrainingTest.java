package io.github.tessera.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.data.LabelledSet;
import io.github.tessera.image.Normalization;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.loss.WeightedLoss;
import io.github.tessera.model.ModelPackage;
import io.github.tessera.model.SegmentationModel;
import io.github.tessera.network.Architecture;
import io.github.tessera.predict.Segmenter;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.DeviceChoice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers that are none end a training, and what was good before is kept. */
class DivergedTrainingTest {
    private static final Pattern STEP = Pattern.compile("in step (\\d+)");

    @TempDir
    Path folder;

    @AfterEach
    void noThreadIsLeft() throws InterruptedException {
        BatchLoaderTest.requireNoThread();
    }

    private static TrainingConfig raw() {
        return Squares.quick()
                .withNormalization(NormalizationSettings.of(Normalization.NONE))
                .withCrops(3, 48)
                .withLoss(WeightedLoss.parse("bce"), OptimizerSettings.DEFAULT);
    }

    /** The first image that is learnt from. */
    private static int learnt(TrainingConfig config, LabelledSet set) {
        return config.split().of(set.names()).train().get(0);
    }

    private String fails(TrainingConfig config, LabelledSet set, TrainingListener listener) {
        return assertThrows(
                        TesseraException.class,
                        () -> new Training(config, set, folder).with(listener).run(Progress.NONE))
                .getMessage();
    }

    private static int step(String message) {
        Matcher step = STEP.matcher(message);
        assertTrue(step.find(), message);
        return Integer.parseInt(step.group(1));
    }

    private void requireFinite(SegmentationModel model) {
        model.weights().asMap().forEach((name, values) -> {
            for (float value : values) {
                assertTrue(Float.isFinite(value), name);
            }
        });
    }

    private static void requireNamed(LabelledSet set, int image, String message) {
        for (int i = 0; i < set.names().size(); i++) {
            String name = set.names().get(i);
            assertEquals(i == image, message.contains(name + ":") || message.contains(name + ","), message);
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    void aPixelThatIsNoNumberIsToldBeforeLearning(float value) {
        LabelledSet set = Squares.set(4);
        set.images().get(2).pixels().firstElement().set(value);
        String message = fails(raw(), set, new TrainingListener() {});
        assertTrue(message.contains(set.names().get(2)) && message.contains("x = 0, y = 0"), message);
        assertFalse(Files.exists(folder.resolve("rdf.yaml")));
    }

    /** An image whose file changes after so many steps. */
    private static TrainingListener spoiling(LabelledSet set, int image, float value, int step) {
        return new TrainingListener() {
            @Override
            public void onStep(long done, long total, double loss) {
                if (done == step) {
                    set.images().get(image).pixels().forEach(pixel -> pixel.set(value));
                }
            }
        };
    }

    private static TrainingConfig network(boolean batchNorm) {
        return raw().withNetwork(Architecture.U_NET
                .settings(1, 1)
                .withWidth(4)
                .withDepth(2)
                .withBatchNorm(batchNorm));
    }

    @Test
    void withinTheFirstEpochTheWeightsOfBeforeAreKept() {
        LabelledSet set = Squares.set(8);
        TrainingConfig config = network(false).withLength(1, 200);
        int bad = learnt(config, set);
        String message = fails(config, set, spoiling(set, bad, 3e38f, 10));
        requireNamed(set, bad, message);
        assertTrue(message.endsWith("is in " + folder + "."), message);
        SegmentationModel kept = ModelPackage.read(folder);
        requireFinite(kept);
        assertEquals(step(message) - 1, kept.notes().steps());
    }

    /** Running statistics follow a batch before its loss is known. */
    @Test
    void spoiltStatisticsAreNotKeptAndSaid() {
        LabelledSet set = Squares.set(8);
        TrainingConfig config = network(true).withLength(1, 200);
        int bad = learnt(config, set);
        String message = fails(config, set, spoiling(set, bad, 3e38f, 10));
        requireNamed(set, bad, message);
        assertTrue(message.endsWith("There is no sound model to keep."), message);
        assertFalse(Files.exists(folder.resolve("rdf.yaml")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theBestModelOfTheEpochsBeforeIsKept(boolean batchNorm) {
        LabelledSet set = Squares.set(8);
        TrainingConfig config = network(batchNorm).withLength(10, 100);
        int bad = learnt(config, set);
        String message = fails(config, set, spoiling(set, bad, Float.NaN, 25));
        int step = step(message);
        assertTrue(step > 25, message);
        requireNamed(set, bad, message);
        SegmentationModel kept = ModelPackage.read(folder);
        requireFinite(kept);
        assertTrue(kept.notes().steps() % 10 == 0 && kept.notes().steps() < step);
    }

    @Test
    void aRateThatBurstsAfterGoodEpochsKeepsTheBestModelAndItSegments() {
        // The warm-up lets weight decay overshoot, by more and more, from step 20 on.
        OptimizerSettings bursting =
                OptimizerSettings.of(OptimizerKind.SGD, 1e7, 0, 10).withSchedule(Schedule.parse("warmup 1000000000"));
        LabelledSet set = Squares.set(8);
        String message = fails(
                Squares.quick().withLoss(WeightedLoss.parse("bce"), bursting).withLength(50, 500),
                set,
                new TrainingListener() {});
        assertTrue(step(message) > 20, message);
        SegmentationModel kept = ModelPackage.read(folder);
        requireFinite(kept);
        assertTrue(kept.notes().steps() > 0);
        try (Segmenter segmenter = Segmenter.open(folder, DeviceChoice.CPU)) {
            var image = set.images().get(0);
            assertNotNull(segmenter.segment(image.pixels(), image.name(), image.bitDepth(), false, Progress.NONE));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void weightsThatBurstInTheLastStepOfAnEpochAreNoBestModel(int epochs) {
        OptimizerSettings wild = OptimizerSettings.of(OptimizerKind.SGD, 1e30, 0, 0);
        String message = fails(
                Squares.quick().withLoss(WeightedLoss.parse("bce"), wild).withLength(epochs, epochs),
                Squares.set(4),
                new TrainingListener() {});
        assertTrue(message.contains("smaller learning rate"), message);
        assertTrue(message.contains("in the validation after step 1, on crops from squares slice"), message);
        assertTrue(message.endsWith("There is no sound model to keep."), message);
        assertFalse(Files.exists(folder.resolve("rdf.yaml")), message);
    }

    @Test
    void anImageKeptOutWithoutALabelledPixelIsNoFault() {
        LabelledSet set = Squares.set(8);
        TrainingConfig config = raw().withLength(1, 2);
        for (int image : config.split().of(set.names()).validation()) {
            set.images().get(image).labels().forEach(label -> label.set(255));
        }
        TrainingResult result = new Training(config, set, folder).run(Progress.NONE);
        assertEquals(0, result.best().validationLoss());
    }
}
