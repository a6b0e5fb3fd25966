package io.github.tessera.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryTest {
    @Test
    void whatLinuxCallsAvailableIsRead() {
        String meminfo =
                "MemTotal:       24626860 kB\nMemFree:        1000 kB\nMemAvailable:   2048 kB\nBuffers: 3 kB\n";
        assertEquals(2 * 1024 * 1024, FreeMemory.available(meminfo));
        assertEquals(Long.MAX_VALUE, FreeMemory.available("MemTotal: 5 kB\n"));
        assertEquals(Long.MAX_VALUE, FreeMemory.available(""));
    }

    @Test
    void whoseMemoryRanOutIsKnown() {
        assertTrue(MemoryFault.isOfJava(new IllegalStateException(new OutOfMemoryError("Java heap space"))));
        EngineException engines = new EngineException("CUDA out of memory. Tried to allocate 2.00 GiB");
        assertTrue(MemoryFault.is(engines));
        assertFalse(MemoryFault.isOfJava(engines));
        assertFalse(MemoryFault.isOfJava(null));
    }

    @Test
    void whatJavaCallsFreeIsReadWhereItTells() {
        long idle = FreeMemory.idle(ManagementFactory.getOperatingSystemMXBean());
        assertTrue(idle > 0 && idle < 1L << 50, "" + idle);
        assertEquals(Long.MAX_VALUE, FreeMemory.idle(null));
    }

    @Test
    void aControlGroupLeavesWhatItsLimitIsAboveItsUse() {
        assertEquals(600, FreeMemory.group("1000\n", "400\n", ""));
        assertEquals(0, FreeMemory.group("1000\n", "1400\n", ""));
        assertEquals(Long.MAX_VALUE, FreeMemory.group("max\n", "400\n", ""));
        assertEquals(Long.MAX_VALUE, FreeMemory.group("", "", ""));
    }

    @Test
    void filesKeptInMemoryMakeRoom() {
        String statistics =
                "anon 300\nfile 650\nshmem 50\ninactive_anon 9\nactive_anon 9\ninactive_file 400\nactive_file 200\n";
        assertEquals(650, FreeMemory.group("1000\n", "950\n", statistics));
        assertEquals(1000, FreeMemory.group("1000\n", "500\n", statistics), "never more than the limit");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thereIsSomeHere() {
        OptionalLong free = FreeMemory.on(Device.cpu());
        assertTrue(free.isPresent() && free.getAsLong() > 0 && free.getAsLong() < 1L << 50, free.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[enforce fail at alloc_cpu.cpp:118] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes.",
                "CUDA out of memory. Tried to allocate 2.00 GiB",
                "std::bad_alloc",
                "CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`"
            })
    void faultsOfMemoryAreKnownByWhatTheEngineSays(String message) {
        assertTrue(MemoryFault.is(new EngineException(message)));
        assertTrue(MemoryFault.is(new IllegalStateException("in a worker", new EngineException(message))));
        assertFalse(MemoryFault.is(new IllegalArgumentException(message)), "not the engine's");
    }

    @Test
    void othersAreNot() {
        assertTrue(MemoryFault.is(new IllegalStateException(new OutOfMemoryError("Java heap space"))));
        assertFalse(MemoryFault.is(new EngineException("Expected 4-dimensional input")));
        assertFalse(MemoryFault.is(new EngineException((String) null)));
        assertFalse(MemoryFault.is(null));
    }

    @Test
    void theLimitsOfAllGroupsAroundAProcessCount() {
        String second = "0::/user.slice/job_7/step_0\n";
        assertEquals("/user.slice/job_7/step_0", FreeMemory.member(second, ""));
        String first = "9:name=systemd:/\n4:cpu,memory:/slurm/job_7\n0::/\n";
        assertEquals("/slurm/job_7", FreeMemory.member(first, "memory"));
        assertEquals("/", FreeMemory.member("", "memory"));
        Path root = Path.of("/sys/fs/cgroup");
        assertEquals(
                List.of(root.resolve("slurm/job_7"), root.resolve("slurm"), root),
                FreeMemory.within(root, "/slurm/job_7"));
        assertEquals(List.of(root), FreeMemory.within(root, "/"));
        assertEquals(List.of(root), FreeMemory.within(root, "/../../elsewhere"));
    }
}
