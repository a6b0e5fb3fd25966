package io.github.tessera.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairedTestTest {
    @Test
    void byHand() {
        // Of the eight choices of signs of 1, 2, 3 only +++ and --- reach 6.
        assertEquals(2 / 8.0, PairedTest.probability(new double[] {1, 2, 3}, 1));
        // 4: +++ and -++ with their opposites.
        assertEquals(4 / 8.0, PairedTest.probability(new double[] {-1, 2, 3}, 1));
        assertEquals(1, PairedTest.probability(new double[] {1, -1}, 1));
    }

    @Test
    void pairsWithoutDifferenceValueAreLeftOut() {
        assertEquals(2 / 8.0, PairedTest.probability(new double[] {1, Double.NaN, 2, 3}, 1));
        assertEquals(Double.NaN, PairedTest.probability(new double[] {Double.NaN}, 1));
        assertEquals(1, PairedTest.probability(new double[] {0, 0, 0}, 1));
    }

    @Test
    void drawnSignsTellAboutTheSame() {
        double[] pairs = {0.3, -0.1, 0.2, 0.4, -0.2, 0.1, 0.25, 0.15, -0.05, 0.3, 0.12, -0.18, 0.22, 0.08, 0.02, 0.11};
        double exact = PairedTest.probability(pairs, 1);
        double[] more = Arrays.copyOf(pairs, pairs.length + 1); // a pair of no difference changes nothing
        double drawn = PairedTest.probability(more, 1);
        assertEquals(exact, drawn, 0.003);
        assertEquals(drawn, PairedTest.probability(more, 1));
    }

    /** The law that matters: without a difference, p is below 5 % in about 5 of 100 experiments. */
    @Test
    void chanceIsSeldomTakenForADifference() {
        Random random = new Random(5);
        int experiments = 2000;
        int found = 0;
        for (int e = 0; e < experiments; e++) {
            double[] pairs = random.doubles(10).map(d -> d - 0.5).toArray();
            found += PairedTest.probability(pairs, e) <= 0.05 ? 1 : 0;
        }
        double share = (double) found / experiments;
        assertTrue(share > 0.035 && share < 0.065, "" + share);
    }
}
