package io.github.tessera.train;

import io.github.tessera.tensor.MemorySettings;

/**
 * The native memory that a training holds between its steps.
 *
 * @param settings in force
 * @param most bytes that may be held above what there was before
 */
record HeldMemory(MemorySettings settings, long most) {
    /** Gives back what is too much. */
    void afterStep() {
        settings.holdAtMost(most);
    }

    /**
     * Gives back all that is free, from now on at once: what is kept for tensors cannot be had for oneDNN's code, which then fails in
     * batches of any size.
     */
    void afterFault() {
        settings.close();
    }
}
