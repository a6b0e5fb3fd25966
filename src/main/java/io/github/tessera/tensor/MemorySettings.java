package io.github.tessera.tensor;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;

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
    private static final int TOP_PAD = 64 * 1024 * 1024;

    private final NativeLibrary libc;

    private MemorySettings(NativeLibrary libc) {
        this.libc = libc;
    }

    /** Puts the settings in force for the whole process until closed. */
    public static MemorySettings keepMemory() {
        MemorySettings settings = new MemorySettings(libc());
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
        mallopt(M_TOP_PAD, 0);
        call("malloc_trim", 0L);
    }

    private static NativeLibrary libc() {
        if (!Platform.isLinux() || "false".equals(System.getProperty("tessera.mallopt"))) {
            return null;
        }
        try {
            NativeLibrary library = NativeLibrary.getInstance("c");
            library.getFunction("mallopt");
            return library;
        } catch (LinkageError e) {
            return null; // musl and others: slower, not wrong
        }
    }

    private void mallopt(int parameter, int value) {
        call("mallopt", parameter, value);
    }

    private void call(String name, Object... arguments) {
        if (libc != null) {
            Function function = libc.getFunction(name);
            function.invokeInt(arguments);
        }
    }
}
