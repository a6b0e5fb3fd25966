package io.github.tessera.image;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * How many bytes come out of compressed ones, for decoders that do not tell when they lack some.
 *
 * <p>LZW and PackBits after "TIFF Revision 6.0" (Adobe 1992), sections 13 and 9: of the strings of LZW the lengths are enough.
 */
final class UnpackedLength {
    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int FIRST_FREE = 258;
    private static final int LEAST_BITS = 9;
    private static final int MOST_BITS = 12;
    private static final int NOTHING = -128;

    private UnpackedLength() {}

    /**
     * Counts.
     *
     * @throws IOException if the bytes are not of that compression, or end in the middle
     */
    static long of(TiffCompression compression, byte[] packed) throws IOException {
        return switch (compression) {
            case NONE -> packed.length;
            case DEFLATE -> ofDeflate(packed);
            case LZW -> ofLzw(packed);
            case PACK_BITS -> ofPackBits(packed);
            case JPEG -> throw new IllegalArgumentException("a JPEG tells its size");
        };
    }

    private static long ofDeflate(byte[] packed) throws IOException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            byte[] into = new byte[1 << 13];
            while (!inflater.finished()) {
                if (inflater.inflate(into) == 0 && !inflater.finished()) {
                    throw new IOException("the end is missing");
                }
            }
            return inflater.getBytesWritten();
        } catch (DataFormatException e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }

    private static long ofPackBits(byte[] packed) throws IOException {
        long length = 0;
        int at = 0;
        while (at < packed.length) {
            int count = packed[at];
            if (count != NOTHING) {
                length += Math.abs(count) + 1;
            }
            at += count >= 0 ? count + 2 : count == NOTHING ? 1 : 2;
        }
        if (at > packed.length) {
            throw new IOException("a run is cut off");
        }
        return length;
    }

    private static long ofLzw(byte[] packed) throws IOException {
        int[] lengths = new int[1 << MOST_BITS];
        int free = FIRST_FREE;
        int before = CLEAR;
        long length = 0;
        long bit = 0;
        int bits = LEAST_BITS;
        while (bit + bits <= (long) Byte.SIZE * packed.length) {
            int code = code(packed, bit, bits);
            bit += bits;
            if (code == END) {
                break;
            }
            if (code == CLEAR) {
                free = FIRST_FREE;
                bits = LEAST_BITS;
            } else if (before == CLEAR) {
                requireKnown(code < CLEAR);
                length++;
            } else {
                requireKnown(code <= free);
                int last = before < CLEAR ? 1 : lengths[before];
                int added = last + 1;
                length += code < CLEAR ? 1 : code == free ? added : lengths[code];
                if (free < lengths.length) {
                    lengths[free++] = added;
                }
                // Codes grow one entry early.
                bits = Math.min(MOST_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(free + 1));
            }
            before = code;
        }
        return length;
    }

    private static void requireKnown(boolean known) throws IOException {
        if (!known) {
            throw new IOException("an unknown code");
        }
    }

    private static int code(byte[] packed, long bit, int bits) {
        int at = (int) (bit / Byte.SIZE);
        int three = 0;
        for (int i = 0; i < 3; i++) {
            three = three << Byte.SIZE | (at + i < packed.length ? packed[at + i] & 0xFF : 0);
        }
        int right = 3 * Byte.SIZE - bits - (int) (bit % Byte.SIZE);
        return (three >> right) & ((1 << bits) - 1);
    }
}
