package io.github.tessera.natives;

import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where a folder of libraries is, or will be: it comes and goes whole. Windows moves no folder of which a file is in use, so what can be moved
 * can be deleted; elsewhere a file in use hinders neither.
 *
 * @param path of the folder; beside it lies for a moment what is moved aside
 */
record LibraryPlace(Path path) {
    /** What is being deleted. */
    private static final String REMOVED = ".removed";

    /** What was here, while another is put here: it comes back if that does not come to its end. */
    private static final String KEPT = ".kept";

    private static final int PAUSE_MS = 100;

    /** Whether there is anything that {@link #remove} deletes. */
    boolean isTaken() {
        return isThere(path) || isThere(beside(REMOVED)) || isThere(beside(KEPT));
    }

    private static boolean isThere(Path folder) {
        return Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
    }

    private Path beside(String ending) {
        return path.resolveSibling(path.getFileName() + ending);
    }

    /**
     * Deletes the folder, which is gone at once or stays; what cannot be deleted yet is deleted the next time.
     *
     * @throws TesseraException if a file of it is in use or protected
     */
    void remove() {
        try {
            delete(beside(REMOVED));
            delete(beside(KEPT));
            if (isThere(path)) {
                Files.move(path, beside(REMOVED));
                delete(beside(REMOVED));
            }
        } catch (IOException e) {
            throw inUse("delete", e);
        }
    }

    /** Deletes the folder if that can be; what stays is deleted the next time. */
    void discard() {
        try {
            remove();
        } catch (TesseraException e) {
            // Whoever calls has something more important to tell.
            return;
        }
    }

    private TesseraException inUse(String what, IOException e) {
        return new TesseraException(
                "Cannot " + what + " " + path + ": restart ImageJ, for libraries that were used stay in use, and do it"
                        + " before anything else of Tessera.",
                e);
    }

    /**
     * Fails before anything is brought if the folder could not be replaced afterwards: it is moved aside and back.
     *
     * @param patience how long it is tried
     * @throws TesseraException if a file of it is in use or protected
     */
    void requireUnused(Duration patience) {
        try {
            settle();
            if (isThere(path)) {
                move(path, beside(KEPT), patience);
                move(beside(KEPT), path, patience);
            }
        } catch (IOException e) {
            throw inUse("replace", e);
        }
    }

    /** After a Java that ended, or could not go on, between two moves: what was here is here again, unless another is. */
    private void settle() throws IOException {
        delete(beside(REMOVED));
        if (isThere(path)) {
            delete(beside(KEPT));
        } else if (isThere(beside(KEPT))) {
            Files.move(beside(KEPT), path);
        }
    }

    /**
     * Puts another folder here, in place of the one that is here.
     *
     * @param fresh on the same disk; it is moved
     * @param patience how long it is tried
     * @throws TesseraException if either is in use; what was here before is here then, or the next time where that is in use, too
     */
    void replaceBy(Path fresh, Duration patience) {
        boolean replaces;
        try {
            settle();
            replaces = isThere(path);
            if (replaces) {
                move(path, beside(KEPT), patience);
            }
        } catch (IOException e) {
            throw inUse("replace", e);
        }
        try {
            move(fresh, path, patience);
        } catch (IOException e) {
            if (replaces) {
                restore(patience, e);
            }
            throw new TesseraException(
                    "Cannot move " + fresh + " to " + path
                            + "; another program, such as a virus scanner, may hold a file"
                            + " of it: wait a minute, and do it again (what came is kept).",
                    e);
        }
        try {
            delete(beside(KEPT));
        } catch (IOException e) {
            // The new one is in its place, and the old one is deleted the next time.
            return;
        }
    }

    private void restore(Duration patience, IOException reason) {
        try {
            move(beside(KEPT), path, patience);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    private static void move(Path from, Path to, Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                Files.move(from, to);
                return;
            } catch (IOException e) {
                if (System.nanoTime() > end || !paused()) {
                    throw e;
                }
            }
        }
    }

    /** Whether nobody has ended the wait. */
    private static boolean paused() {
        try {
            Thread.sleep(PAUSE_MS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void delete(Path folder) throws IOException {
        if (isThere(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
    }
}
