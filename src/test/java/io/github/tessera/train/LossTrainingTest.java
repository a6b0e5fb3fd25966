package io.github.tessera.train;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.loss.ClassWeights;
import io.github.tessera.loss.LossFunction;
import io.github.tessera.loss.LossSettings;
import io.github.tessera.progress.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every loss leads a small training to good results. */
class LossTrainingTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void finds(LossFunction loss) {
        TrainingConfig config = Squares.quick().withLoss(LossSettings.parse(loss.word()), OptimizerSettings.DEFAULT);
        TrainingResult result = new Training(config, Squares.set(8), folder).run(Progress.NONE);
        assertTrue(result.best().iou() > 0.6, loss + ": " + result.best().describe());
    }

    @Test
    void weightsFromFrequencyAreNotedAsNumbers() throws Exception {
        LossSettings loss = LossSettings.parse("boundary+lovasz")
                .withClassWeights(ClassWeights.FREQUENCY)
                .withSmoothing(0.1);
        TrainingConfig config = Squares.quick().withLength(2, 4).withLoss(loss, OptimizerSettings.DEFAULT);
        TrainingResult result = new Training(config, Squares.set(6), folder).run(Progress.NONE);
        List<Epoch> epochs = result.history().epochs();
        assertTrue(
                epochs.stream().allMatch(e -> Double.isFinite(e.trainLoss()) && Double.isFinite(e.validationLoss())));
        String notes = Files.readString(folder.resolve("README.md"));
        assertTrue(notes.contains("boundary(10,5)+lovasz, class weights "), notes);
        assertFalse(notes.contains("frequency"), notes);
    }
}
