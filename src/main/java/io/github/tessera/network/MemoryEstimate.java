package io.github.tessera.network;

/**
 * What a network needs of a computer's memory on the CPU, or {@linkplain #onGpu of a GPU's}, in bytes above an idle Java with PyTorch loaded.
 *
 * @param weights learnt and kept values, and in training their gradients and the optimizer's states
 * @param passes the largest sum of tensors alive at one time in a forward pass, in training with its backward pass
 * @param heaps what the C library's heaps hold beside these tensors while memory is kept for the next one
 * @param java what Java keeps of the weights and of the archive that they reach PyTorch in
 * @param loading the largest need while the network is loaded, before its first pass
 */
public record MemoryEstimate(long weights, long passes, long heaps, long java, long loading) {
    /**
     * Larger tensors have pages of their own, which go back to the system at once (glibc's HEAP_MAX_SIZE); smaller ones lie in heaps
     * where small objects between them keep their places from growing together again. These heaps are counted as twice what is alive
     * in them, which holds as long as they are trimmed at {@link #betweenPasses}; left alone they grow far beyond.
     */
    private static final long LARGEST_IN_HEAPS = (64L << 20) - 256;

    private static final long GIGABYTE = 1L << 30;

    /** The weights, and the archive that they reach PyTorch in. */
    private static final int JAVA_COPIES = 2;

    /** Beside these the weights with normalizations folded in; measured with what Java keeps of the work. */
    private static final int JAVA_COPIES_FOLDED = 5;

    /**
     * Tensors of a weight's size beside the weight, its gradient and states while a gradient is computed and added, oneDNN's own layouts
     * among them; measured on FCN-8's kernel of 411 MB, which kept 3 to 5 alive.
     */
    private static final int GRADIENT_TENSORS = 4;

    /** Measured, with those in Java: the archive, what is read of it, and the tensors. */
    private static final int LOADING_COPIES = 5;

    private static final int LOADING_COPIES_FOLDED = 7;

    /**
     * Training, in float32 states.
     *
     * @param height of the crops, in pixels
     * @param batch crops in a step
     * @param states values that the optimizer keeps of each weight: 2 for Adam, 1 for SGD with momentum
     * @param channelsLast the memory format of the run
     */
    public static MemoryEstimate training(
            Graph graph, int height, int width, int batch, int states, boolean channelsLast) {
        long learnt = Float.BYTES * Weights.learnt(graph);
        AllocationTrace trace = Passes.training(graph, height, width, batch, channelsLast);
        long values = values(graph);
        return new MemoryEstimate(
                values + learnt * (1 + states),
                Math.max(trace.peak(Long.MAX_VALUE), GRADIENT_TENSORS * largest(graph)),
                trace.peak(LARGEST_IN_HEAPS),
                JAVA_COPIES * values,
                LOADING_COPIES * values);
    }

    /**
     * Segmenting, with the graph of {@link Inference}.
     *
     * @param height of the tiles, in pixels
     * @param batch tiles at once
     * @param channelsLast the memory format of the run
     */
    public static MemoryEstimate inference(Graph graph, int height, int width, int batch, boolean channelsLast) {
        AllocationTrace trace = Passes.inference(graph, height, width, batch, channelsLast);
        long values = values(graph);
        return new MemoryEstimate(
                values,
                trace.peak(Long.MAX_VALUE),
                trace.peak(LARGEST_IN_HEAPS),
                JAVA_COPIES_FOLDED * values,
                LOADING_COPIES_FOLDED * values);
    }

    /** The largest weight: where it counts, the maps beside it are small. */
    private static long largest(Graph graph) {
        long[] most = {0};
        Weights.forEach(graph, (name, tensor) -> most[0] = Math.max(most[0], (long) Float.BYTES * tensor.size()));
        return most[0];
    }

    private static long values(Graph graph) {
        long[] sum = {0};
        Weights.forEach(graph, (name, tensor) -> sum[0] += (long) Float.BYTES * tensor.size());
        return sum[0];
    }

    /** Two networks that are loaded one after the other, and whose passes take turns. */
    public MemoryEstimate before(MemoryEstimate next) {
        return new MemoryEstimate(
                weights + next.weights,
                Math.max(passes, next.passes),
                Math.max(heaps, next.heaps),
                java + next.java,
                Math.max(loading, weights + java + next.loading));
    }

    /** What a GPU takes of its own memory: the C library's heaps and Java are not there, and nothing is copied on the way. */
    public MemoryEstimate onGpu() {
        return new MemoryEstimate(weights, passes, 0, 0, weights);
    }

    /** What passes take beside a network that is loaded already. */
    public long beyondLoading() {
        return passes + heaps;
    }

    /** Everything together at its peak. */
    public long bytes() {
        return Math.max(loading, weights + passes + heaps + java);
    }

    /** The same in GB for a sentence, which is never "0.0". */
    public double gigabytes() {
        return Math.max(0.1, bytes() / 1e9);
    }

    /**
     * What the process may hold between two passes, above what it held when idle: tensors with pages of their own are gone then, and
     * heaps that hold more than half as much again as was alive are better trimmed, for they grow on. At least 1 GB where all that is
     * needed is less: narrow networks lose most by a trim, and small ones need it least.
     */
    public long betweenPasses() {
        return bytes() < GIGABYTE ? GIGABYTE : weights + heaps + heaps / 2 + java;
    }
}
