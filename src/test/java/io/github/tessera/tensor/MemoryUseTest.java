package io.github.tessera.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MemoryUseTest {
    private static final String STATUS = "Name:\tjava\nVmPeak:\t 9000 kB\nVmRSS:\t    2000 kB\n";
    private static final String MEMINFO = "MemTotal:       16000 kB\nMemFree:         1000 kB\n";

    @Test
    void readsWhatLinuxTells() {
        MemoryUse use = MemoryUse.of(STATUS, MEMINFO, Long.MAX_VALUE);
        assertEquals(new MemoryUse(2000L * 1024, 16000L * 1024), use);
        assertEquals(5_000_000, MemoryUse.of(STATUS, MEMINFO, 5_000_000).all());
    }

    @Test
    void elsewhereItIsJavas() {
        MemoryUse use = MemoryUse.of("", "", Long.MAX_VALUE);
        assertEquals(Runtime.getRuntime().maxMemory(), use.all());
        assertTrue(use.used() > 0 && use.used() <= use.all());
    }

    @Test
    void isTold() {
        assertEquals("1.2 of 16.0 GB", new MemoryUse(1_234_567_890, 16_000_000_000L).describe());
        MemoryUse here = MemoryUse.on(DeviceChoice.CPU);
        assertTrue(here.used() > 0 && here.used() <= here.all(), here.toString());
    }
}
