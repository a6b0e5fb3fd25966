package io.github.tessera.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.loss.WeightedLoss;
import io.github.tessera.model.ModelPackage;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.torchscript.FirstLayer;
import io.github.tessera.torchscript.StateDict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A training that was stopped anywhere goes on as if it had not been. */
class ResumeTest {
    @TempDir
    Path folder;

    /** Everything that could be forgotten: batch norm, dropout, Adam, averages, a plateau, augmentation, accumulation. */
    private static TrainingConfig everything() {
        return TrainingProcess.everything(4, 2).withLength(4, 22).withParts(2);
    }

    private static TrainingConfig resumed(TrainingConfig config) {
        return config.withCheckpoints(new CheckpointSettings(true, 0));
    }

    private static Map<String, float[]> last(Path folder) {
        return StateDict.read(folder.resolve("last.pt")).values();
    }

    private static void requireSame(Map<String, float[]> expected, Map<String, float[]> found) {
        assertEquals(expected.keySet(), found.keySet());
        expected.forEach((name, values) -> assertArrayEquals(values, found.get(name), name));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 6, 13, 21})
    void endsWithTheSameWeightsBitForBit(int steps) {
        Path whole = folder.resolve("whole");
        Path parted = folder.resolve("parted");
        TrainingResult once = new Training(everything(), Squares.set(8), whole).run(Progress.NONE);
        TrainingResult first = new Training(everything(), Squares.set(8), parted).run(Squares.stopAfter(steps));
        assertTrue(first.stopped());
        TrainingResult second = new Training(resumed(everything()), Squares.set(8), parted).run(Progress.NONE);
        assertFalse(second.stopped());
        requireSame(last(whole), last(parted));
        requireSame(
                ModelPackage.read(whole).weights().asMap(),
                ModelPackage.read(parted).weights().asMap());
        assertEquals(withoutSeconds(once), withoutSeconds(second));
        requireSame(once.model().weights().asMap(), second.model().weights().asMap());
    }

    private static List<String> withoutSeconds(TrainingResult result) {
        return result.history().epochs().stream()
                .map(e -> e.number() + " " + e.step() + " " + e.trainLoss() + " " + e.validationLoss() + " "
                        + e.validation())
                .toList();
    }

    @Test
    void whatWasFrozenAtFirstIsLearntAfterwardsAlsoWhenResumed() {
        TrainingConfig config = Squares.quick()
                .withStart(new StartingPoint(null, null, false, FirstLayer.REPEAT, List.of("encoder"), 6))
                .withLength(3, 12);
        Path whole = folder.resolve("whole");
        new Training(config, Squares.set(4), whole).run(Progress.NONE);
        Path six = folder.resolve("six");
        new Training(config, Squares.set(4), six).run(Squares.stopAfter(6));
        Weights fresh =
                Weights.initial(ModelPackage.read(six).network().build(), config.initialization(), config.seed());
        String first = fresh.asMap().keySet().iterator().next();
        assertArrayEquals(fresh.get(first), last(six).get(first));
        new Training(resumed(config), Squares.set(4), six).run(Progress.NONE);
        requireSame(last(whole), last(six));
        assertFalse(Arrays.equals(fresh.get(first), last(six).get(first)));
    }

    /** The checkpoint after the last step with a frozen encoder is of fewer weights than are learnt then, and of their averages. */
    @Test
    void oneKilledWhereThePartsStopBeingFrozenGoesOn() {
        TrainingConfig config = Squares.quick()
                .withStart(new StartingPoint(null, null, false, FirstLayer.REPEAT, List.of("encoder"), 4))
                .withLoss(WeightedLoss.parse("bce"), OptimizerSettings.DEFAULT.withClipping(0, 0.99))
                .withLength(3, 12);
        Path whole = folder.resolve("whole");
        new Training(config, Squares.set(4), whole).run(Progress.NONE);
        Path killed = folder.resolve("killed");
        TrainingListener fault = new TrainingListener() {
            @Override
            public void onStep(long step, long total, double loss) {
                if (step == 5) {
                    throw new IllegalStateException("as if killed");
                }
            }
        };
        Training first = new Training(config, Squares.set(4), killed).with(fault);
        assertThrows(IllegalStateException.class, () -> first.run(Progress.NONE));
        new Training(resumed(config), Squares.set(4), killed).run(Progress.NONE);
        requireSame(last(whole), last(killed));
        requireSame(
                ModelPackage.read(whole).weights().asMap(),
                ModelPackage.read(killed).weights().asMap());
    }

    @Test
    void moreStepsThanAreWantedAreTold() {
        new Training(Squares.quick(), Squares.set(4), folder).run(Squares.stopAfter(4));
        TrainingConfig fewer = resumed(Squares.quick().withLength(1, 2));
        String message = assertThrows(
                        TesseraException.class, () -> new Training(fewer, Squares.set(4), folder).run(Progress.NONE))
                .getMessage();
        assertTrue(message.contains("choose 4 steps or more"), message);
    }

    @Test
    void morePartsOfABatchMayBeChosenToGoOn() {
        new Training(Squares.quick(), Squares.set(4), folder).run(Squares.stopAfter(4));
        List<String> lines = new ArrayList<>();
        TrainingListener log = new TrainingListener() {
            @Override
            public void onDescription(String line) {
                lines.add(line);
            }
        };
        Training more = new Training(resumed(Squares.quick().withParts(4)), Squares.set(4), folder).with(log);
        more.run(Squares.stopAfter(2));
        assertTrue(lines.stream().anyMatch(line -> line.contains("in 4 parts")), lines.toString());
        assertEquals(
                4,
                Checkpoint.read(folder, ModelPackage.read(folder).network().build())
                        .state()
                        .parts());
    }

    @Test
    void anEndedTrainingIsNotLearntAgainButMayGetMoreSteps() {
        TrainingConfig config = Squares.quick().withLength(2, 6);
        new Training(config, Squares.set(4), folder).run(Progress.NONE);
        Map<String, float[]> six = last(folder);
        TrainingResult same = new Training(resumed(config), Squares.set(4), folder).run(Progress.NONE);
        assertEquals(2, same.history().epochs().size());
        requireSame(six, last(folder));
        new Training(resumed(config.withLength(4, 12)), Squares.set(4), folder).run(Progress.NONE);
        Path whole = folder.resolve("whole");
        new Training(config.withLength(4, 12), Squares.set(4), whole).run(Progress.NONE);
        requireSame(last(whole), last(folder));
    }

    @Test
    void aDrawnSeedIsKept() {
        TrainingConfig config = Squares.quick().withSeed(0).withLength(2, 6);
        new Training(config, Squares.set(4), folder).run(Squares.stopAfter(4));
        long seed = ModelPackage.read(folder).notes().seed();
        TrainingResult result = new Training(resumed(config), Squares.set(4), folder).run(Progress.NONE);
        assertEquals(seed, result.model().notes().seed());
    }

    @Test
    void otherSettingsAreToldByName() {
        new Training(Squares.quick(), Squares.set(4), folder).run(Squares.stopAfter(4));
        TrainingConfig other =
                resumed(Squares.quick()).withSeed(9).withLoss(WeightedLoss.parse("dice"), OptimizerSettings.DEFAULT);
        String message = assertThrows(
                        TesseraException.class, () -> new Training(other, Squares.set(4), folder).run(Progress.NONE))
                .getMessage();
        assertTrue(message.contains("loss was bce+jaccard, not dice"), message);
        assertTrue(message.contains("seed was 1, not 9"), message);
        String images = assertThrows(
                        TesseraException.class,
                        () -> new Training(resumed(Squares.quick()), Squares.set(5), folder).run(Progress.NONE))
                .getMessage();
        assertTrue(images.contains("images was"), images);
    }

    @Test
    void aDamagedCheckpointIsToldAndNothingIsChanged() throws IOException {
        new Training(Squares.quick(), Squares.set(4), folder).run(Squares.stopAfter(4));
        Path file = folder.resolve(Checkpoint.FILE);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        String message = assertThrows(
                        TesseraException.class,
                        () -> new Training(resumed(Squares.quick()), Squares.set(4), folder).run(Progress.NONE))
                .getMessage();
        assertTrue(message.contains(Checkpoint.FILE), message);
        assertEquals(whole.length / 2, Files.size(file));
    }
}
