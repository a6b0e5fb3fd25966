package io.github.tessera.torchscript;

import java.io.IOException;

/**
 * A tensor as a file describes it: where its values are, not the values.
 *
 * @param type what a value is; the storage's type, but for untyped storages
 * @param storage what holds the values, and perhaps others'
 * @param offset first value within the storage
 * @param shape extents
 * @param strides distances between neighbours, in values
 */
record StoredTensor(ElementType type, Storage storage, long offset, int[] shape, long[] strides) {
    /** Below 2^29, so that they fit a record of 2 GB as float32. */
    static final int MOST_VALUES = Integer.MAX_VALUE / Float.BYTES;

    /** As many as PyTorch allows. */
    static final int MOST_DIMENSIONS = 64;

    /** A tensor that lies in its storage as it is read, row by row, from the first value on. */
    static StoredTensor whole(Storage storage, int... shape) {
        return new StoredTensor(storage.type(), storage, 0, shape, rowByRow(shape));
    }

    private static long[] rowByRow(int... shape) {
        long[] strides = new long[shape.length];
        long size = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = size;
            size *= Math.max(1, shape[i]); // overflows only where size() is refused
        }
        return strides;
    }

    /**
     * Number of values.
     *
     * @throws IOException if the extents are none of a tensor, or too large
     */
    int size() throws IOException {
        if (shape.length > MOST_DIMENSIONS || shape.length != strides.length) {
            throw new IOException("a tensor has " + shape.length + " dimensions and " + strides.length + " strides");
        }
        long size = size(shape);
        if (size < 0 || size > MOST_VALUES) {
            throw new IOException("a tensor has an extent below 0, or more than " + MOST_VALUES + " values");
        }
        return (int) size;
    }

    /** The number of values of a shape, -1 if an extent is below 0; what is far too large is some number that is too large. */
    static long size(int... shape) {
        long size = 1;
        for (int extent : shape) {
            if (extent < 0) {
                return -1;
            }
            size = Math.min(size * extent, Integer.MAX_VALUE); // both are below 2^31: no overflow
        }
        return size;
    }

    /**
     * How many values of the storage lie between its first and its last one, both counted.
     *
     * @throws IOException if they are not all within the storage
     */
    int span() throws IOException {
        if (size() == 0) {
            return 0;
        }
        long last = 0;
        for (int i = 0; i < shape.length; i++) {
            if (strides[i] < 0) {
                throw new IOException("a tensor has a stride below 0");
            }
            long stride = Math.min(strides[i], MOST_VALUES); // no overflow, and still over the end
            last += (shape[i] - 1) * stride;
            requireBelow(last, MOST_VALUES);
        }
        long there = storage.bytes() / type.bytes();
        requireBelow(offset, there);
        requireBelow(last, there - offset);
        return (int) last + 1;
    }

    private static void requireBelow(long value, long end) throws IOException {
        if (value < 0 || value >= end) {
            throw new IOException("a tensor reaches over its values' end");
        }
    }

    /** Its values as float32, row by row, whatever their order in the file. */
    float[] values(Region bytes) throws IOException {
        int span = span();
        float[] run = span == 0 ? new float[0] : bytes.floats(type, offset * type.bytes(), span);
        return isRowByRow() ? run : gathered(run);
    }

    private boolean isRowByRow() throws IOException {
        long[] wanted = rowByRow(shape);
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] > 1 && strides[i] != wanted[i]) {
                return size() == 0;
            }
        }
        return true;
    }

    private float[] gathered(float[] run) throws IOException {
        float[] values = new float[size()];
        int[] position = new int[shape.length];
        long at = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = run[(int) at];
            for (int d = shape.length - 1; d >= 0; d--) {
                at += strides[d];
                if (++position[d] < shape[d]) {
                    break;
                }
                at -= shape[d] * strides[d];
                position[d] = 0;
            }
        }
        return values;
    }
}
