package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.measure.ResultsTable;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.tessera.image.LabelImage;
import io.github.tessera.postprocess.CleanUp;
import io.github.tessera.postprocess.DenseCrfSettings;
import io.github.tessera.predict.SegmentedPlane;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tile.Tile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageRefinerTest {
    private static final int SIDE = 48;
    private static final RefineSettings SETTINGS = crf(DenseCrfSettings.DEFAULT
            .withAppearance(5, 20, 13)
            .withSmoothness(3, 2)
            .withIterations(5));

    private static RefineSettings crf(DenseCrfSettings crf) {
        return new RefineSettings(RefineMethod.CRF, crf, 2, 0.7, 0, CleanUp.NONE);
    }

    /** Dark on the left, bright on the right of the middle. */
    private static ImagePlus halves(ImageProcessor plane, int dark, int bright) {
        for (int i = 0; i < SIDE * SIDE; i++) {
            plane.setf(i, i % SIDE < SIDE / 2 ? dark : bright);
        }
        return new ImagePlus("halves", plane);
    }

    /** The bright half, but a tenth of the pixels are wrong. */
    private static byte[] noisy(long seed, int value) {
        Random random = new Random(seed);
        byte[] labels = new byte[SIDE * SIDE];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (i % SIDE >= SIDE / 2 == random.nextInt(10) > 0 ? value : 0);
        }
        return labels;
    }

    private static void isTheHalf(byte[] labels) {
        int wrong = 0;
        for (int i = 0; i < labels.length; i++) {
            wrong += (labels[i] == 1) == (i % SIDE >= SIDE / 2) ? 0 : 1;
        }
        assertEquals(0, wrong);
    }

    private static SegmentedPlane refine(ImagePlus image, ImagePlus start, RefineSettings settings) {
        return new ImageRefiner(image, start, settings, Progress.NONE).refine(0, true, Progress.NONE);
    }

    private static ImagePlus labels(byte[] labels) {
        return LabelImage.of(labels, SIDE, SIDE, List.of("rest", "cell"), "labels", new Calibration());
    }

    @Test
    void labelsMasksAndProbabilitiesComeToTheEdge() {
        ImagePlus image = halves(new ByteProcessor(SIDE, SIDE), 40, 200);
        isTheHalf(refine(image, labels(noisy(1, 1)), SETTINGS).labels());
        isTheHalf(refine(image, new ImagePlus("mask", new ByteProcessor(SIDE, SIDE, noisy(2, 255))), SETTINGS)
                .labels());
        FloatProcessor p = new FloatProcessor(SIDE, SIDE);
        byte[] noisy = noisy(3, 1);
        for (int i = 0; i < noisy.length; i++) {
            p.setf(i, noisy[i] == 1 ? 0.7f : 0.3f);
        }
        SegmentedPlane refined = refine(image, new ImagePlus("p", p), SETTINGS);
        isTheHalf(refined.labels());
        assertEquals(2, refined.probabilities().length);
        assertEquals(1, refined.probabilities()[0][0] + refined.probabilities()[1][0], 1e-5);
    }

    @Test
    void imagesOfOtherDepthsAreStretched() {
        byte[] noisy = noisy(4, 1);
        byte[] deep = refine(halves(new ShortProcessor(SIDE, SIDE), 1000, 1900), labels(noisy), SETTINGS)
                .labels();
        isTheHalf(deep);
    }

    @Test
    void withoutIterationsNothingChanges() {
        byte[] noisy = noisy(5, 1);
        RefineSettings none = crf(DenseCrfSettings.DEFAULT.withIterations(0));
        assertArrayEquals(
                noisy,
                refine(halves(new ByteProcessor(SIDE, SIDE), 40, 200), labels(noisy), none)
                        .labels());
    }

    @Test
    void everySliceIsRefinedAndCounted() {
        ImageStack stack = new ImageStack(SIDE, SIDE);
        stack.addSlice(halves(new ByteProcessor(SIDE, SIDE), 40, 200).getProcessor());
        stack.addSlice(halves(new ByteProcessor(SIDE, SIDE), 10, 90).getProcessor());
        ImagePlus image = new ImagePlus("cells.tif", stack);
        ImagePlus start = LabelImage.of(
                List.of(noisy(6, 1), noisy(7, 1)), SIDE, SIDE, List.of("rest", "cell"), "start", new Calibration());
        ImageRefiner refiner = new ImageRefiner(image, start, SETTINGS, Progress.NONE);
        RefinedImage refined = RefinedImage.of(image, refiner, true, Progress.NONE);
        assertEquals("cells_refined", refined.labels().getTitle());
        assertEquals(List.of("rest", "cell"), LabelImage.classes(refined.labels()));
        LabelImage.labels(refined.labels()).forEach(ImageRefinerTest::isTheHalf);
        assertEquals(4, refined.probabilities().getStackSize());
        assertEquals(2, refined.probabilities().getNChannels());
        assertEquals(2L * SIDE * SIDE, refined.changes().pixels());
        assertEquals(
                SIDE * SIDE, refined.changes().count(0, 1) + refined.changes().count(1, 1));
        assertTrue(refined.describe().matches("(8|9|10)\\.\\d+ %.*"), refined.describe());
        assertEquals(SIDE * SIDE, refined.table().getValue("Pixels after", 1));
    }

    @ParameterizedTest
    @EnumSource(
            value = RefineMethod.class,
            names = {"ICM", "GRAPH_CUT"})
    void neighboursHelpToo(RefineMethod method) {
        ImagePlus image = halves(new ByteProcessor(SIDE, SIDE), 40, 200);
        byte[] noisy = noisy(8, 1);
        RefineSettings grid = new RefineSettings(method, DenseCrfSettings.DEFAULT, 1, 0.7, 0, CleanUp.NONE);
        SegmentedPlane refined = refine(image, labels(noisy), grid);
        assertNull(refined.probabilities());
        int wrong = 0;
        for (int i = 0; i < noisy.length; i++) {
            wrong += (refined.labels()[i] == 1) == (i % SIDE >= SIDE / 2) ? 0 : 1;
        }
        assertTrue(wrong < noisy.length / 50, wrong + " of " + noisy.length);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotLabelledStaysSo(RefineMethod method) {
        byte[] labels = noisy(9, 1);
        labels[7] = (byte) LabelImage.IGNORED;
        RefineSettings settings = new RefineSettings(method, SETTINGS.crf(), 1, 0.7, 0, new CleanUp(3, true, 0, false));
        ImagePlus image = halves(new ByteProcessor(SIDE, SIDE), 40, 200);
        assertEquals(LabelImage.IGNORED, refine(image, labels(labels), settings).labels()[7] & 0xFF);
    }

    @Test
    void whatIsLeftIsCleanedUp() {
        ImagePlus image = halves(new ByteProcessor(SIDE, SIDE), 40, 200);
        byte[] specks = new byte[SIDE * SIDE];
        specks[5] = 1;
        for (int y = 10; y < 20; y++) {
            Arrays.fill(specks, y * SIDE + 10, y * SIDE + 20, (byte) 1);
        }
        RefineSettings clean = new RefineSettings(
                RefineMethod.NONE, DenseCrfSettings.DEFAULT, 1, 0.7, 0, new CleanUp(10, false, 0, false));
        ImageRefiner refiner = new ImageRefiner(image, labels(specks), clean, Progress.NONE);
        RefinedImage refined = RefinedImage.of(image, refiner, false, Progress.NONE);
        ResultsTable table = refined.table();
        assertEquals("cell", table.getStringValue("Class", 1));
        assertEquals(101, table.getValue("Pixels before", 1));
        assertEquals(100, table.getValue("Pixels after", 1));
        assertEquals("2", table.getStringValue("Objects before", 1));
        assertEquals("1", table.getStringValue("Objects after", 1));
    }

    /** Keeps what is told. */
    private static final class Log implements Progress {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void log(String line) {
            lines.add(line);
        }
    }

    @Test
    void energiesAreForTheLogNotForPreviews() {
        ImagePlus image = halves(new ByteProcessor(SIDE, SIDE), 40, 200);
        RefineSettings grid = new RefineSettings(RefineMethod.ICM, SETTINGS.crf(), 1, 0.7, 0, CleanUp.NONE);
        ImageRefiner refiner = new ImageRefiner(image, labels(noisy(13, 1)), grid, Progress.NONE);
        Log log = new Log();
        byte[] shown = refiner.preview(0, new Tile(0, 0, SIDE, SIDE), log);
        assertEquals(List.of(), log.lines);
        assertArrayEquals(shown, refiner.refine(0, false, log).labels());
        assertEquals(1, log.lines.size());
        assertTrue(log.lines.get(0).startsWith("Slice 1: energy "), log.lines.get(0));
    }

    @Test
    void aTileThatWidthsMakeLargerIsTold() {
        ImagePlus image = halves(new ByteProcessor(SIDE, SIDE), 40, 200);
        DenseCrfSettings narrow = SETTINGS.crf().withAppearance(5, 4, 13);
        for (int tile : new int[] {0, 16, 32, SIDE}) {
            Log log = new Log();
            RefineSettings settings = new RefineSettings(RefineMethod.CRF, narrow, 2, 0.7, tile, CleanUp.NONE);
            new ImageRefiner(image, labels(noisy(14, 1)), settings, log);
            List<String> told = tile == 16 || tile == 32
                    ? List.of("Tiles have sides of 64 pixels, not " + tile
                            + ": with these widths, smaller ones would take much longer.")
                    : List.of();
            assertEquals(told, log.lines, "tile " + tile);
        }
    }

    @Test
    void widthsWhoseTilesDoNotFitIntoMemoryAreRefused() {
        int side = 2048;
        List<String> names = IntStream.range(0, 250).mapToObj(k -> "class " + k).toList();
        ImagePlus start = LabelImage.of(new byte[side * side], side, side, names, "many", new Calibration());
        ImagePlus image = new ImagePlus("wide", new ByteProcessor(side, side));
        RefineSettings wide = crf(SETTINGS.crf().withAppearance(5, 256, 13));
        ImageRefiner refiner = new ImageRefiner(image, start, wide, Progress.NONE);
        TesseraException refusal = assertThrows(TesseraException.class, () -> refiner.refine(0, false, Progress.NONE));
        assertTrue(
                refusal.getMessage().contains("in tiles of 2048 x 2048 pixels with 250 classes and needs"),
                refusal.getMessage());
        assertTrue(refusal.getMessage().contains("choose smaller widths"), refusal.getMessage());
    }

    @ParameterizedTest
    @EnumSource(
            value = RefineMethod.class,
            names = {"ICM", "GRAPH_CUT"})
    void slicesThatTheGridCannotHoldAreRefused(RefineMethod method) {
        RefineSettings grid = new RefineSettings(method, SETTINGS.crf(), 1, 0.7, 0, CleanUp.NONE);
        for (int side : new int[] {2900, 3000}) { // 8 GB of numbers; more numbers than an array has
            List<String> names =
                    IntStream.range(0, 250).mapToObj(k -> "class " + k).toList();
            ImagePlus start = LabelImage.of(new byte[side * side], side, side, names, "many", new Calibration());
            ImagePlus image = new ImagePlus("wide", new ByteProcessor(side, side));
            ImageRefiner refiner = new ImageRefiner(image, start, grid, Progress.NONE);
            TesseraException refusal =
                    assertThrows(TesseraException.class, () -> refiner.refine(0, false, Progress.NONE));
            assertTrue(
                    refusal.getMessage().contains("select a part of the image")
                            && refusal.getMessage().contains("with 250 classes"),
                    refusal.getMessage());
            image.setRoi(10, 10, 20, 20);
            ImageRefiner some = new ImageRefiner(image, start, grid, Progress.NONE);
            assertEquals(side * side, some.refine(0, false, Progress.NONE).labels().length);
        }
    }

    @Test
    void whatDoesNotFitIsASentence() {
        ImagePlus image = halves(new ByteProcessor(SIDE, SIDE), 40, 200);
        refused("is 48 x 48 pixels, but small is 8 x 8", image, new ImagePlus("small", new ByteProcessor(8, 8)));
        refused("holds neither labels nor probabilities", image, new ImagePlus("deep", new ShortProcessor(SIDE, SIDE)));
        ImageStack two = new ImageStack(SIDE, SIDE);
        two.addSlice(new ByteProcessor(SIDE, SIDE));
        two.addSlice(new ByteProcessor(SIDE, SIDE));
        refused("has 1 slice, but two has 2", image, new ImagePlus("two", two));
    }

    private static void refused(String message, ImagePlus image, ImagePlus start) {
        TesseraException refusal =
                assertThrows(TesseraException.class, () -> new ImageRefiner(image, start, SETTINGS, Progress.NONE));
        assertTrue(refusal.getMessage().contains(message), refusal.getMessage());
    }
}
