package io.github.tessera.torchscript;

import java.io.EOFException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The numbers and texts that a pickle is made of, read one after the other. */
final class PickleInput {
    /** Longer than any name of a tensor, with room for what trainers write down beside the weights. */
    private static final int MOST_TEXT = 1 << 24;

    private static final int MOST_LINE = 1000;

    private final Region region;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 13).limit(0);
    private long filled;

    PickleInput(Region region) {
        this.region = region;
    }

    /** Bytes read so far. */
    long position() {
        return filled - buffer.remaining();
    }

    int unsignedByte() throws IOException {
        return need(1).get() & 0xff;
    }

    int unsignedShort() throws IOException {
        return need(2).getShort() & 0xffff;
    }

    int integer() throws IOException {
        return need(4).getInt();
    }

    long longInteger() throws IOException {
        return need(8).getLong();
    }

    /** The only number that Intel's order does not hold for. */
    double real() throws IOException {
        return Double.longBitsToDouble(Long.reverseBytes(longInteger()));
    }

    byte[] bytes(long length) throws IOException {
        if (length < 0 || length > MOST_TEXT) {
            throw new IOException("its pickle holds a text of " + length + " bytes");
        }
        if (length <= buffer.capacity()) {
            byte[] bytes = new byte[(int) length];
            need(bytes.length).get(bytes);
            return bytes;
        }
        byte[] bytes = region.bytes(position(), (int) length).array();
        filled = position() + length;
        buffer.limit(0);
        return bytes;
    }

    /** A Long, or a BigInteger above 64 bits. */
    Object anyInteger(int length) throws IOException {
        byte[] littleEndian = bytes(length);
        byte[] bytes = new byte[littleEndian.length + 1]; // a leading 0 or -1, so that none at all is 0
        for (int i = 0; i < littleEndian.length; i++) {
            bytes[littleEndian.length - i] = littleEndian[i];
        }
        bytes[0] = (byte) (bytes.length > 1 && bytes[1] < 0 ? -1 : 0);
        BigInteger value = new BigInteger(bytes);
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    String text(long length, Charset charset) throws IOException {
        return new String(bytes(length), charset);
    }

    /** The text up to the next line end. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = unsignedByte(); c != '\n'; c = unsignedByte()) {
            if (line.length() == MOST_LINE) {
                throw new IOException("its pickle is damaged");
            }
            line.append((char) c);
        }
        return new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private ByteBuffer need(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            long at = position();
            buffer.clear();
            region.fill(at, buffer);
            buffer.flip();
            filled = at + buffer.limit();
            if (buffer.limit() < bytes) {
                throw new EOFException("it is cut off");
            }
        }
        return buffer.order(ByteOrder.LITTLE_ENDIAN);
    }
}
