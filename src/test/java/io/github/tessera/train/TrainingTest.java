package io.github.tessera.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import io.github.tessera.data.AugmentationSettings;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.MaskSettings;
import io.github.tessera.data.Oversampling;
import io.github.tessera.data.Portion;
import io.github.tessera.data.Split;
import io.github.tessera.data.SplitSettings;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.image.TileFormat;
import io.github.tessera.loss.WeightedLoss;
import io.github.tessera.model.ModelPackage;
import io.github.tessera.model.SegmentationModel;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingTest {
    private static final int SIDE = Squares.SIDE;

    @TempDir
    Path folder;

    @Test
    void learnsSquaresAndLeavesModelHistoryAndLastWeights() {
        TrainingResult result = new Training(Squares.quick(), Squares.set(8), folder).run(Progress.NONE);
        assertTrue(result.best().iou() > 0.7, result.best().describe());
        assertEquals(3, result.history().epochs().size());
        for (String file : List.of("rdf.yaml", "training.pt", "weights.torchscript.pt", "last.pt", "history.csv")) {
            assertTrue(Files.isRegularFile(folder.resolve(file)), file);
        }
        SegmentationModel model = ModelPackage.read(folder);
        assertEquals(result.best().step(), model.notes().steps());
        assertEquals(result.best().iou(), model.notes().validationIou(), 1e-9);
        assertEquals(6, model.notes().images());
    }

    @Test
    void stepsAreSplitOverTheEpochsToTheLastOne() {
        TrainingResult result =
                new Training(Squares.quick().withLength(3, 11), Squares.set(4), folder).run(Progress.NONE);
        assertEquals(
                List.of(3L, 7L, 11L),
                result.history().epochs().stream().map(Epoch::step).toList());
    }

    @Test
    void sameSeedSameWeights() {
        Weights first = new Training(Squares.quick().withLength(1, 5), Squares.set(4), folder.resolve("a"))
                .run(Progress.NONE)
                .model()
                .weights();
        Weights second = new Training(Squares.quick().withLength(1, 5), Squares.set(4), folder.resolve("b"))
                .run(Progress.NONE)
                .model()
                .weights();
        first.asMap().forEach((name, values) -> assertArrayEquals(values, second.get(name), name));
        Weights other = new Training(Squares.quick().withLength(1, 5).withSeed(8), Squares.set(4), folder.resolve("c"))
                .run(Progress.NONE)
                .model()
                .weights();
        assertFalse(Arrays.equals(first.get("conv1.weight"), other.get("conv1.weight")));
    }

    @Test
    void withoutASeedTheClockChoosesAndTheNotesTell() {
        TrainingResult result =
                new Training(Squares.quick().withSeed(0).withLength(1, 2), Squares.set(4), folder).run(Progress.NONE);
        assertTrue(result.model().run().timed());
        assertTrue(result.model().notes().seed() > 0);
    }

    @Test
    void cancelKeepsTheBestModelSoFar() {
        TrainingResult result = new Training(Squares.quick(), Squares.set(8), folder).run(Squares.stopAfter(20));
        assertTrue(result.stopped());
        assertEquals(1, result.history().epochs().size());
        assertEquals(15, ModelPackage.read(folder).notes().steps());
    }

    @Test
    void cancelWithinTheFirstEpochKeepsWhatThereIs() {
        TrainingResult result = new Training(Squares.quick(), Squares.set(8), folder).run(Squares.stopAfter(3));
        assertTrue(result.stopped());
        assertEquals(3, ModelPackage.read(folder).notes().steps());
    }

    @Test
    void cancelBeforeTheFirstStepLeavesNothing() throws Exception {
        Path home = folder.resolve("model");
        assertThrows(CancelledException.class, () -> new Training(Squares.quick(), Squares.set(8), home)
                .run(Squares.stopAfter(0)));
        assertFalse(Files.exists(home));
    }

    @Test
    void anInfiniteLossIsTold() {
        TrainingConfig wild = Squares.quick()
                .withLoss(WeightedLoss.parse("bce"), OptimizerSettings.of(OptimizerKind.SGD, 1e30, 0, 0));
        String message = assertThrows(
                        TesseraException.class, () -> new Training(wild, Squares.set(4), folder).run(Progress.NONE))
                .getMessage();
        assertTrue(message.contains("smaller learning rate"), message);
    }

    @Test
    void aFolderThatCannotBeWrittenIsToldBeforeLearning() {
        long start = System.nanoTime();
        String message = assertThrows(TesseraException.class, () -> new Training(
                                Squares.quick().withLength(1, 100_000), Squares.set(4), Path.of("/proc/model"))
                        .run(Progress.NONE))
                .getMessage();
        assertTrue(message.contains("/proc/model"), message);
        assertTrue(System.nanoTime() - start < 60e9);
    }

    @Test
    void severalClassesAreLearntWithSoftmax() {
        LabelledSet binary = Squares.set(6);
        List<RandomAccessibleInterval<FloatType>> pixels = new ArrayList<>();
        List<RandomAccessibleInterval<FloatType>> masks = new ArrayList<>();
        binary.images().forEach(image -> {
            pixels.add(image.pixels());
            float[] mask = new float[SIDE * SIDE];
            var labels = image.labels().randomAccess();
            for (int p = 0; p < mask.length; p++) {
                int label = labels.setPositionAndGet(p % SIDE, p / SIDE).get();
                mask[p] = label == 0 ? 0 : p % SIDE < SIDE / 2 ? 1 : 2;
            }
            masks.add(ArrayImgs.floats(mask, SIDE, SIDE, 1));
        });
        LabelledSet set = LabelledSet.fromStacks(
                new PlaneStack("squares", 32, pixels),
                new PlaneStack("masks", 8, masks),
                MaskSettings.defaults(),
                Progress.NONE);
        TrainingConfig config =
                Squares.quick().withLoss(WeightedLoss.parse("crossentropy+dice"), OptimizerSettings.DEFAULT);
        TrainingResult result = new Training(config, set, folder).run(Progress.NONE);
        assertEquals(3, result.model().network().outputs());
        assertTrue(result.history().epochs().get(2).trainLoss()
                < result.history().epochs().get(0).trainLoss());
    }

    @Test
    void aCropTooSmallForTheNetworkIsToldBeforeLearning() {
        TrainingConfig config = Squares.quick()
                .withNetwork(Squares.quick().network().withDepth(7))
                .withCrops(1, 32);
        Path home = folder.resolve("new");
        String message = assertThrows(
                        TesseraException.class, () -> new Training(config, Squares.set(4), home).run(Progress.NONE))
                .getMessage();
        assertTrue(message.contains("A side of 32 pixels (crop) is too small"), message);
        assertFalse(Files.exists(home));
    }

    @Test
    void aBatchBeyondWhatJavaAddressesIsToldBeforeLearning() {
        TrainingConfig config = Squares.quick().withCrops(4096, 4096);
        String message = assertThrows(
                        TesseraException.class, () -> new Training(config, Squares.set(4), folder).run(Progress.NONE))
                .getMessage();
        assertTrue(message.contains("smaller batch"), message);
    }

    @Test
    void keepingNothingOutIsRefusedBeforeLearning() {
        TrainingConfig config =
                Squares.quick().withSplit(SplitSettings.defaults().withPortions(Portion.NONE, Portion.NONE));
        String message = assertThrows(
                        TesseraException.class, () -> new Training(config, Squares.set(4), folder).run(Progress.NONE))
                .getMessage();
        assertTrue(message.contains("No image would be kept out"), message);
    }

    @Test
    void theSplitIsWrittenBesideTheModelAndCanBeUsedAgain() throws IOException {
        SplitSettings byHalves = SplitSettings.defaults().withPortions(new Portion(0.25), new Portion(2));
        LabelledSet set = Squares.set(8);
        new Training(Squares.quick().withSplit(byHalves).withSeed(7).withLength(1, 2), set, folder).run(Progress.NONE);
        Split written =
                SplitSettings.defaults().withList(folder.resolve("split.csv")).of(set.names());
        assertEquals(byHalves.withSeed(7).of(set.names()), written);
        assertEquals(
                List.of(4, 2, 2),
                List.of(
                        written.train().size(),
                        written.validation().size(),
                        written.test().size()));
        assertEquals(4, ModelPackage.read(folder).notes().images());
    }

    @Test
    void augmentationAndOversamplingAreToldAndKept() {
        List<String> lines = new ArrayList<>();
        TrainingConfig config = Squares.quick()
                .withLength(1, 2)
                .withAugmentation(AugmentationSettings.parse("rotation 45, noise 0.1 at 0.5"))
                .withOversampling(new Oversampling(0.5, 1));
        TrainingResult result = new Training(config, Squares.set(4), folder)
                .with(new TrainingListener() {
                    @Override
                    public void onDescription(String line) {
                        lines.add(line);
                    }
                })
                .run(Progress.NONE);
        assertEquals(
                "rotation 45, noise 0.1 at 0.5",
                ModelPackage.read(folder).notes().augment());
        assertEquals(1, result.history().epochs().size());
        assertTrue(lines.contains("Augmentation: rotation 45, noise 0.1 at 0.5."), lines.toString());
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("50 % of the crops hold ")), lines.toString());
    }

    @ParameterizedTest
    @EnumSource(names = {"PNG", "TIFF"})
    void theSecondEpochOfASmallSetComesFromMemory(TileFormat format) throws IOException {
        Path samples = folder.resolve("samples");
        LabelledSet squares = Squares.set(4);
        for (int i = 0; i < 4; i++) {
            ImagePlus image = new ImagePlus("", new FloatProcessor(SIDE, SIDE, values(squares, i)).convertToByte(true));
            ImagePlus mask = new ImagePlus("", new ByteProcessor(SIDE, SIDE, labels(squares, i)));
            String name = i + (format == TileFormat.PNG ? ".png" : ".tif");
            save(image, samples.resolve("images").resolve(name), format);
            save(mask, samples.resolve("masks").resolve(name), format);
        }
        LabelledSet set = LabelledSet.fromFolders(
                samples.resolve("images"), samples.resolve("masks"), MaskSettings.defaults(), Progress.NONE);
        TrainingResult result = new Training(Squares.quick().withLength(3, 9), set, folder.resolve("model"))
                .with(new TrainingListener() {
                    @Override
                    public void onEpoch(Epoch epoch, Supplier<SegmentationModel> model) {
                        if (epoch.number() == 1) {
                            deleteAll(samples);
                        }
                    }
                })
                .run(Progress.NONE);
        assertFalse(Files.exists(samples));
        assertEquals(3, result.history().epochs().size());
    }

    private static float[] values(LabelledSet set, int index) {
        float[] values = new float[SIDE * SIDE];
        int i = 0;
        for (FloatType value : Views.flatIterable(set.images().get(index).pixels())) {
            values[i++] = value.get();
        }
        return values;
    }

    private static byte[] labels(LabelledSet set, int index) {
        byte[] labels = new byte[SIDE * SIDE];
        int i = 0;
        for (UnsignedByteType label : Views.flatIterable(set.images().get(index).labels())) {
            labels[i++] = label.getByte();
        }
        return labels;
    }

    private static void save(ImagePlus image, Path file, TileFormat format) {
        if (format == TileFormat.PNG) {
            ImageFiles.savePng(image, file);
        } else {
            ImageFiles.saveTiff(image, file);
        }
    }

    private static void deleteAll(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 1000})
    void noThreadOutlivesATraining(int updates) throws InterruptedException {
        Training training = new Training(Squares.quick().withLength(1, 6), Squares.set(4), folder);
        try {
            training.run(Squares.stopAfter(updates));
        } catch (CancelledException e) {
            assertEquals(0, updates);
        }
        BatchLoaderTest.requireNoThread();
    }
}
