package io.github.tessera.torchscript;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * A part of a file, read where and when it is needed: a file of weights is never in memory beside the weights.
 *
 * @param channel the file
 * @param start first byte within the file
 * @param length number of bytes
 */
record Region(SeekableByteChannel channel, long start, long length) {
    private static final int CHUNK = 1 << 18;

    /** A whole file. */
    static Region of(SeekableByteChannel channel) throws IOException {
        return new Region(channel, 0, channel.size());
    }

    /** Bytes in memory. */
    static Region of(byte[] bytes) {
        return new Region(new SeekableInMemoryByteChannel(bytes), 0, bytes.length);
    }

    /**
     * A part of this part.
     *
     * @throws EOFException if it reaches over the end
     */
    Region part(long at, long bytes) throws EOFException {
        if (at < 0 || bytes < 0 || at > length - bytes) {
            throw new EOFException("it is cut off");
        }
        return new Region(channel, start + at, bytes);
    }

    /** Fills the buffer from a position on, as far as there are bytes. */
    void fill(long at, ByteBuffer into) throws IOException {
        long rest = length - at;
        if (rest < into.remaining()) {
            into.limit(into.position() + (int) Math.max(0, rest));
        }
        channel.position(start + at);
        while (into.hasRemaining() && channel.read(into) >= 0) {
            // a channel may give less than it is asked for
        }
    }

    /** A few bytes in Intel's order; all of them or an EOFException. */
    ByteBuffer bytes(long at, int count) throws IOException {
        Region wanted = part(at, count); // refuses before memory is taken
        return wanted.filled(0, ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN));
    }

    private ByteBuffer filled(long at, ByteBuffer bytes) throws IOException {
        int wanted = bytes.remaining();
        fill(at, bytes);
        if (bytes.position() < wanted) {
            throw new EOFException("it is cut off");
        }
        return bytes.flip();
    }

    /** Takes bytes, as many as are counted. */
    @FunctionalInterface
    interface PieceConsumer {
        void accept(byte[] bytes, int count) throws IOException;
    }

    /** All bytes, one piece after the other in the same array. */
    void forEachPiece(PieceConsumer consumer) throws IOException {
        byte[] piece = new byte[(int) Math.min(CHUNK, length)];
        for (long at = 0; at < length; at += piece.length) {
            int count = (int) Math.min(piece.length, length - at);
            part(at, count).filled(0, ByteBuffer.wrap(piece, 0, count));
            consumer.accept(piece, count);
        }
    }

    /**
     * A run of values as float32.
     *
     * @param first bytes before the first one
     * @throws EOFException if they are not all there; then no memory was taken for them
     */
    float[] floats(ElementType type, long first, int count) throws IOException {
        Region wanted = part(first, (long) count * type.bytes());
        float[] values = new float[count];
        int most = Math.min(count, CHUNK / type.bytes());
        ByteBuffer chunk = ByteBuffer.allocate(most * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int done = 0; done < count; done += most) {
            chunk.clear().limit(Math.min(most, count - done) * type.bytes());
            type.decode(wanted.filled((long) done * type.bytes(), chunk), values, done);
        }
        return values;
    }
}
