package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerTrialTest {
    @ParameterizedTest
    @CsvSource({"10, 15, true", "15, 10, false"})
    void whatIsFasterForAPixelIsKept(long alone, long beside, boolean expected) {
        WorkerTrial trial = new WorkerTrial();
        Set<Boolean> tried = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            long size = 100 + i * 37L % 1000;
            boolean slow = i < 4; // warming up
            tried.add(trial.alone());
            trial.took(size * (slow ? 1000 : trial.alone() ? alone : beside), size);
            trial.took(123_456, 0); // one that failed
        }
        assertEquals(2, tried.size());
        assertEquals(expected, trial.alone());
        trial.took(1_000_000, 1);
        assertEquals(expected, trial.alone());
    }

    @Test
    void theFirstImagesAreDoneAlone() {
        WorkerTrial trial = new WorkerTrial();
        for (int i = 0; i < 4; i++) {
            assertTrue(trial.alone());
            trial.took(1, 1);
        }
    }
}
