package io.github.tessera.metric;

import static io.github.tessera.metric.PartitionMetric.ADAPTED_RAND_ERROR;
import static io.github.tessera.metric.PartitionMetric.ADJUSTED_RAND;
import static io.github.tessera.metric.PartitionMetric.INFORMATION_F;
import static io.github.tessera.metric.PartitionMetric.RAND_F;
import static io.github.tessera.metric.PartitionMetric.RAND_INDEX;
import static io.github.tessera.metric.PartitionMetric.RAND_MERGE;
import static io.github.tessera.metric.PartitionMetric.RAND_SPLIT;
import static io.github.tessera.metric.PartitionMetric.VARIATION_OF_INFORMATION;
import static io.github.tessera.metric.PartitionMetric.VI_MERGE;
import static io.github.tessera.metric.PartitionMetric.VI_SPLIT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionMetricTest {
    // Two true segments of 4 and 2 pixels; the larger is split in halves, of which one is merged with the smaller.
    private static final ContingencyTable EXAMPLE =
            RandomObjects.table(new int[] {1, 1, 1, 1, 2, 2}, new int[] {7, 7, 8, 8, 8, 8});

    /** Both segmentations number all pixels, in segments of random sizes. */
    private static int[] segments(Random random) {
        return IntStream.range(0, 60)
                .map(i -> 1 + random.nextInt(2 + random.nextInt(4)))
                .toArray();
    }

    @Test
    void pairsByHand() {
        // Of 15 pairs 6 + 1 are one in the truth, 1 + 6 in the prediction, 1 + 1 + 1 in both; 4 are in neither.
        assertEquals((3 + 4) / 15.0, RAND_INDEX.of(EXAMPLE), 1e-15);
        double expected = 7 * 7 / 15.0;
        assertEquals((3 - expected) / (7 - expected), ADJUSTED_RAND.of(EXAMPLE), 1e-15);
        assertEquals(3 / 7.0, RAND_SPLIT.of(EXAMPLE), 1e-15);
        assertEquals(3 / 7.0, RAND_MERGE.of(EXAMPLE), 1e-15);
        assertEquals(3 / 7.0, RAND_F.of(EXAMPLE), 1e-15);
        assertEquals(4 / 7.0, ADAPTED_RAND_ERROR.of(EXAMPLE), 1e-15);
    }

    @Test
    void informationByHand() {
        // H(S|T): 4 of 6 pixels have 1 bit left open. H(T|S): 4 of 6 pixels have 1 bit left open.
        assertEquals(4 / 6.0, VI_SPLIT.of(EXAMPLE), 1e-15);
        assertEquals(4 / 6.0, VI_MERGE.of(EXAMPLE), 1e-15);
        assertEquals(8 / 6.0, VARIATION_OF_INFORMATION.of(EXAMPLE), 1e-15);
        // H(S) = H(T) = entropy of (1/3, 2/3) = log2(3) - 2/3
        double entropy = Math.log(3) / Math.log(2) - 2 / 3.0;
        assertEquals((entropy - 4 / 6.0) / entropy, INFORMATION_F.of(EXAMPLE), 1e-14);
    }

    @Test
    void splittingAndMergingAreToldApart() {
        int[] one = {1, 1, 1, 1};
        int[] two = {1, 1, 2, 2};
        ContingencyTable split = RandomObjects.table(one, two);
        assertEquals(1, VI_SPLIT.of(split), "one bit: which half");
        assertEquals(0, VI_MERGE.of(split));
        assertEquals(2 / 6.0, RAND_SPLIT.of(split), 1e-15);
        assertEquals(1, RAND_MERGE.of(split));
        ContingencyTable merged = RandomObjects.table(two, one);
        assertEquals(0, VI_SPLIT.of(merged));
        assertEquals(1, VI_MERGE.of(merged));
        assertEquals(1, RAND_SPLIT.of(merged));
        assertEquals(2 / 6.0, RAND_MERGE.of(merged), 1e-15);
    }

    @Test
    void foregroundRestrictedLeavesOutTrueBackgroundOnly() {
        int[] truth = {0, 0, 0, 1, 1, 1, 1, 2, 2};
        int[] prediction = {9, 7, 0, 7, 7, 0, 0, 0, 0};
        ContingencyTable all = RandomObjects.table(truth, prediction);
        for (PartitionMetric metric : new PartitionMetric[] {RAND_SPLIT, RAND_MERGE, RAND_F, INFORMATION_F}) {
            assertEquals(metric.of(EXAMPLE), metric.of(all), 1e-15, metric.label());
        }
        assertEquals(VARIATION_OF_INFORMATION.of(EXAMPLE), VARIATION_OF_INFORMATION.of(all.foreground()), 1e-15);
    }

    @ParameterizedTest
    @EnumSource
    void equalPartitionsAreBestWhateverTheNumbers(PartitionMetric metric) {
        int[] truth = new RandomObjects(1).truth;
        int[] renumbered = IntStream.of(truth).map(n -> 100 - n).toArray();
        double best = metric.higherIsBetter() ? 1 : 0;
        assertEquals(best, metric.of(RandomObjects.table(truth, renumbered)), 1e-15);
        int[] one = {4, 4, 4};
        assertEquals(best, metric.of(RandomObjects.table(one, one)), "one segment");
    }

    @ParameterizedTest
    @EnumSource
    void numbersMeanNothing(PartitionMetric metric) {
        Random random = new Random(8);
        int[] truth = segments(random);
        int[] prediction = segments(random);
        assertEquals(
                metric.of(RandomObjects.table(truth, prediction)),
                metric.of(RandomObjects.table(
                        IntStream.of(truth).map(n -> 10 - n).toArray(),
                        IntStream.of(prediction).map(n -> 77 * (n % 3 + 10) + n).toArray())),
                1e-14);
    }

    @ParameterizedTest
    @EnumSource
    void withoutAPixelNothingIsDefined(PartitionMetric metric) {
        assertTrue(Double.isNaN(metric.of(RandomObjects.table(new int[0], new int[0]))));
    }

    @Test
    void aPixelHasNoPairs() {
        ContingencyTable pixel = RandomObjects.table(new int[] {1}, new int[] {1});
        assertTrue(Double.isNaN(RAND_INDEX.of(pixel)));
        assertTrue(Double.isNaN(ADJUSTED_RAND.of(pixel)));
        assertTrue(Double.isNaN(RAND_F.of(pixel)));
        assertEquals(0, VARIATION_OF_INFORMATION.of(pixel));
    }

    @Test
    void oneSegmentAgainstManyTellsNothing() {
        ContingencyTable table = RandomObjects.table(new int[] {1, 1, 1, 1}, new int[] {1, 2, 3, 4});
        assertEquals(0, ADJUSTED_RAND.of(table));
        assertEquals(0, RAND_F.of(table));
        assertEquals(0, INFORMATION_F.of(table));
        assertEquals(2, VARIATION_OF_INFORMATION.of(table), 1e-15);
    }

    @Test
    void independentPartitionsShareNoInformationAndNeverLess() {
        for (int rows = 2; rows < 12; rows++) {
            for (int columns = 2; columns < 12; columns++) {
                int[] truth = new int[rows * columns];
                int[] prediction = new int[rows * columns];
                for (int i = 0; i < truth.length; i++) {
                    truth[i] = 1 + i / columns;
                    prediction[i] = 1 + i % columns;
                }
                double shared = INFORMATION_F.of(RandomObjects.table(truth, prediction));
                assertTrue(shared >= 0 && shared < 1e-15, rows + " x " + columns + ": " + shared);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void pairsAreThoseOneCanCount(long seed) {
        Random random = new Random(seed);
        int[] truth = segments(random);
        int[] prediction = segments(random);
        double[] n = new double[4]; // by whether truth and prediction join them
        for (int i = 0; i < truth.length; i++) {
            for (int j = i + 1; j < truth.length; j++) {
                n[(truth[i] == truth[j] ? 2 : 0) + (prediction[i] == prediction[j] ? 1 : 0)]++;
            }
        }
        ContingencyTable table = RandomObjects.table(truth, prediction);
        assertEquals((n[3] + n[0]) / Arrays.stream(n).sum(), RAND_INDEX.of(table), 1e-14);
        assertEquals(n[3] / (n[3] + n[2]), RAND_SPLIT.of(table), 1e-14);
        assertEquals(n[3] / (n[3] + n[1]), RAND_MERGE.of(table), 1e-14);
        assertEquals(2 * n[3] / (2 * n[3] + n[2] + n[1]), RAND_F.of(table), 1e-14);
        assertEquals(
                2 * (n[3] * n[0] - n[2] * n[1]) / ((n[3] + n[2]) * (n[2] + n[0]) + (n[3] + n[1]) * (n[1] + n[0])),
                ADJUSTED_RAND.of(table),
                1e-13);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void theVariationOfInformationIsAMetric(long seed) {
        Random random = new Random(seed);
        int[] a = segments(random);
        int[] b = segments(random);
        int[] c = segments(random);
        double ab = VARIATION_OF_INFORMATION.of(RandomObjects.table(a, b));
        assertTrue(ab > 0);
        assertEquals(ab, VARIATION_OF_INFORMATION.of(RandomObjects.table(b, a)), 1e-14);
        double bc = VARIATION_OF_INFORMATION.of(RandomObjects.table(b, c));
        double ac = VARIATION_OF_INFORMATION.of(RandomObjects.table(a, c));
        assertTrue(ac <= ab + bc + 1e-14);
        assertTrue(ab <= Math.log(a.length) / Math.log(2));
    }

    @Test
    void billionsOfPixelsLoseNothing() {
        // The example, each of its pixels a billion times: pairs of one pixel's copies vanish against the others.
        long billion = 1_000_000_000L;
        ContingencyTable table = new ContingencyTable(
                new int[] {1, 1, 2}, new int[] {7, 8, 8}, new long[] {2 * billion, 2 * billion, 2 * billion});
        assertEquals(6 * billion, table.pixels());
        // Squares: truth 16 + 4, prediction 4 + 16, both 4 + 4 + 4, all 36.
        assertEquals(12 / 20.0, RAND_F.of(table), 1e-9);
        assertEquals((36 - 8 - 8) / 36.0, RAND_INDEX.of(table), 1e-9);
        double expected = 20 * 20 / 36.0;
        assertEquals((12 - expected) / (20 - expected), ADJUSTED_RAND.of(table), 1e-9);
        assertEquals(VI_SPLIT.of(EXAMPLE), VI_SPLIT.of(table), 1e-15);
        assertEquals(INFORMATION_F.of(EXAMPLE), INFORMATION_F.of(table), 1e-14);
        // One pixel of a billion is told apart in both: perfect, though nearly all pairs agree by chance.
        ContingencyTable needle = new ContingencyTable(new int[] {1, 2}, new int[] {1, 2}, new long[] {billion, 1});
        assertEquals(1, ADJUSTED_RAND.of(needle));
        assertEquals(1, INFORMATION_F.of(needle));
    }
}
