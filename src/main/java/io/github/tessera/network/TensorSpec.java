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
    }

    /**
     * Number of values.
     *
     * @throws TesseraException if they are more than an array holds
     */
    public int size() {
        long size = 1;
        for (int extent : shape) {
            size *= extent;
            if (size > Integer.MAX_VALUE) {
                throw new TesseraException("The network is too large, for one of its layers has more than "
                        + Integer.MAX_VALUE + " weights: choose a smaller width or fewer levels.");
            }
        }
        return (int) size;
    }
}
