package io.github.tessera.tensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * While open, glibc keeps freed memory instead of handing it back to the kernel after every tensor: in narrow networks that takes
 * half of a training step (DESIGN D3). Closing restores glibc's defaults and gives the memory back.
 *
 * <p>Does nothing, and never fails, on other systems, where libc has no {@code mallopt}, or where the property
 * {@code tessera.mallopt} is {@code false}.
 */
public final class MemorySettings implements AutoCloseable {
    private static final int M_TRIM_THRESHOLD = -1;
    private static final int M_TOP_PAD = -2;
    private static final int M_MMAP_MAX = -4;

    /** glibc's own defaults (malloc.h). */
    private static final int DEFAULT_TRIM_THRESHOLD = 128 * 1024;

    private static final int DEFAULT_MMAP_MAX = 65536;
    private static final int DEFAULT_TOP_PAD = 128 * 1024;
    private static final int TOP_PAD = 64 * 1024 * 1024;

    /** Of Linux on x86-64; where pages are larger, memory is given back later. */
    private static final int PAGE = 4096;

    /** The settings are the whole process's: they end with the last of those who asked for them. */
    private static final AtomicInteger OPEN = new AtomicInteger();

    private final Libc libc;
    private long base = resident();
    private boolean closed;

    private MemorySettings(Libc libc) {
        this.libc = libc;
    }

    /** Puts the settings in force for the whole process until closed. */
    public static MemorySettings keepMemory() {
        boolean wanted = !"false".equals(System.getProperty("tessera.mallopt"));
        MemorySettings settings =
                new MemorySettings(wanted ? Libc.with("mallopt").orElse(null) : null);
        OPEN.incrementAndGet();
        settings.mallopt(M_MMAP_MAX, 0);
        settings.mallopt(M_TRIM_THRESHOLD, Integer.MAX_VALUE);
        settings.mallopt(M_TOP_PAD, TOP_PAD);
        return settings;
    }

    /**
     * Gives free pages back to the system if the process holds more than this. Kept memory otherwise grows for many steps, for small
     * objects come to lie between the tensors: of UNet++, with 2.3 GB alive in a step, to 7.2 GB in five; trimmed each time it held 3.6.
     * After a trim the next step gets its pages anew: with U-Net of width 16 it took 1.45 s instead of 1.15. What is still held after a
     * trim cannot be given back, such as Java's own heap once it has grown: that is not counted from then on, or every step would trim.
     *
     * @param bytes above what the process held when these settings came into force: the run's estimate
     */
    public void holdAtMost(long bytes) {
        if (inForce() && resident() > base + bytes) {
            libc.call("malloc_trim", 0L);
            base = Math.max(base, resident());
        }
    }

    /** Bytes of this process that are in memory; 0 where the system does not tell. */
    public static long resident() {
        try {
            String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ", -1);
            return Long.parseLong(pages[1]) * PAGE;
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return 0;
        }
    }

    /** Whether anything was changed. */
    public boolean inForce() {
        return libc != null;
    }

    @Override
    public void close() {
        boolean again = closed;
        closed = true;
        if (again || OPEN.decrementAndGet() > 0) {
            return;
        }
        mallopt(M_MMAP_MAX, DEFAULT_MMAP_MAX);
        mallopt(M_TRIM_THRESHOLD, DEFAULT_TRIM_THRESHOLD);
        mallopt(M_TOP_PAD, DEFAULT_TOP_PAD);
        if (inForce()) {
            libc.call("malloc_trim", 0L);
        }
    }

    private void mallopt(int parameter, int value) {
        if (inForce()) {
            libc.call("mallopt", parameter, value);
        }
    }
}
