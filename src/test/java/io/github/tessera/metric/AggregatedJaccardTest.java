package io.github.tessera.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AggregatedJaccardTest {
    private static AggregatedJaccard of(int[] truth, int[] prediction) {
        return AggregatedJaccard.of(RandomObjects.table(truth, prediction));
    }

    @Test
    void whatIsMissedSplitOrInventedEnlargesTheUnion() {
        // 1 chooses 5 (IoU 2/4, and 1/4 with 6): 2 of 4; 2 is missed: 2; 6 and 7 are chosen by none: 1 and 3.
        assertEquals(
                new AggregatedJaccard(2, 4 + 2 + 1 + 3),
                of(new int[] {1, 1, 1, 1, 2, 2, 0, 0, 0, 0}, new int[] {5, 5, 6, 0, 0, 0, 7, 7, 7, 0}));
    }

    @Test
    void aPredictionMayBeChosenTwice() {
        // 1 and 2 both choose 5: 2 of 4 twice.
        assertEquals(new AggregatedJaccard(4, 8), of(new int[] {1, 1, 2, 2}, new int[] {5, 5, 5, 5}));
    }

    @Test
    void ofEqualPartnersTheLowestNumberIsChosen() {
        // The IoU of 1 is 1/5 with 6 (1 of 5) as with 5 (2 of 10).
        int[] truth = {1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0};
        int[] five = {5, 5, 6, 0, 6, 5, 5, 5, 5, 5, 5};
        assertEquals(new AggregatedJaccard(2, 10 + 2), of(truth, five));
        int[] six = IntStream.of(five).map(n -> n == 0 ? 0 : 11 - n).toArray();
        assertEquals(new AggregatedJaccard(1, 5 + 8), of(truth, six));
    }

    @Test
    void perfectIsOneAndNothingIsUndefined() {
        int[] objects = new RandomObjects(1).truth;
        assertEquals(1, of(objects, objects).value());
        assertEquals(0, of(objects, new int[objects.length]).value());
        assertEquals(0, of(new int[objects.length], objects).value());
        assertTrue(Double.isNaN(of(new int[5], new int[5]).value()));
    }

    @Test
    void imagesAddUp() {
        AggregatedJaccard sum = new AggregatedJaccard(1, 4).plus(new AggregatedJaccard(2, 2));
        assertEquals(new AggregatedJaccard(3, 6), sum);
        assertEquals(0.5, sum.value());
    }
}
