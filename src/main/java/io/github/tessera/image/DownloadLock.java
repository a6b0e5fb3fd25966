package io.github.tessera.image;

import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * The right to write one download, or one folder of downloads, for one thread of one program at a time.
 *
 * <p>The lock file is empty and stays: deleting it would let a third program lock a new one while a second holds the old. It is not the
 * part itself, because Unix gives a lock up as soon as its program closes any stream of that file.
 */
public final class DownloadLock implements Closeable {
    private static final int POLL_MS = 50;

    /** Threads of one program keep each other out here: one that opened the file, waited and gave up would give up the holder's lock. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path complete;
    private final Path file;
    private final FileChannel channel;

    private DownloadLock(Path complete, Path file, FileChannel channel) {
        this.complete = complete;
        this.file = file;
        this.channel = channel;
    }

    /**
     * Waits for the lock.
     *
     * @param complete the file to be written, in a folder that exists; the lock file stands beside it
     * @param progress hears that it waits, and may cancel it
     * @throws IOException if the lock file cannot be made
     */
    public static DownloadLock take(Path complete, Progress progress) throws IOException {
        Path own = complete.getParent().toRealPath().resolve(complete.getFileName() + ".lock");
        await(() -> HELD.add(own), progress);
        DownloadLock lock = null;
        try {
            FileChannel channel = FileChannel.open(own, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock = new DownloadLock(complete, own, channel);
            await(() -> locked(channel), progress);
            return lock;
        } catch (IOException | RuntimeException e) {
            if (lock == null) {
                HELD.remove(own);
            } else {
                lock.close();
            }
            throw e;
        }
    }

    /** What is there of the file; only the holder of the lock may write it. */
    PartialFile part() throws IOException {
        return new PartialFile(complete);
    }

    private static boolean locked(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Held in this Java, but by a second Tessera in a class loader of its own.
            return false;
        } catch (IOException e) {
            // Some network drives have no locks. Two programs at once are rare, and the hash would tell.
            return true;
        }
    }

    private static void await(BooleanSupplier got, Progress progress) {
        if (got.getAsBoolean()) {
            return;
        }
        progress.status("Waiting for another download of the same file");
        try {
            while (!got.getAsBoolean()) {
                progress.check();
                Thread.sleep(POLL_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(file);
        }
    }
}
