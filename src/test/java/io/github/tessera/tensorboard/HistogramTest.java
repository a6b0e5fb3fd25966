package io.github.tessera.tensorboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistogramTest {
    @Test
    void oneValueIsOneBucket() {
        Histogram histogram = Histogram.of(new float[] {0.5f, 0.5f}).orElseThrow();
        assertEquals(0.5, histogram.least());
        assertEquals(0.5, histogram.greatest());
        assertEquals(2, histogram.count());
        assertEquals(1, histogram.sum());
        assertEquals(0.5, histogram.squares());
        assertEquals(List.of(2.0), histogram.counts());
        double limit = histogram.limits().get(0);
        assertTrue(limit > 0.5 && limit <= 0.55, "a tenth at most: " + limit);
    }

    @Test
    void zeroEndsTheBucketsBelowIt() {
        Histogram histogram = Histogram.of(new float[] {-1e-13f, 0, 1e-13f}).orElseThrow();
        assertEquals(List.of(0.0, 1e-12), histogram.limits());
        assertEquals(List.of(1.0, 2.0), histogram.counts());
    }

    @Test
    void runsOfEmptyBucketsAreOne() {
        Histogram histogram = Histogram.of(new float[] {-1, 1}).orElseThrow();
        assertEquals(List.of(1.0, 0.0, 1.0), histogram.counts());
        assertTrue(histogram.limits().get(1) <= 1 && histogram.limits().get(1) > 0.9, "empty up to the next value");
    }

    @Test
    void everyValueIsInTheBucketThatHoldsIt() {
        Random random = new Random(3);
        float[] values = new float[5000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(12) - 8));
        }
        Histogram histogram = Histogram.of(values).orElseThrow();
        double below = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < histogram.limits().size(); i++) {
            double limit = histogram.limits().get(i);
            assertTrue(limit > below);
            int inside = 0;
            for (float value : values) {
                inside += value >= below && value < limit ? 1 : 0;
            }
            assertEquals(inside, histogram.counts().get(i));
            below = limit;
        }
        assertEquals(
                values.length,
                histogram.counts().stream().mapToDouble(Double::doubleValue).sum());
    }

    @Test
    void theLargestFloatsHaveABucket() {
        Histogram histogram =
                Histogram.of(new float[] {-Float.MAX_VALUE, Float.MAX_VALUE}).orElseThrow();
        assertEquals(
                2, histogram.counts().stream().mapToDouble(Double::doubleValue).sum());
    }

    @Test
    void whatIsNoNumberIsLeftOut() {
        Histogram histogram = Histogram.of(new float[] {Float.NaN, 2, Float.POSITIVE_INFINITY})
                .orElseThrow();
        assertEquals(1, histogram.count());
        assertTrue(Histogram.of(new float[] {Float.NaN}).isEmpty());
        assertTrue(Histogram.of(new float[0]).isEmpty());
    }
}
