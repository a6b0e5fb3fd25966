package io.github.tessera.image;

import io.github.tessera.progress.TesseraException;
import java.util.function.Supplier;

/** How much of Java's memory is left for pixels. */
public final class Heap {
    /** What is read whole without a second thought: this part of the free memory. */
    private static final int COMFORTABLE = 4;

    private static final long MEGABYTE = 1 << 20;

    private Heap() {}

    /** Bytes that can still be had; what could be cleared away counts as taken. */
    static long free() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    }

    /** Whether so many bytes leave most of the free memory to others: they are at most a quarter of it. */
    public static boolean comfortable(long bytes) {
        if (bytes > free() / COMFORTABLE && bytes <= Runtime.getRuntime().maxMemory() / COMFORTABLE) {
            System.gc(); // What lies about unused may be all that is in the way.
        }
        return bytes <= free() / COMFORTABLE;
    }

    /** The part of all memory that one image on disk may keep of what it has read: an eighth. */
    static long cacheBytes() {
        return Runtime.getRuntime().maxMemory() / 8;
    }

    /**
     * Checks that pixels fit into the memory before they are read.
     *
     * @param bytes what they take
     * @param image what the sentence begins with, for example "The image a.png is 30000 x 30000 pixels"
     * @param cure what helps besides more memory, or empty
     * @throws NoMemoryException if they do not fit beside what is there already
     * @throws TesseraException if they would not fit into all of it
     */
    public static void require(long bytes, String image, Supplier<String> cure) {
        if (bytes <= free()) {
            return;
        }
        System.gc();
        if (bytes > free()) {
            throw tooLarge(bytes, image, cure.get());
        }
    }

    private static TesseraException tooLarge(long bytes, String image, String cure) {
        String sentence = image + " and needs " + (bytes / MEGABYTE + 1) + " MB of memory, but only "
                + free() / MEGABYTE + " MB are left; give ImageJ more (Edit > Options > Memory & Threads)" + cure + ".";
        return bytes > Runtime.getRuntime().maxMemory()
                ? new TesseraException(sentence)
                : new NoMemoryException(sentence);
    }
}
