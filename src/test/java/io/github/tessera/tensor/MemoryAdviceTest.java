package io.github.tessera.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryAdviceTest {
    private static final long GB = 1_000_000_000L;

    @Test
    void whereBothFitNothingIsSaid() {
        assertEquals(Optional.empty(), MemoryAdvice.of(4 * GB, 8 * GB, 16 * GB));
    }

    @Test
    void javaIsToldToTakeLess() {
        assertEquals(
                "Java may take 12.0 of this computer's 16.0 GB, and PyTorch needs 4.0 GB outside of that: set 10000 MB in"
                        + " Edit > Options > Memory & Threads... and restart ImageJ",
                MemoryAdvice.of(4 * GB, 12 * GB, 16 * GB).orElseThrow());
    }

    @Test
    void whereNoSettingHelpsNoneIsNamed() {
        assertEquals(Optional.empty(), MemoryAdvice.of(14 * GB, 12 * GB, 16 * GB));
    }
}
