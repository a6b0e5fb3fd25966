package io.github.tessera.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Remembers what is computed while it is open, for a backward pass. DJL can do that for one pass at a time in the whole Java and fails the second;
 * here the second waits, so that one training does not end another.
 */
public final class Gradients implements AutoCloseable {
    /** Belongs to DJL's flag, which is static too. */
    private static final ReentrantLock PASS = new ReentrantLock(true);

    private final GradientCollector collector;

    private Gradients(GradientCollector collector) {
        this.collector = collector;
    }

    /** Opens, once no other is open. */
    public static Gradients collect() {
        PASS.lock();
        try {
            return new Gradients(PyTorch.engine().newGradientCollector());
        } catch (RuntimeException | Error e) {
            PASS.unlock();
            throw e;
        }
    }

    /** Computes the gradients of a number with respect to all that asked for one. */
    public void backward(NDArray number) {
        collector.backward(number);
    }

    @Override
    public void close() {
        try {
            collector.close();
        } finally {
            PASS.unlock();
        }
    }
}
