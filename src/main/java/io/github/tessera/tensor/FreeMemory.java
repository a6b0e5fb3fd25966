package io.github.tessera.tensor;

import ai.djl.Device;
import com.sun.management.OperatingSystemMXBean;
import io.github.tessera.device.GpuMemory;
import io.github.tessera.device.Platform;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How much memory a device has left. */
public final class FreeMemory {
    private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d+) kB$");
    private static final Pattern FILE_PAGES = Pattern.compile("(?m)^(?:in)?active_file (\\d+)$");
    private static final Path GROUP = Path.of("/sys/fs/cgroup");
    private static final int KIB = 1024;

    private FreeMemory() {}

    /**
     * Bytes that can be had: on a GPU what its driver tells; on the CPU what Linux or Windows calls available, or what the control group
     * that this process is in may still take, whichever is less. Of macOS, which makes room as it goes, all but what it keeps itself.
     * Empty where the system does not tell.
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
        long system =
                switch (Platform.Kind.here()) {
                    case WINDOWS -> idle(ManagementFactory.getOperatingSystemMXBean());
                    case MACOS -> MemoryUse.ofComputer() - MemoryAdvice.OTHERS;
                    case LINUX, OTHER -> available(text(Path.of("/proc/meminfo")));
                };
        long least =
                Math.min(system, groups().stream().mapToLong(Group::free).min().orElse(Long.MAX_VALUE));
        return least == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(least);
    }

    /** What Java calls free; on Windows, and only there, that counts what the system keeps of files and would give at once. */
    static long idle(java.lang.management.OperatingSystemMXBean system) {
        return system instanceof OperatingSystemMXBean telling ? telling.getFreeMemorySize() : Long.MAX_VALUE;
    }

    /** A control group, by the files in which Linux tells of it. */
    private record Group(Path limit, Path use, Path statistics) {
        static Group second(Path folder) {
            return new Group(
                    folder.resolve("memory.max"), folder.resolve("memory.current"), folder.resolve("memory.stat"));
        }

        static Group first(Path folder) {
            return new Group(
                    folder.resolve("memory.limit_in_bytes"),
                    folder.resolve("memory.usage_in_bytes"),
                    folder.resolve("memory.stat"));
        }

        long free() {
            return group(text(limit), text(use), text(statistics));
        }
    }

    /** This process's group and those around it, each of which may have a limit: as a container sees them, and as a job on a cluster. */
    private static List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        String membership = text(Path.of("/proc/self/cgroup"));
        within(GROUP, member(membership, "")).forEach(folder -> groups.add(Group.second(folder)));
        within(GROUP.resolve("memory"), member(membership, "memory"))
                .forEach(folder -> groups.add(Group.first(folder)));
        return groups;
    }

    /** The path of a process's group in a hierarchy, as /proc/self/cgroup tells it; the root where it does not. */
    static String member(String membership, String controller) {
        return membership
                .lines()
                .map(line -> line.split(":", 3))
                .filter(parts ->
                        parts.length == 3 && List.of(parts[1].split(",", -1)).contains(controller))
                .map(parts -> parts[2])
                .findFirst()
                .orElse("/");
    }

    /** A group's folder and all above it to the root. */
    static List<Path> within(Path root, String member) {
        Path folder = root.resolve(member.replaceFirst("^/+", "")).normalize();
        return folder.startsWith(root)
                ? Stream.iterate(folder, each -> each.startsWith(root), Path::getParent)
                        .toList()
                : List.of(root);
    }

    /** What /proc/meminfo says. */
    static long available(String meminfo) {
        Matcher line = AVAILABLE.matcher(meminfo);
        return line.find() ? Long.parseLong(line.group(1)) * KIB : Long.MAX_VALUE;
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
        return groups().stream()
                .mapToLong(group -> number(text(group.limit)))
                .min()
                .orElse(Long.MAX_VALUE);
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
