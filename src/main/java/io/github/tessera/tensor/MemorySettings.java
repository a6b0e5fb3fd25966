package io.github.tessera.tensor;

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

    private final Libc libc;

    private MemorySettings(Libc libc) {
        this.libc = libc;
    }

    /** Puts the settings in force for the whole process until closed. */
    public static MemorySettings keepMemory() {
        boolean wanted = !"false".equals(System.getProperty("tessera.mallopt"));
        MemorySettings settings =
                new MemorySettings(wanted ? Libc.with("mallopt").orElse(null) : null);
        settings.mallopt(M_MMAP_MAX, 0);
        settings.mallopt(M_TRIM_THRESHOLD, Integer.MAX_VALUE);
        settings.mallopt(M_TOP_PAD, TOP_PAD);
        return settings;
    }

    /** Whether anything was changed. */
    public boolean inForce() {
        return libc != null;
    }

    @Override
    public void close() {
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
