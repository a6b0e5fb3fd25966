package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.util.Arrays;
import java.util.Random;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NormalizationSettingsTest {
    private static RandomAccessibleInterval<FloatType> row(float... values) {
        return ArrayImgs.floats(values, values.length, 1, 1);
    }

    private static IntensityMap fit(Normalization kind, int bitDepth, float... values) {
        return NormalizationSettings.of(kind).fit(row(values), bitDepth);
    }

    @Test
    void minMaxMapsTheExtremesToZeroAndOne() {
        IntensityMap map = fit(Normalization.MIN_MAX, 8, 10, 30, 20);
        assertEquals(0f, map.apply(0, 10), 1e-6f);
        assertEquals(0.5f, map.apply(0, 20), 1e-6f);
        assertEquals(1f, map.apply(0, 30), 1e-6f);
    }

    @Test
    void meanAndDeviationAreThoseOfTheWholeImage() {
        // mean 5, squared distances 9 1 1 1 0 0 4 16 = 32, deviation 2
        IntensityMap map = fit(Normalization.MEAN_STD, 8, 2, 4, 4, 4, 5, 5, 7, 9);
        assertEquals(0.5f, map.scale()[0], 1e-6f);
        assertEquals(-2.5f, map.offset()[0], 1e-6f);
    }

    @Test
    void percentilesAreInterpolatedBetweenNeighbours() {
        // ranks 0.25 * 4 = 1 and 0.9 * 4 = 3.6: values 2 and 4 + 0.6 * (10 - 4)
        double[] values = new ChannelStatistics(row(10, 1, 2, 4, 3), 0, Progress.NONE).percentiles(25, 90);
        assertArrayEquals(new double[] {2, 7.6}, values, 1e-6);
    }

    @Test
    void percentilesAreExactForAnyFloats() {
        Random random = new Random(5);
        float[] values = new float[70_001];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(9) - 4));
        }
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        ChannelStatistics statistics = new ChannelStatistics(row(values), 0, Progress.NONE);
        assertArrayEquals(new double[] {sorted[7_000], sorted[69_300]}, statistics.percentiles(10, 99), 0);
        assertEquals(sorted[0], statistics.minimum());
        assertEquals(sorted[70_000], statistics.maximum());
    }

    @Test
    void aFewBrightSpotsOnBlackFallBackToMinimumAndMaximum() {
        float[] values = new float[10_000];
        values[17] = 50;
        IntensityMap map = NormalizationSettings.of(Normalization.PERCENTILE).fit(row(values), 8);
        assertEquals(1f, map.apply(0, 50), 1e-6f);
        assertEquals(0f, map.apply(0, 0));
    }

    @ParameterizedTest
    @EnumSource(
            value = Normalization.class,
            names = {"PERCENTILE", "MIN_MAX", "MEAN_STD"})
    void aConstantChannelMapsToZero(Normalization kind) {
        assertEquals(0f, fit(kind, 32, 7, 7, 7).apply(0, 7));
    }

    @Test
    void eachChannelHasItsOwnMap() {
        RandomAccessibleInterval<FloatType> plane = ArrayImgs.floats(new float[] {0, 2, 10, 50}, 2, 1, 2);
        IntensityMap map = NormalizationSettings.of(Normalization.MIN_MAX).fit(plane, 8);
        assertArrayEquals(new float[] {0.5f, 0.025f}, map.scale(), 1e-7f);
        assertArrayEquals(new float[] {0f, -0.25f}, map.offset(), 1e-7f);
    }

    @Test
    void theFixedRangeFollowsTheBitDepth() {
        assertEquals(1f, fit(Normalization.FIXED_RANGE, 8, 3).apply(0, 255), 1e-6f);
        assertEquals(1f, fit(Normalization.FIXED_RANGE, 24, 3).apply(0, 255), 1e-6f);
        assertEquals(1f, fit(Normalization.FIXED_RANGE, 16, 3).apply(0, 65535), 1e-6f);
        assertEquals(-2.5f, fit(Normalization.FIXED_RANGE, 32, 3).apply(0, -2.5f));
    }

    @Test
    void fixedMeanAndDeviationCountInTheFixedRange() {
        NormalizationSettings settings = NormalizationSettings.fixed(new float[] {0.5f}, new float[] {0.25f});
        IntensityMap map = settings.fit(row(1), 8);
        assertEquals(2f, map.apply(0, 255), 1e-5f);
        assertEquals(0f, map.apply(0, 127.5f), 1e-5f);
        assertEquals(-4f, settings.fit(row(1), 32).apply(0, -0.5f), 1e-5f);
    }

    @Test
    void noneKeepsRawIntensities() {
        assertEquals(IntensityMap.identity(1), fit(Normalization.NONE, 16, 5, 6));
    }

    @ParameterizedTest
    @EnumSource(
            value = Normalization.class,
            names = {"FIXED_MEAN_STD"},
            mode = EnumSource.Mode.EXCLUDE)
    void aPixelThatIsNotANumberIsNamed(Normalization kind) {
        RandomAccessibleInterval<FloatType> plane = ArrayImgs.floats(new float[] {1, 2, 3, Float.NaN, 5, 6}, 2, 3, 1);
        TesseraException e = assertThrows(TesseraException.class, () -> NormalizationSettings.of(kind)
                .fit(plane, 32, "cell 3.tif", Progress.NONE));
        assertTrue(e.getMessage().startsWith("cell 3.tif holds the value NaN at x = 1, y = 1;"), e.getMessage());
    }

    @Test
    void fixedMeansMustBeOneAChannel() {
        NormalizationSettings settings = NormalizationSettings.fixed(new float[3], new float[] {1, 1, 1});
        TesseraException e =
                assertThrows(TesseraException.class, () -> settings.fit(row(1), 8, "a.png", Progress.NONE));
        assertTrue(e.getMessage().startsWith("a.png has 1 channels, but there are 3 fixed means"), e.getMessage());
    }

    @Test
    void percentilesOutOfOrderAreRefused() {
        assertThrows(TesseraException.class, () -> NormalizationSettings.percentiles(50, 50));
        assertThrows(TesseraException.class, () -> NormalizationSettings.percentiles(-1, 50));
        assertThrows(TesseraException.class, () -> NormalizationSettings.percentiles(Double.NaN, 50));
    }

    @Test
    void aDeviationOfZeroIsRefused() {
        assertThrows(TesseraException.class, () -> NormalizationSettings.fixed(new float[] {0.5f}, new float[] {0f}));
    }
}
