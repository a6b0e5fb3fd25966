package io.github.tessera.plan;

import io.github.tessera.tensor.DeviceChoice;
import io.github.tessera.tensor.FreeMemory;
import java.util.OptionalLong;

/**
 * What a training has to compute with. How fast that is goes by rule and not by the clock, so that one computer with as much free memory plans the same.
 *
 * @param cores processors; they count for nothing on a GPU
 * @param gpu whether a GPU computes
 * @param free bytes of memory that can be had, empty where the system does not tell
 */
public record Machine(int cores, boolean gpu, OptionalLong free) {
    /** Beyond these a training is no faster: measured for narrow networks, which wait for memory. */
    private static final int MOST_CORES = 8;

    /**
     * Operations a second of one core, and values of layers that it writes and reads again: measured on 2 cores of a server as in the README's
     * figures, C-UNet (39 G and 120 M a step, 0.33 s) and U-Nets of width 16 (56 G and 101 M, 0.30 s; 73 G and 106 M, 0.34 s).
     */
    private static final double CORE_OPERATIONS = 150e9;

    private static final double CORE_VALUES = 0.4e9;

    /** A GPU of a desktop. */
    private static final double GPU_OPERATIONS = 4e12;

    private static final double GPU_VALUES = 20e9;

    /** This computer. */
    static Machine of(DeviceChoice.Chosen device) {
        return new Machine(
                Runtime.getRuntime().availableProcessors(), device.device().isGpu(), FreeMemory.on(device.device()));
    }

    /** About how many seconds a step of so many crops takes. */
    double seconds(StepCost cost, int batch) {
        int working = Math.min(cores, MOST_CORES);
        double operations = gpu ? GPU_OPERATIONS : working * CORE_OPERATIONS;
        double values = gpu ? GPU_VALUES : working * CORE_VALUES;
        return batch * (cost.operations() / operations + cost.values() / values);
    }

    /** For a sentence. */
    String describe() {
        return gpu ? "a GPU" : cores == 1 ? "1 core" : cores + " cores";
    }
}
