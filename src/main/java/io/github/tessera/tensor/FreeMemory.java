package io.github.tessera.tensor;

import ai.djl.Device;
import io.github.tessera.device.GpuMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much memory a device has left. */
public final class FreeMemory {
    private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d+) kB$");
    private static final Pattern FILE_PAGES = Pattern.compile("(?m)^(?:in)?active_file (\\d+)$");
    private static final Path GROUP = Path.of("/sys/fs/cgroup");
    private static final int KIB = 1024;

    private FreeMemory() {}

    /**
     * Bytes that can be had: on a GPU what its driver tells; on the CPU what Linux calls available, or what the control group that this
     * process is in may still take, whichever is less. Empty where the system does not tell.
     */
    public static OptionalLong on(Device device) {
        if (device.isGpu()) {
            return GpuMemory.now(device.getDeviceId()).stream()
                    .mapToLong(GpuMemory::free)
                    .findFirst();
        }
        return onCpu();
    }

    /** The same of the CPU, which needs no PyTorch. */
    public static OptionalLong onCpu() {
        long system = available(text(Path.of("/proc/meminfo")));
        Path older = GROUP.resolve("memory"); // version 1
        long group = Math.min(
                group(GROUP, "memory.max", "memory.current"),
                group(older, "memory.limit_in_bytes", "memory.usage_in_bytes"));
        long least = Math.min(system, group);
        return least == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(least);
    }

    /** What /proc/meminfo says. */
    static long available(String meminfo) {
        Matcher line = AVAILABLE.matcher(meminfo);
        return line.find() ? Long.parseLong(line.group(1)) * KIB : Long.MAX_VALUE;
    }

    private static long group(Path folder, String limit, String use) {
        return group(text(folder.resolve(limit)), text(folder.resolve(use)), text(folder.resolve("memory.stat")));
    }

    /** What the control group's limit and use leave; no limit is the word "max". Files that are kept in memory make room when asked to. */
    static long group(String limit, String use, String statistics) {
        long files = FILE_PAGES
                .matcher(statistics)
                .results()
                .mapToLong(line -> Long.parseLong(line.group(1)))
                .sum();
        try {
            long most = Long.parseLong(limit.strip());
            return Math.max(0, Math.min(most, most - Long.parseLong(use.strip()) + files));
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    /** The most that this process's control group may take; no limit is the largest number. */
    static long groupLimit() {
        return Math.min(
                number(text(GROUP.resolve("memory.max"))),
                number(text(GROUP.resolve("memory").resolve("memory.limit_in_bytes"))));
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    /** What a file holds; nothing where there is none. */
    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
