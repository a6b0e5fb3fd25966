package io.github.tessera.tensor;

import java.util.Locale;
import java.util.Optional;

/**
 * What to set where Java's memory and PyTorch's do not fit a computer together: Fiji lets Java take three quarters of it, and PyTorch's
 * memory lies outside.
 */
public final class MemoryAdvice {
    private static final double GB = 1e9;

    /** What the system and other programs keep. */
    static final long OTHERS = 2_000_000_000L;

    /** Less is too little for ImageJ. */
    private static final long LEAST = 1_000_000_000L;

    private MemoryAdvice() {}

    /**
     * For this computer as it is set.
     *
     * @param need bytes that PyTorch takes at most
     * @return empty if both fit, or no setting makes them fit
     */
    public static Optional<String> of(long need) {
        return of(need, Runtime.getRuntime().maxMemory(), MemoryUse.ofComputer());
    }

    /**
     * The same of any computer.
     *
     * @param heap bytes that Java may take
     * @param total bytes of the computer
     */
    static Optional<String> of(long need, long heap, long total) {
        long left = total - need - OTHERS;
        if (heap <= left || left < LEAST) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "Java may take %.1f of this computer's %.1f GB, and PyTorch needs %.1f GB outside of that: set %.0f MB in"
                        + " Edit > Options > Memory & Threads... and restart ImageJ",
                heap / GB,
                total / GB,
                need / GB,
                Math.floor(left / 1e8) * 100));
    }
}
