package io.github.tessera.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NearestSumTest {
    private static List<Integer> chosen(int target, int others, int... sizes) {
        return new NearestSum(sizes).to(target, others);
    }

    @Test
    void valuesByHand() {
        assertEquals(List.of(1, 2), chosen(8, 1, 7, 5, 3));
        assertEquals(List.of(0), chosen(7, 1, 7, 5, 3));
        assertEquals(List.of(2), chosen(0, 1, 7, 5, 3), "one at least");
        assertEquals(List.of(0, 1), chosen(15, 1, 7, 5, 3), "one is left over");
        assertEquals(List.of(0), chosen(15, 2, 7, 5, 3), "two are left over");
        assertEquals(List.of(0, 2), chosen(10, 1, 6, 9, 5), "11 and 9 are equally near: the larger");
        assertEquals(List.of(0, 1, 2), chosen(3, 1, 1, 1, 1, 1), "the first of equals");
    }

    @Test
    void noSubsetIsNearer() {
        SplittableRandom random = new SplittableRandom(1);
        for (int trial = 0; trial < 200; trial++) {
            int[] sizes = random.ints(random.nextInt(2, 10), 1, 30).toArray();
            int total = Arrays.stream(sizes).sum();
            int target = random.nextInt(total + 1);
            List<Integer> chosen = new NearestSum(sizes).to(target, 1);
            int best = Integer.MAX_VALUE;
            for (int subset = 1; subset < (1 << sizes.length) - 1; subset++) {
                int sum = 0;
                for (int i = 0; i < sizes.length; i++) {
                    sum += (subset >> i & 1) * sizes[i];
                }
                best = Math.min(best, Math.abs(sum - target));
            }
            int sum = chosen.stream().mapToInt(i -> sizes[i]).sum();
            assertEquals(best, Math.abs(sum - target), Arrays.toString(sizes) + " to " + target);
        }
    }
}
