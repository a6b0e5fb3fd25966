package io.github.tessera.network;

import io.github.tessera.progress.TesseraException;

/**
 * One tensor that a layer owns.
 *
 * @param name the tensor's own name, as PyTorch calls it: weight, bias, running_mean, running_var
 * @param role how it is initialized, and whether it is learnt
 * @param shape its extents, in PyTorch's order
 */
public record TensorSpec(String name, Role role, int... shape) {

    /** What a tensor is for. */
    public enum Role {
        /** A kernel, (out, in / groups, kH, kW) or, transposed, (in, out / groups, kH, kW). */
        KERNEL,
        /** The kernel of a transposed convolution. */
        TRANSPOSED_KERNEL,
        /** The kernel of a transposed convolution that starts as bilinear interpolation, each map for itself. */
        BILINEAR_KERNEL,
        /** Added after a convolution. */
        BIAS,
        /** Scale of a normalization; starts at 1. */
        SCALE,
        /** Shift of a normalization; starts at 0. */
        SHIFT,
        /** Running mean: moves by itself, is not learnt; starts at 0. */
        RUNNING_MEAN,
        /** Running variance: moves by itself, is not learnt; starts at 1. */
        RUNNING_VARIANCE;

        /** Whether gradients reach it. */
        public boolean learnt() {
            return this != RUNNING_MEAN && this != RUNNING_VARIANCE;
        }

        /** Whether it is read in the number type that the graph computes in; normalizations keep theirs in float32. */
        public boolean cast() {
            return this == KERNEL || this == TRANSPOSED_KERNEL || this == BILINEAR_KERNEL || this == BIAS;
        }
    }

    /**
     * Number of values.
     *
     * @throws TesseraException if they do not fit one array, or one record of an archive
     */
    public int size() {
        long size = 1;
        for (int extent : shape) {
            size *= extent; // cannot overflow: it is below 2^29 before, and extents are below 2^31
            if (size > Integer.MAX_VALUE / Float.BYTES) {
                throw new TesseraException("The network is too large, for one of its kernels has over "
                        + Integer.MAX_VALUE / Float.BYTES + " values: choose a smaller width or fewer levels.");
            }
        }
        return (int) size;
    }
}
