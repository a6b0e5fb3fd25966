package io.github.tessera.natives;

import io.github.tessera.device.CacheFolder;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The room on the disk that PyTorch's libraries go to. */
final class DiskSpace {
    private static final double GB = 1e9;

    private DiskSpace() {}

    /**
     * Fails before anything is brought if it cannot have room.
     *
     * @param folder it is there
     * @throws TesseraException if fewer bytes are free
     */
    static void require(Path folder, long bytes) {
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            // Some network drives know nothing and say 0; on a disk that is truly full the first write fails.
            if (free > 0 && free < bytes) {
                throw new TesseraException("PyTorch needs " + gigabytes(bytes) + " in " + folder + ", but only "
                        + gigabytes(free) + " are free: free some space, or let the environment variable "
                        + CacheFolder.KEY + " name a folder on another disk.");
            }
        } catch (IOException e) {
            throw CacheFolder.failure(folder, e);
        }
    }

    /** For people. */
    static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.2f GB", bytes / GB);
    }
}
