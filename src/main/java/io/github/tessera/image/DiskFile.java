package io.github.tessera.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that is read piece by piece, by several threads at once.
 *
 * <p>It stays open as long as something refers to it: Java closes a channel that nothing can reach any more. An interrupted
 * thread closes the channel under all others; it is then opened again, and the interruption is kept for the thread it was
 * meant for.
 */
final class DiskFile {
    /** Java keeps a buffer of the largest read outside the heap for each thread. */
    private static final int LARGEST_READ = 1 << 20;

    private final Path path;
    private final long size;
    private volatile FileChannel channel;

    DiskFile(Path path) throws IOException {
        this.path = path;
        this.channel = FileChannel.open(path, StandardOpenOption.READ);
        this.size = channel.size();
    }

    Path path() {
        return path;
    }

    /** Bytes of the file when it was opened. */
    long size() {
        return size;
    }

    /** Reads bytes from a position on. */
    byte[] read(long position, int length) throws IOException {
        if (length < 0 || position < 0 || position > size - length) {
            throw new EOFException(length + " bytes from " + position + " on, of " + size);
        }
        byte[] bytes = new byte[length];
        read(position, bytes, 0, length);
        return bytes;
    }

    /** Reads bytes from a position on to a place in an array; fails rather than read fewer. */
    void read(long position, byte[] into, int at, int length) throws IOException {
        boolean interrupted = false;
        int done = 0;
        try {
            while (done < length) {
                FileChannel open = channel;
                try {
                    ByteBuffer target = ByteBuffer.wrap(into, at + done, Math.min(length - done, LARGEST_READ));
                    int count = open.read(target, position + done);
                    if (count < 0) {
                        throw new EOFException("the file ends at " + (position + done));
                    }
                    done += count;
                } catch (ClosedChannelException e) {
                    interrupted |= Thread.interrupted();
                    reopen(open);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void reopen(FileChannel closed) throws IOException {
        if (channel == closed) {
            channel = FileChannel.open(path, StandardOpenOption.READ);
        }
    }
}
