package io.github.tessera.image;

import java.nio.ByteBuffer;
import java.util.Optional;

/** How one number of a pixel is stored in a TIFF, and the intensity that ImageJ makes of it. */
enum TiffSample {
    /** 0 to 255. */
    UINT8(1, 8),
    /** 0 to 65535. */
    UINT16(2, 16),
    /** -32768 to 32767, of which ImageJ makes 0 to 65535. */
    INT16(2, 16),
    /** Whole numbers of 32 bits with sign, as float. */
    INT32(4, 32),
    /** IEEE floating point. */
    FLOAT32(4, 32);

    private static final int SIGNED = 2;
    private static final int FLOATING = 3;

    private final int bytes;
    private final int bitDepth;

    TiffSample(int bytes, int bitDepth) {
        this.bytes = bytes;
        this.bitDepth = bitDepth;
    }

    /**
     * The kind of sample, none if it is not read here.
     *
     * @param bits as the field BitsPerSample
     * @param format as the field SampleFormat
     */
    static Optional<TiffSample> of(int bits, int format) {
        if (bits == 8 && format != FLOATING) {
            return Optional.of(UINT8);
        }
        if (bits == 16 && format != FLOATING) {
            return Optional.of(format == SIGNED ? INT16 : UINT16);
        }
        return bits == 32 ? Optional.of(format == FLOATING ? FLOAT32 : INT32) : Optional.empty();
    }

    /** Bytes in the file, and of one value in {@link #copy}'s array. */
    int bytes() {
        return bytes;
    }

    /** Bits as {@link PlaneStack#bitDepth()} counts them. */
    int bitDepth() {
        return bitDepth;
    }

    /**
     * Takes every {@code step}th sample.
     *
     * @param raw samples in the file's byte order
     * @param into receives {@code count} values from {@code at} on: byte[], short[] or float[] as {@link #bytes()} says
     */
    void copy(ByteBuffer raw, int first, int step, Object into, int at, int count) {
        switch (this) {
            case UINT8 -> copyBytes(raw, first, step, (byte[]) into, at, count);
            case UINT16 -> copyShorts(raw, first, step, (short[]) into, at, count, 0);
            case INT16 -> copyShorts(raw, first, step, (short[]) into, at, count, 1 << 15);
            case INT32 -> {
                for (int i = 0; i < count; i++) {
                    ((float[]) into)[at + i] = raw.getInt(4 * (first + i * step));
                }
            }
            case FLOAT32 -> {
                for (int i = 0; i < count; i++) {
                    ((float[]) into)[at + i] = raw.getFloat(4 * (first + i * step));
                }
            }
        }
    }

    private static void copyBytes(ByteBuffer raw, int first, int step, byte[] into, int at, int count) {
        if (step == 1) {
            raw.get(first, into, at, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            into[at + i] = raw.get(first + i * step);
        }
    }

    private static void copyShorts(ByteBuffer raw, int first, int step, short[] into, int at, int count, int plus) {
        for (int i = 0; i < count; i++) {
            into[at + i] = (short) (raw.getShort(2 * (first + i * step)) + plus);
        }
    }
}
