package io.github.tessera.command;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Looks ten times a second how much of the heap is taken, with what could be cleared away. */
final class MemoryPeak {
    private final AtomicLong heap = new AtomicLong();

    /** Begins to look. */
    MemoryPeak() {
        Thread watch = new Thread(() -> {
            while (true) {
                long used =
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
                heap.accumulateAndGet(used, Math::max);
                LockSupport.parkNanos(100_000_000);
            }
        });
        watch.setDaemon(true);
        watch.start();
    }

    /** The most there was of heap and process: two lines. */
    String describe() throws IOException {
        return String.format(
                Locale.ROOT,
                "heap: %d MB of %d MB%nall memory: %s%n",
                heap.get() >> 20,
                Runtime.getRuntime().maxMemory() >> 20,
                ofProcess());
    }

    private static String ofProcess() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return "not told by this system";
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.substring("VmHWM:".length()).strip())
                .findFirst()
                .orElse("not told by this system");
    }
}
