package io.github.tessera.tensor;

import ai.djl.Device;
import com.sun.management.OperatingSystemMXBean;
import io.github.tessera.device.GpuMemory;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of a device's memory is in use.
 *
 * @param used bytes: of a GPU by all who use it, else by this process, or by Java alone where the system does not tell
 * @param all bytes that there are for it
 */
public record MemoryUse(long used, long all) {
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");
    private static final Pattern TOTAL = Pattern.compile("(?m)^MemTotal:\\s+(\\d+) kB$");
    private static final int KIB = 1024;
    private static final double GB = 1e9;

    /**
     * As it is now.
     *
     * @throws io.github.tessera.progress.TesseraException if there is no such device
     */
    public static MemoryUse on(DeviceChoice choice) {
        Device device = choice.choose().device();
        if (device.isGpu()) {
            return GpuMemory.now(device.getDeviceId())
                    .map(memory -> new MemoryUse(memory.total() - memory.free(), memory.total()))
                    .orElse(new MemoryUse(0, 0));
        }
        String process = FreeMemory.text(Path.of("/proc/self/status"));
        return of(process, FreeMemory.text(Path.of("/proc/meminfo")), FreeMemory.groupLimit());
    }

    /** Bytes of memory that this computer has, or that its control group may take. */
    public static long ofComputer() {
        long total = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Long.MAX_VALUE;
        return Math.min(total, FreeMemory.groupLimit());
    }

    /** What /proc/self/status, /proc/meminfo and the control group's limit say; Java's own heap where there are none. */
    static MemoryUse of(String status, String meminfo, long limit) {
        Matcher resident = RESIDENT.matcher(status);
        Matcher total = TOTAL.matcher(meminfo);
        if (resident.find() && total.find()) {
            long all = Math.min(Long.parseLong(total.group(1)) * KIB, limit);
            return new MemoryUse(Long.parseLong(resident.group(1)) * KIB, all);
        }
        Runtime java = Runtime.getRuntime();
        return new MemoryUse(java.totalMemory() - java.freeMemory(), java.maxMemory());
    }

    /** For people: 1.2 of 16.0 GB. */
    public String describe() {
        return String.format(Locale.ROOT, "%.1f of %.1f GB", used / GB, all / GB);
    }
}
