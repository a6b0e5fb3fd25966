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
        for (byte[] channel : sample.channels()) {
            for (int i = 0; i < channel.length; i++) {
                if (sample.mask()[i] == label) {
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
        for (int i = 0; i < 64 * 48; i++) {
            assertEquals(sample.mask()[i] * 255, sample.channels().get(0)[i] & 0xFF);
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
        for (byte[] channel : sample.channels()) {
            for (byte value : channel) {
                low = Math.min(low, value & 0xFF);
                high = Math.max(high, value & 0xFF);
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

    /** How many deviations of the background's noise the circles are brighter than it. */
    private static double contrast(double sigma) {
        Sample sample = new ShapesGenerator(200, 200, 1, sigma, false, 5).sample(0);
        double mean = mean(sample, 0);
        double sum = 0;
        int pixels = 0;
        for (int i = 0; i < sample.mask().length; i++) {
            if (sample.mask()[i] == 0) {
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
        assertTrue(level > 10 && level < 255 * 1.05, "level " + level);
    }

    @Test
    void samplesDependOnSeedAndIndexAlone() {
        ShapesGenerator one = new ShapesGenerator(32, 32, 3, 20, false, 7);
        one.sample(0);
        byte[] again = new ShapesGenerator(32, 32, 3, 20, false, 7)
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
    @CsvSource({"7,32,3,20", "32,7,3,20", "32,32,0,20", "32,32,3,-1", "32,32,3,NaN"})
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
