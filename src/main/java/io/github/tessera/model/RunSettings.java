package io.github.tessera.model;

import io.github.tessera.network.NetworkSettings;

/**
 * What was chosen for speed on the machine that trained; never changes a result beyond rounding (DESIGN D3).
 *
 * @param trainChannelsLast memory format of training steps
 * @param channelsLast memory format of inference
 * @param tileSize side of a tile in inference, in pixels
 * @param tileBatch tiles per forward pass in inference
 * @param keepMemory whether freed memory was kept for the next tensor in training; every run asks its own system again
 * @param threads threads of one operation
 * @param timed whether the clock chose, or the rule
 */
public record RunSettings(
        boolean trainChannelsLast,
        boolean channelsLast,
        int tileSize,
        int tileBatch,
        boolean keepMemory,
        int threads,
        boolean timed) {
    public RunSettings {
        if (tileSize < 1 || tileBatch < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    tileBatch + " tiles of " + tileSize + " pixels at once, " + threads + " threads");
        }
    }

    /** Up to this width channels-last steps were the quicker ones on every CPU measured. */
    private static final int NARROW = 32;

    /** The choice by rule, for runs on a CPU that must not depend on the clock. */
    public static RunSettings byRule(NetworkSettings network) {
        int threads = Runtime.getRuntime().availableProcessors();
        return new RunSettings(network.width() <= NARROW, true, 256, 4, true, threads, false);
    }

    /** The same on a GPU, whose matrix units take channels last at any width. */
    public RunSettings onGpu() {
        return new RunSettings(true, true, tileSize, tileBatch, keepMemory, threads, timed);
    }

    /** The same with timed choices. */
    public RunSettings timed(boolean trainingFormat, boolean inferenceFormat, int batch) {
        return new RunSettings(trainingFormat, inferenceFormat, tileSize, batch, keepMemory, threads, true);
    }

    /** The same, with what this system's libc allowed. */
    public RunSettings withKeepMemory(boolean other) {
        return new RunSettings(trainChannelsLast, channelsLast, tileSize, tileBatch, other, threads, timed);
    }

    /** One line for the log. */
    public String describe() {
        return "Memory format " + (trainChannelsLast ? "channels last" : "contiguous") + " in training, "
                + (channelsLast ? "channels last" : "contiguous") + " in segmenting, " + tileBatch + " tiles of "
                + tileSize + " at once, " + threads + " threads, "
                + (timed ? "chosen by timing one step each way." : "chosen by rule.");
    }
}
