package io.github.tessera.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShapesGeneratorTest {
    @TempDir
    Path folder;

    private static double mean(Sample sample, int label) {
        double sum = 0;
        int pixels = 0;
        byte[] mask = sample.mask();
        for (short[] channel : sample.channels()) {
            for (int i = 0; i < channel.length; i++) {
                if (mask[i] == label) {
                    sum += channel[i] & 0xFF;
                    pixels++;
                }
            }
        }
        return sum / pixels;
    }

    @Test
    void withoutNoiseBackgroundIsBlackAndOneCircleWhite() {
        Sample sample = new ShapesGenerator(64, 48, 1, 0, false, 1).sample(0);
        byte[] mask = sample.mask();
        for (int i = 0; i < 64 * 48; i++) {
            assertEquals(mask[i] * 255, sample.channels().get(0)[i] & 0xFF);
        }
    }

    @Test
    void aCircleIsRoundAndOfARadiusInTheRange() {
        for (int index = 0; index < 50; index++) {
            byte[] mask =
                    new ShapesGenerator(100, 80, 1, 0, false, 1).sample(index).mask();
            int area = 0;
            for (byte value : mask) {
                area += value;
            }
            // At least a quarter of the smallest circle lies inside, at most the whole of the largest, radius 20.
            assertTrue(area >= Math.PI * 25 / 4 && area <= 1.05 * Math.PI * 400, "area " + area);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void imagesUseTheWholeRangeAndObjectsAreBrighterThanTheBackground(boolean rgb) {
        Sample sample = new ShapesGenerator(128, 128, 10, 20, rgb, 7).sample(3);
        assertEquals(rgb ? 3 : 1, sample.channels().size());
        int low = 255;
        int high = 0;
        for (short[] channel : sample.channels()) {
            for (short value : channel) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        assertEquals(0, low);
        assertEquals(255, high);
        assertTrue(mean(sample, 1) > mean(sample, 0) + 20);
    }

    @Test
    void channelsOfAnRgbImageDiffer() {
        Sample sample = new ShapesGenerator(32, 32, 3, 0, true, 7).sample(0);
        assertFalse(Arrays.equals(sample.channels().get(0), sample.channels().get(1)));
    }

    /** The best Dice that one threshold reaches over many samples together, on a number made of each pixel's channels. */
    private static double bestThreshold(ShapesGenerator generator, ToIntFunction<int[]> number) {
        long[][] histogram = new long[2][256];
        for (int index = 0; index < 300; index++) {
            Sample sample = generator.sample(index);
            int[] pixel = new int[sample.channels().size()];
            for (int i = 0; i < sample.objects().length; i++) {
                for (int c = 0; c < pixel.length; c++) {
                    pixel[c] = sample.channels().get(c)[i];
                }
                histogram[sample.objects()[i] == 0 ? 0 : 1][number.applyAsInt(pixel)]++;
            }
        }
        long objects = Arrays.stream(histogram[1]).sum();
        long hits = 0;
        long called = 0;
        double best = 0;
        for (int threshold = 255; threshold >= 0; threshold--) {
            hits += histogram[1][threshold];
            called += histogram[0][threshold] + histogram[1][threshold];
            best = Math.max(best, 2.0 * hits / (objects + called));
        }
        return best;
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 256})
    void noThresholdReachesADiceOfNineTenths(int side) {
        // The exercise's 10 circles at sigma 20, at its size and at the command's.
        double grey = bestThreshold(new ShapesGenerator(side, side, 10, 20, false, 1), p -> p[0]);
        assertTrue(grey > 0.7 && grey < 0.9, "grey " + grey);
        ShapesGenerator colour = new ShapesGenerator(side, side, 10, 20, true, 1);
        double mean = bestThreshold(colour, p -> (p[0] + p[1] + p[2]) / 3);
        double brightest = bestThreshold(colour, p -> Math.max(p[0], Math.max(p[1], p[2])));
        assertTrue(mean < 0.9 && brightest < 0.9, "mean " + mean + ", brightest " + brightest);
    }

    @Test
    void objectsAreNumberedInTheOrderOfDrawing() {
        short[] few = new ShapesGenerator(64, 64, 2, 0, false, 3).sample(0).objects();
        short[] more = new ShapesGenerator(64, 64, 3, 0, false, 3).sample(0).objects();
        for (int i = 0; i < few.length; i++) {
            assertTrue(more[i] == few[i] || more[i] == 3, "the third circle lies over the others");
        }
    }

    /** How many deviations of the background's noise the circles are brighter than it. */
    private static double contrast(double sigma) {
        Sample sample = new ShapesGenerator(200, 200, 1, sigma, false, 5).sample(0);
        double mean = mean(sample, 0);
        double sum = 0;
        int pixels = 0;
        for (int i = 0; i < sample.objects().length; i++) {
            if (sample.objects()[i] == 0) {
                double distance = (sample.channels().get(0)[i] & 0xFF) - mean;
                sum += distance * distance;
                pixels++;
            }
        }
        return (mean(sample, 1) - mean) / Math.sqrt(sum / pixels);
    }

    @Test
    void contrastIsTheCirclesLevelInSigmas() {
        // The level does not depend on sigma, and is a whole number above the background's 1.
        double level = contrast(20) * 20;
        assertEquals(level, contrast(40) * 40, 0.05 * level);
        assertTrue(level > 10 && level < 200 * 1.05, "level " + level);
    }

    @Test
    void samplesDependOnSeedAndIndexAlone() {
        ShapesGenerator one = new ShapesGenerator(32, 32, 3, 20, false, 7);
        one.sample(0);
        short[] again = new ShapesGenerator(32, 32, 3, 20, false, 7)
                .sample(4)
                .channels()
                .get(0);
        assertArrayEquals(again, one.sample(4).channels().get(0));
        assertFalse(Arrays.equals(again, one.sample(5).channels().get(0)));
        assertFalse(Arrays.equals(
                again,
                new ShapesGenerator(32, 32, 3, 20, false, 8)
                        .sample(4)
                        .channels()
                        .get(0)));
    }

    @ParameterizedTest
    @CsvSource({"7,32,3,20", "32,7,3,20", "32,32,0,20", "32,32,65536,20", "32,32,3,-1", "32,32,3,NaN"})
    void numbersOutOfRangeAreRefused(int nx, int ny, int count, double sigma) {
        assertThrows(TesseraException.class, () -> new ShapesGenerator(nx, ny, count, sigma, false, 1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFolderOfSamplesIsReadBackAsWritten(boolean rgb) {
        ShapesGenerator generator = new ShapesGenerator(40, 30, 4, 20, rgb, 7);
        Path target = folder.resolve("Übung 1");
        SampleFolder.write(generator, 3, target, Progress.NONE);
        LabelledSet set = LabelledSet.fromFolders(
                target.resolve("images"), target.resolve("masks"), MaskSettings.defaults(), Progress.NONE);
        assertEquals(3, set.images().size());
        assertEquals(rgb ? 3 : 1, set.channels());
        LabelledImage written = generator.sample(2).labelled("sample_0003.png");
        LabelledImage read = set.images().get(2);
        assertEquals(written.name(), read.name());
        for (int y = 0; y < 30; y++) {
            for (int x = 0; x < 40; x++) {
                assertEquals(written.labels().getAt(x, y), read.labels().getAt(x, y));
                for (int c = 0; c < set.channels(); c++) {
                    assertEquals(written.pixels().getAt(x, y, c), read.pixels().getAt(x, y, c));
                }
            }
        }
    }

    @Test
    void otherFilesInTheFolderAreNeverMixedIn() throws IOException {
        ShapesGenerator generator = new ShapesGenerator(16, 16, 1, 0, false, 7);
        SampleFolder.write(generator, 2, folder, Progress.NONE);
        SampleFolder.write(generator, 2, folder, Progress.NONE);
        TesseraException e =
                assertThrows(TesseraException.class, () -> SampleFolder.write(generator, 1, folder, Progress.NONE));
        assertTrue(e.getMessage().contains("already holds other files, for example sample_0002.png"), e.getMessage());
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() {
        Path proc = Path.of("/proc/self");
        assumeTrue(Files.isDirectory(proc), "skipped: this system has no /proc");
        ShapesGenerator generator = new ShapesGenerator(16, 16, 1, 0, false, 7);
        TesseraException e =
                assertThrows(TesseraException.class, () -> SampleFolder.write(generator, 1, proc, Progress.NONE));
        assertTrue(e.getMessage().startsWith("Cannot write /proc/self/images"), e.getMessage());
    }

    @Test
    void writingCanBeCancelled() throws IOException {
        ShapesGenerator generator = new ShapesGenerator(16, 16, 1, 0, false, 7);
        assertThrows(
                CancelledException.class,
                () -> SampleFolder.write(generator, 1, folder, new Progress() {
                    @Override
                    public boolean cancelled() {
                        return true;
                    }
                }));
        try (var files = Files.list(folder)) {
            assertEquals(List.of(), files.toList());
        }
    }
}
