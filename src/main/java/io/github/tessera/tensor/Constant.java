package io.github.tessera.tensor;

import ai.djl.ndarray.NDArray;

/**
 * Numbers as tensors that live as long as the scope. DJL's own arithmetic with Java numbers, such as {@code x.mul(2)}, makes a tensor on
 * Java's memory and lets go of it at once: Java may then free it while autograd still needs it for the backward pass, and gradients come out
 * wrong, now and then, as the garbage collector likes. Adding and subtracting a number is safe, for its gradient does not need it.
 */
public final class Constant {
    private Constant() {}

    /**
     * A float32 scalar on a tensor's device.
     *
     * @param like whose scope it lives in
     */
    public static NDArray of(NDArray like, double value) {
        return like.getManager().create((float) value);
    }
}
