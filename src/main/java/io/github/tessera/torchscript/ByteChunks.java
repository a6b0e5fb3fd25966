package io.github.tessera.torchscript;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;

/** Bytes in memory, written once and read from any place; in pieces, so that half a gigabyte of weights is never copied to grow. */
public final class ByteChunks extends OutputStream {
    private static final int SIZE = 1 << 20;

    private final List<byte[]> chunks = new ArrayList<>();
    private long length;

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        int done = 0;
        while (done < count) {
            int at = (int) (length % SIZE);
            if (at == 0) {
                chunks.add(new byte[SIZE]);
            }
            int next = Math.min(count - done, SIZE - at);
            System.arraycopy(bytes, offset + done, chunks.get(chunks.size() - 1), at, next);
            done += next;
            length += next;
        }
    }

    /** Bytes written so far. */
    public long length() {
        return length;
    }

    /** A view of what was written so far, to read from. */
    public SeekableByteChannel channel() {
        return new Reading();
    }

    private final class Reading implements SeekableByteChannel {
        private long position;
        private boolean open = true;

        @Override
        public int read(ByteBuffer into) throws ClosedChannelException {
            if (!open) {
                throw new ClosedChannelException();
            }
            if (position >= length) {
                return -1;
            }
            int at = (int) (position % SIZE);
            int next = (int) Math.min(Math.min(into.remaining(), SIZE - at), length - position);
            into.put(chunks.get((int) (position / SIZE)), at, next);
            position += next;
            return next;
        }

        @Override
        public int write(ByteBuffer from) {
            throw new NonWritableChannelException();
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public SeekableByteChannel position(long other) {
            position = other;
            return this;
        }

        @Override
        public long size() {
            return length;
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new NonWritableChannelException();
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            open = false;
        }
    }
}
