package io.github.tessera.postprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loops on several threads. */
class ParallelRangesTest {
    @ParameterizedTest
    @CsvSource({"1,100,7", "3,100,7", "3,1,1", "4,0,5", "2,64,64", "8,5,1"})
    void eachTurnIsDoneOnce(int threads, int count, int piece) {
        AtomicIntegerArray done = new AtomicIntegerArray(count);
        try (ParallelRanges ranges = new ParallelRanges(threads, Progress.NONE)) {
            for (int round = 1; round <= 3; round++) {
                ranges.each(count, piece, (from, to) -> {
                    for (int i = from; i < to; i++) {
                        done.incrementAndGet(i);
                    }
                });
                for (int i = 0; i < count; i++) {
                    assertEquals(round, done.get(i));
                }
            }
        }
    }

    @Test
    void aFaultOfAnyPieceIsThrown() {
        for (int bad = 0; bad < 10; bad++) {
            int piece = bad;
            try (ParallelRanges ranges = new ParallelRanges(3, Progress.NONE)) {
                assertThrows(
                        ArithmeticException.class,
                        () -> ranges.each(10, 1, (from, to) -> {
                            if (from == piece) {
                                throw new ArithmeticException();
                            }
                        }));
            }
        }
    }

    @Test
    void cancellingEndsTheLoop() {
        Progress cancelled = new Progress() {
            @Override
            public boolean cancelled() {
                return true;
            }
        };
        try (ParallelRanges ranges = new ParallelRanges(2, cancelled)) {
            assertThrows(CancelledException.class, () -> ranges.each(9, 2, (from, to) -> {}));
        }
    }
}
