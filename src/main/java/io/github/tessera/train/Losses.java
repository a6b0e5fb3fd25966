package io.github.tessera.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;

/** Losses of steps that have not been read from the device yet: each reading waits for all that the device has been told to do. */
final class Losses {
    /** A GPU is kept busy for so many steps before it is waited for; a CPU has nothing to wait for. */
    private static final int FAR = 20;

    private final int most;
    private final List<NDArray> waiting = new ArrayList<>();

    /**
     * Without a loss yet.
     *
     * @param near whether they lie where this program runs
     */
    Losses(boolean near) {
        most = near ? 1 : FAR;
    }

    /** Takes a scalar, and will close it. */
    void add(NDArray loss) {
        waiting.add(loss);
    }

    /** Whether it is time to read. */
    boolean full() {
        return waiting.size() >= most;
    }

    /** All that are waiting, the oldest first; afterwards none is. */
    float[] read() {
        if (waiting.isEmpty()) {
            return new float[0];
        }
        try (NDArray all = NDArrays.stack(new NDList(waiting))) {
            return all.toFloatArray();
        } finally {
            waiting.forEach(NDArray::close);
            waiting.clear();
        }
    }
}
