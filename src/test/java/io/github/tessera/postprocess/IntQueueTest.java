package io.github.tessera.postprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** First in, first out, while the ring grows and turns. */
class IntQueueTest {
    @Test
    void numbersComeOutAsTheyWentIn() {
        SplittableRandom random = new SplittableRandom(1);
        IntQueue queue = new IntQueue();
        Queue<Integer> expected = new ArrayDeque<>();
        for (int phase = 0; phase < 40; phase++) {
            int filling = phase % 2 == 0 ? 7 : 4;
            for (int turn = 0; turn < 1000; turn++) {
                if (random.nextInt(10) < filling || expected.isEmpty()) {
                    int number = random.nextInt();
                    queue.add(number);
                    expected.add(number);
                } else {
                    assertEquals(expected.remove(), queue.take());
                }
                assertEquals(expected.isEmpty(), queue.isEmpty());
            }
        }
        while (!expected.isEmpty()) {
            assertEquals(expected.remove(), queue.take());
        }
    }
}
