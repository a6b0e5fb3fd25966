package io.github.tessera.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.image.PlaneStack;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NucleiGeneratorTest {
    private static final NucleiSettings SMALL =
            NucleiSettings.defaults().withSize(160, 120).withNuclei(15, 20);

    @TempDir
    Path folder;

    private static Sample sample(NucleiSettings settings, int index) {
        return new NucleiGenerator(settings).sample(index);
    }

    private static short[] pixels(NucleiSettings settings, int index) {
        return sample(settings, index).channels().get(0);
    }

    @Test
    void samplesDependOnSeedAndIndexAlone() {
        NucleiGenerator generator = new NucleiGenerator(SMALL);
        generator.sample(0);
        short[] third = generator.sample(2).channels().get(0);
        assertArrayEquals(pixels(SMALL, 2), third);
        assertFalse(Arrays.equals(pixels(SMALL, 3), third));
        assertFalse(Arrays.equals(pixels(SMALL.withSeed(2), 2), third));
    }

    @Test
    void nucleiAreNumberedWithoutGapsAndOfTheAskedNumberAndSize() {
        int nuclei = 0;
        long area = 0;
        for (int index = 0; index < 10; index++) {
            short[] objects = sample(SMALL, index).objects();
            boolean[] seen = new boolean[1000];
            int highest = 0;
            for (short object : objects) {
                seen[object] = true;
                highest = Math.max(highest, object);
                area += object > 0 ? 1 : 0;
            }
            for (int i = 1; i <= highest; i++) {
                assertTrue(seen[i], "no nucleus has the number " + i);
            }
            nuclei += highest;
        }
        // About 15 centres in each, and as many again in half a diameter around the edges as the area there tells.
        assertTrue(nuclei > 10 * 10 && nuclei < 10 * 27, nuclei + " nuclei in 10 images");
        double usual = Math.PI / 4 * 20 * 20;
        assertTrue(area > 0.5 * usual * 150 && area < 1.5 * usual * 150, area + " pixels of nuclei");
    }

    @Test
    void nucleiAreBrighterThanWhatIsAroundThem() {
        for (int index = 0; index < 10; index++) {
            Sample sample = sample(SMALL, index);
            double[] sums = new double[2];
            int[] counts = new int[2];
            byte[] mask = sample.mask();
            for (int i = 0; i < mask.length; i++) {
                sums[mask[i]] += sample.channels().get(0)[i];
                counts[mask[i]]++;
            }
            assertTrue(sums[1] / counts[1] > 2 * sums[0] / counts[0], "sample " + index);
        }
    }

    /** How unlike neighbours are, by how unlike all pixels are. */
    private static double roughness(NucleiSettings settings) {
        short[] pixels = pixels(settings, 1);
        double mean = 0;
        for (short pixel : pixels) {
            mean += (double) pixel / pixels.length;
        }
        double neighbours = 0;
        double all = 0;
        for (int i = 1; i < pixels.length; i++) {
            neighbours += Math.pow(pixels[i] - pixels[i - 1], 2);
            all += Math.pow(pixels[i] - mean, 2);
        }
        return Math.sqrt(neighbours / all);
    }

    @Test
    void fewerPhotonsMakeNoiseAndBlurSmooths() {
        double clean = roughness(SMALL.withOptics(1, 1e5));
        assertTrue(roughness(SMALL.withOptics(1, 20)) > 2 * clean, "20 photons");
        assertTrue(roughness(SMALL.withOptics(0, 1e5)) > 1.3 * clean, "no blur");
        assertTrue(roughness(SMALL.withOptics(4, 1e5)) < 0.7 * clean, "a blur of 4");
        assertArrayEquals(
                sample(SMALL.withOptics(0, 1e5), 1).objects(),
                sample(SMALL.withOptics(4, 20), 1).objects(),
                "the truth does not depend on the microscope");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 3, 29, 31, 400})
    void photonsHaveTheirMeanAsVariance(double mean) {
        SplittableRandom random = new SplittableRandom(1);
        int n = 100_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double photons = NucleiGenerator.poisson(mean, random);
            assertEquals(Math.rint(photons), photons);
            sum += photons;
            squares += (photons - mean) * (photons - mean);
        }
        assertEquals(mean, sum / n, 4 * Math.sqrt(mean / n));
        assertEquals(mean, squares / n, 0.03 * mean);
    }

    @Test
    void noLightIsNoPhotons() {
        assertEquals(0, NucleiGenerator.poisson(0, new SplittableRandom(1)));
    }

    @Test
    void sixteenBitsHoldOffsetAndGainOfACamera() {
        short[] pixels = pixels(SMALL.withBitDepth(16).withOptics(1, 10_000), 0);
        int[] sorted = new int[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            sorted[i] = pixels[i] & 0xFFFF;
        }
        Arrays.sort(sorted);
        assertTrue(sorted[0] >= 100, "offset " + sorted[0]);
        assertTrue(sorted[sorted.length - 1] > 10_000, "brightest " + sorted[sorted.length - 1]);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16})
    void aFolderHoldsImagesMasksAndLabels(int bits) {
        NucleiGenerator generator = new NucleiGenerator(SMALL.withBitDepth(bits));
        SampleFolder.write(generator, 2, folder, Progress.NONE);
        LabelledSet set = LabelledSet.fromFolders(
                folder.resolve("images"), folder.resolve("masks"), MaskSettings.defaults(), Progress.NONE);
        Sample sample = generator.sample(1);
        LabelledImage written = sample.labelled("sample_0002.png");
        LabelledImage read = set.images().get(1);
        assertEquals(bits, read.bitDepth());
        assertEquals(bits, written.bitDepth());
        PlaneStack labels = PlaneStack.open(folder.resolve("labels/sample_0002.png"));
        assertEquals(16, labels.bitDepth());
        for (int y = 0; y < 120; y++) {
            for (int x = 0; x < 160; x++) {
                assertEquals(written.pixels().getAt(x, y, 0), read.pixels().getAt(x, y, 0));
                assertEquals(written.labels().getAt(x, y), read.labels().getAt(x, y));
                assertEquals(
                        sample.objects()[y * 160 + x],
                        labels.planes().get(0).getAt(x, y, 0).get());
            }
        }
    }

    @Test
    void aFullImageGetsNoMore() {
        NucleiSettings full = SMALL.withSize(64, 64).withNuclei(10_000, 20);
        Sample sample = Assertions.assertTimeout(Duration.ofMinutes(1), () -> sample(full, 0));
        int highest = 0;
        for (short object : sample.objects()) {
            highest = Math.max(highest, object);
        }
        assertTrue(highest > 5 && highest < 60, highest + " nuclei");
    }

    @Test
    void theSmallestImageWorks() {
        assertEquals(64, pixels(SMALL.withSize(8, 8).withNuclei(1, 5).withOptics(0, 1), 0).length);
    }

    @ParameterizedTest
    @CsvSource({
        "7,64,5,20,1,100,8", "64,7,5,20,1,100,8", "64,64,0,20,1,100,8", "64,64,5,4,1,100,8",
        "64,64,5,NaN,1,100,8", "64,64,5,20,-1,100,8", "64,64,5,20,1,0,8", "64,64,5,20,1,100,12"
    })
    void numbersOutOfRangeAreRefused(
            int width, int height, int nuclei, double diameter, double blur, double photons, int bits) {
        assertThrows(
                TesseraException.class,
                () -> new NucleiSettings(width, height, nuclei, diameter, blur, photons, bits, 1));
    }
}
