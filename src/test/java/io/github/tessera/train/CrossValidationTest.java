package io.github.tessera.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.MaskSettings;
import io.github.tessera.data.Portion;
import io.github.tessera.data.Split;
import io.github.tessera.data.SplitSettings;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.loss.LossSettings;
import io.github.tessera.metric.Metric;
import io.github.tessera.model.Ensemble;
import io.github.tessera.model.ModelPackage;
import io.github.tessera.model.SegmentationModel;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.DeviceChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrossValidationTest {
    private static final int SIDE = 32;

    @TempDir
    Path folder;

    /** Noise, bright where the class is: the right half. */
    private static LabelledSet halves(int images) {
        List<RandomAccessibleInterval<FloatType>> pixels = new ArrayList<>();
        List<RandomAccessibleInterval<FloatType>> masks = new ArrayList<>();
        Random random = new Random(2);
        for (int i = 0; i < images; i++) {
            float[] image = new float[SIDE * SIDE];
            float[] mask = new float[SIDE * SIDE];
            for (int p = 0; p < image.length; p++) {
                boolean inside = p % SIDE >= SIDE / 2;
                image[p] = (float) (random.nextGaussian() + (inside ? 5 : 0));
                mask[p] = inside ? 255 : 0;
            }
            pixels.add(ArrayImgs.floats(image, SIDE, SIDE, 1));
            masks.add(ArrayImgs.floats(mask, SIDE, SIDE, 1));
        }
        return LabelledSet.fromStacks(
                new PlaneStack("halves", 32, pixels),
                new PlaneStack("masks", 8, masks),
                MaskSettings.defaults(),
                Progress.NONE);
    }

    private static TrainingConfig quick() {
        return TrainingConfig.defaults("halves")
                .withDevice(DeviceChoice.CPU)
                .withCrops(2, 16)
                .withLength(2, 8);
    }

    /** Keeps what it is told, and asks to stop once that is enough. */
    private static final class Told implements Progress {
        private final List<String> lines = new ArrayList<>();
        private final List<String> statuses = new ArrayList<>();
        private final List<Double> shares = new ArrayList<>();
        private final Predicate<Told> enough;

        Told(Predicate<Told> enough) {
            this.enough = enough;
        }

        static Told upTo(int updates) {
            return new Told(told -> told.shares.size() >= updates);
        }

        @Override
        public void log(String line) {
            lines.add(line);
        }

        @Override
        public void status(String message) {
            statuses.add(message);
        }

        @Override
        public void update(long done, long total) {
            shares.add((double) done / total);
        }

        @Override
        public boolean cancelled() {
            return enough.test(this);
        }
    }

    private CrossValidation of(TrainingConfig config, int images, int folds) {
        return new CrossValidation(config, halves(images), folder, folds);
    }

    private List<String> table() throws IOException {
        return Files.readAllLines(folder.resolve("folds.csv"));
    }

    @Test
    void everyFoldLeavesAModelAndARow() throws IOException {
        TrainingConfig config =
                quick().withSplit(SplitSettings.defaults().withPortions(new Portion(0.2), new Portion(1)));
        Told told = new Told(t -> false);
        CrossValidationResult result = of(config, 8, 3).run(told);
        assertFalse(result.stopped());
        assertEquals(3, result.finished().size());

        List<Integer> validated = new ArrayList<>();
        for (int fold = 1; fold <= 3; fold++) {
            Path home = Ensemble.fold(folder, fold);
            Split split = SplitSettings.defaults()
                    .withList(home.resolve("split.csv"))
                    .of(halves(8).names());
            assertEquals(1, split.test().size());
            validated.addAll(split.validation());
            validated.addAll(fold == 1 ? split.test() : List.of());
            FoldResult row = result.finished().get(fold - 1);
            assertEquals(
                    List.of(fold, split.train().size(), split.validation().size()),
                    List.of(row.number(), row.images(), row.validationImages()));
            assertEquals(
                    row.summary(Metric.IOU), ModelPackage.read(home).notes().validationIou(), 1e-9);
            assertTrue(Files.isRegularFile(home.resolve("history.csv")));
        }
        assertEquals(
                List.of(0, 1, 2, 3, 4, 5, 6, 7), validated.stream().sorted().toList());
        assertEquals(3, Ensemble.read(folder).models().size());

        List<String> table = table();
        assertEquals(
                "fold,images,validation_images,epoch,pixel_accuracy,accuracy,iou,dice,precision,recall,specificity",
                table.get(0));
        assertEquals(6, table.size());
        assertTrue(table.get(1).startsWith("1,4,3,"), table.get(1));
        assertTrue(table.get(4).startsWith("mean,,,,0."), table.get(4));
        assertTrue(table.get(5).startsWith("deviation,,,,"), table.get(5));
        assertTrue(told.lines.containsAll(List.of("Fold 1 of 3", "Fold 3 of 3", result.describe())), "" + told.lines);
        assertTrue(told.statuses.stream().anyMatch(s -> s.startsWith("(2/3) Training: step 1 of 8")));
        assertEquals(1, told.shares.get(told.shares.size() - 1), 1e-9);
        assertEquals(told.shares.stream().sorted().toList(), told.shares);
    }

    @Test
    void allFoldsStartFromTheSameWeights() {
        TrainingConfig frozen = quick().withLength(1, 1)
                .withLoss(LossSettings.parse("bce"), OptimizerSettings.of(OptimizerKind.SGD, 1e-30, 0, 0))
                .withSeed(0);
        of(frozen, 4, 2).run(Progress.NONE);
        Weights first = ModelPackage.read(Ensemble.fold(folder, 1)).weights();
        Weights second = ModelPackage.read(Ensemble.fold(folder, 2)).weights();
        first.asMap().forEach((name, values) -> assertArrayEquals(values, second.get(name), 1e-12f, name));
        List<Long> seeds = Ensemble.read(folder).models().stream()
                .map(model -> ((SegmentationModel) model).notes().seed())
                .distinct()
                .toList();
        assertEquals(1, seeds.size());
        assertTrue(seeds.get(0) > 0);
    }

    /** Counts the steps of each fold. */
    private static final class Steps {
        private final TreeMap<Integer, Long> counts = new TreeMap<>();

        TrainingListener of(int fold) {
            return new TrainingListener() {
                @Override
                public void onStep(long step, long total, double loss) {
                    counts.merge(fold, 1L, Long::sum);
                }
            };
        }
    }

    @Test
    void everyFoldHasItsOwnListeners() {
        Steps steps = new Steps();
        of(quick(), 4, 2).with(steps::of).run(Progress.NONE);
        assertEquals(Map.of(1, 8L, 2, 8L), steps.counts);
    }

    @Test
    void goesOnWhereItWasStoppedAsIfItHadNotBeen() throws IOException {
        TrainingConfig resumed = quick().withCheckpoints(new CheckpointSettings(true, 0));
        assertTrue(of(quick(), 6, 3).run(Told.upTo(8 + 5)).stopped());
        Steps steps = new Steps();
        CrossValidationResult result = of(resumed, 6, 3).with(steps::of).run(Progress.NONE);
        assertFalse(result.stopped());
        assertEquals(null, steps.counts.get(1), "the first fold is finished");
        assertTrue(steps.counts.get(2) < 8, "the second had begun");
        assertEquals(8, steps.counts.get(3));

        Path other = folder.resolve("at once");
        new CrossValidation(quick(), halves(6), other, 3).run(Progress.NONE);
        assertEquals(Files.readAllLines(other.resolve("folds.csv")), table());
        for (int fold = 1; fold <= 3; fold++) {
            Weights whole = ModelPackage.read(Ensemble.fold(other, fold)).weights();
            Weights inParts = ModelPackage.read(Ensemble.fold(folder, fold)).weights();
            whole.asMap().forEach((name, values) -> assertArrayEquals(values, inParts.get(name), name));
        }
        refused(of(resumed, 6, 2), "was begun with other settings (split was");
    }

    @Test
    void aDrawnSeedIsThatOfAllFoldsAlsoWhenItGoesOn() {
        TrainingConfig drawn = quick().withLength(1, 2).withSeed(0);
        assertTrue(of(drawn, 4, 2).run(Told.upTo(3)).stopped());
        of(drawn.withCheckpoints(new CheckpointSettings(true, 0)), 4, 2).run(Progress.NONE);
        assertEquals(
                1,
                Ensemble.read(folder).models().stream()
                        .map(model -> ((SegmentationModel) model).notes().seed())
                        .distinct()
                        .count());
    }

    @Test
    void cancelKeepsTheFoldsThatAreDoneAndTheBestModelOfTheOneInHand() throws IOException {
        CrossValidationResult result = of(quick(), 6, 3).run(Told.upTo(8 + 5));
        assertTrue(result.stopped());
        assertEquals(1, result.finished().size());
        assertEquals(2, table().size(), "neither the fold in hand nor means");
        assertEquals(4, ModelPackage.read(Ensemble.fold(folder, 2)).notes().steps());
        assertEquals(2, Ensemble.read(folder).models().size());
        assertTrue(result.describe().matches("IoU [01]\\.\\d\\d over 1 fold"), result.describe());
    }

    @Test
    void cancelBetweenFoldsEndsThere() throws IOException {
        CrossValidationResult result = of(quick(), 6, 3).run(new Told(told -> told.lines.contains("Fold 2 of 3")));
        assertTrue(result.stopped());
        assertEquals(1, Ensemble.folds(folder).size());
        assertEquals(1, result.finished().size());
        assertEquals(2, table().size());
    }

    @Test
    void cancelBeforeTheFirstStepLeavesNothing() {
        Path home = folder.resolve("new");
        CrossValidation validation = new CrossValidation(quick(), halves(4), home, 2);
        assertThrows(CancelledException.class, () -> validation.run(Told.upTo(0)));
        assertFalse(Files.exists(home));
    }

    @Test
    void aFolderWithModelsIsRefused() {
        of(quick().withLength(1, 1), 4, 2).run(Progress.NONE);
        refused(of(quick(), 4, 2), "There is a model or a cross-validation in " + folder + " already");
        refused(
                new CrossValidation(quick(), halves(4), Ensemble.fold(folder, 1), 2),
                "There is a model or a cross-validation in " + Ensemble.fold(folder, 1));
    }

    @Test
    void whatCannotBeDoneIsToldBeforeLearning() {
        refused(of(quick(), 4, 5), "needs at least 5 images, but 4 can be dealt out");
        refused(of(quick(), 4, 1), "choose at least 2 folds");
        refused(new CrossValidation(quick(), halves(4), Path.of("/proc/model"), 2), "/proc/model");
        assertTrue(Ensemble.folds(folder).isEmpty());
    }

    private static void refused(CrossValidation validation, String sentence) {
        String message = assertThrows(TesseraException.class, () -> validation.run(Progress.NONE))
                .getMessage();
        assertTrue(message.contains(sentence), message);
    }
}
