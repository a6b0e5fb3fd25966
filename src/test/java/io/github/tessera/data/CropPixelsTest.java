package io.github.tessera.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CropPixelsTest {
    /** Two channels of 2 x 2. */
    private static CropPixels small() {
        return new CropPixels(new float[] {0, 1, 2, 3, 0, 0, 0.25f, 0.75f}, new float[] {1, 2, 3, 4}, 2, 2);
    }

    private static CropPixels flat(float value, int side) {
        float[] values = new float[side * side];
        Arrays.fill(values, value);
        return new CropPixels(values, new float[side * side], 1, side);
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double deviation(float[] values) {
        double mean = mean(values);
        double sum = 0;
        for (float value : values) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / values.length);
    }

    @Test
    void brightnessIsAdded() {
        CropPixels pixels = small();
        pixels.add(0.5);
        assertArrayEquals(new float[] {0.5f, 1.5f, 2.5f, 3.5f, 0.5f, 0.5f, 0.75f, 1.25f}, pixels.values());
    }

    @Test
    void contrastKeepsTheMeanOfEachChannel() {
        CropPixels pixels = small();
        pixels.contrast(2);
        assertArrayEquals(new float[] {-1.5f, 0.5f, 2.5f, 4.5f, -0.25f, -0.25f, 0.25f, 1.25f}, pixels.values(), 1e-6f);
    }

    @Test
    void channelsAreShiftedByNumbersOfTheirOwnWithinTheRange() {
        double most = 0;
        for (int seed = 0; seed < 50; seed++) {
            CropPixels pixels = small();
            pixels.shiftChannels(0.2, seed);
            float first = pixels.values()[0];
            float second = pixels.values()[4];
            assertTrue(first != second);
            assertEquals(3 + first, pixels.values()[3], 1e-6);
            most = Math.max(most, Math.max(Math.abs(first), Math.abs(second)));
        }
        assertTrue(most <= 0.2 && most > 0.18);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 2})
    void gammaIsAPowerBetweenNoughtAndOneAndGoesOnStraight(double power) {
        float[] values = new float[400];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i - 100) / 100f;
        }
        CropPixels pixels = new CropPixels(values.clone(), new float[400], 1, 20);
        pixels.gamma(power);
        for (int i = 0; i < values.length; i++) {
            double expected = values[i] <= 0
                    ? values[i]
                    : values[i] >= 1 ? 1 + power * (values[i] - 1) : Math.pow(values[i], power);
            assertEquals(expected, pixels.values()[i], 2e-3);
        }
    }

    @Test
    void gaussianNoiseHasItsDeviationAndNoMean() {
        CropPixels pixels = flat(0.5f, 200);
        pixels.gaussian(0.1, 7);
        assertEquals(0.5, mean(pixels.values()), 0.002);
        assertEquals(0.1, deviation(pixels.values()), 0.002);
    }

    @Test
    void slicesHaveNoiseOfTheirOwn() {
        float[][] slices = new float[2][];
        for (int slice = 0; slice < 2; slice++) {
            CropPixels pixels = new CropPixels(new float[5000], new float[0], 1, 100, 50, slice);
            pixels.gaussian(1, 7);
            slices[slice] = pixels.values();
        }
        double sum = 0;
        for (int i = 0; i < 5000; i++) {
            sum += slices[0][i] * slices[1][i];
        }
        assertEquals(0, sum / 5000, 0.05);
    }

    @Test
    void noiseIsNormal() {
        float[] noise = new float[300_000];
        new NormalNoise(1).fill(noise);
        assertEquals(0, mean(noise), 0.01);
        assertEquals(1, deviation(noise), 0.01);
        int[] beyond = new int[4];
        for (float value : noise) {
            for (int k = 1; k < 4; k++) {
                beyond[k] += Math.abs(value) > k ? 1 : 0;
            }
        }
        assertEquals(0.3173, beyond[1] / 3e5, 0.004);
        assertEquals(0.0455, beyond[2] / 3e5, 0.002);
        assertEquals(0.0027, beyond[3] / 3e5, 0.0005);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 25, 100, 400})
    void photonNoiseHasTheMeanAndVarianceOfPoisson(int photons) {
        // 400 photons at intensity 1.
        CropPixels pixels = flat(photons / 400f, 300);
        pixels.poisson(0.05, 3);
        double[] counts = new double[pixels.values().length];
        double mean = 0;
        for (int i = 0; i < counts.length; i++) {
            counts[i] = pixels.values()[i] * 400;
            mean += counts[i] / counts.length;
        }
        double variance = 0;
        for (double count : counts) {
            variance += (count - mean) * (count - mean) / counts.length;
        }
        assertEquals(photons, mean, 0.02 * photons + 0.02);
        assertEquals(photons, variance, 0.02 * photons + 0.15);
    }

    @Test
    void whereThereIsNoLightThereAreNoPhotons() {
        CropPixels pixels = new CropPixels(new float[] {0, -0.5f, 0.01f, 1}, new float[4], 1, 2);
        pixels.poisson(0.3, 3);
        assertEquals(0, pixels.values()[0]);
        assertEquals(-0.5f, pixels.values()[1]);
        assertTrue(pixels.values()[2] >= 0);
    }

    @Test
    void blurOfASpotIsAGaussian() {
        int side = 41;
        CropPixels pixels = flat(0, side);
        pixels.values()[20 * side + 20] = 1;
        pixels.blur(2);
        double sum = mean(pixels.values()) * side * side;
        assertEquals(1, sum, 1e-5);
        float peak = pixels.values()[20 * side + 20];
        assertEquals(1 / (2 * Math.PI * 4), peak, 2e-4);
        assertEquals(peak * Math.exp(-9 / 8.0), pixels.values()[20 * side + 23], 1e-5);
        assertEquals(peak * Math.exp(-(9 + 16) / 8.0), pixels.values()[24 * side + 23], 1e-5);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 30})
    void blurLeavesAnEvenPictureAsItIs(int side) {
        CropPixels pixels = flat(0.7f, side);
        pixels.blur(4);
        for (float value : pixels.values()) {
            assertEquals(0.7f, value, 1e-5);
        }
    }

    @Test
    void cutoutHidesPixelsAndLabels() {
        CropPixels pixels = small();
        pixels.cutOut(1, 0, 1);
        assertArrayEquals(new float[] {0, 1.5f, 2, 3, 0, 0.25f, 0.25f, 0.75f}, pixels.values());
        assertArrayEquals(new float[] {1, 255, 3, 4}, pixels.labels());
    }
}
