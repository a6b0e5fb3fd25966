package io.github.tessera.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Bytes by hand, for images of 4 x 4 pixels: one map is 64 bytes. */
class MemoryEstimateTest {
    private static long training(Graph g) {
        return Passes.training(g, 4, 4, 1, true).peak(Long.MAX_VALUE);
    }

    private static long inference(Graph g, boolean channelsLast) {
        return Passes.inference(g, 4, 4, 1, channelsLast).peak(Long.MAX_VALUE);
    }

    /** Image 64, convolution 128, ReLU 128. */
    private static Graph convRelu() {
        Graph g = new Graph(1);
        g.output(g.relu(g.conv(g.input(), 2, 3)));
        return g;
    }

    @Test
    void inferenceFreesAfterTheLastReader() {
        assertEquals(64 + 128 + 128, inference(convRelu(), true));
        Graph g = convRelu();
        g.relu(g.relu(g.mainOutput())); // a dead end; the convolution is gone by then
        assertEquals(64 + 128 + 128 + 128, inference(g, true));
    }

    @Test
    void blockedCopiesHaveSixteenMaps() {
        assertEquals(64 + 16 * 64 + 16 * 64, inference(convRelu(), false));
    }

    @Test
    void trainingKeepsImageAndReluButNotTheConvolution() {
        // kept: image and ReLU; the loss: 6 tensors and its gradient; then the gradient behind the ReLU
        assertEquals(64 + 128 + 7 * 128 + 128, training(convRelu()));
    }

    @Test
    void poolingKeepsItsInputAndIndices() {
        Graph g = new Graph(1);
        g.output(g.maxPool(g.conv(g.input(), 1, 1)));
        // int64 indices of 4 values, beside the result of 16 bytes
        assertEquals(64 + 64 + 32 + 16, inference(g, true));
        assertEquals(64 + 64 + 32 + 16 + 7 * 16 + 64, training(g));
    }

    @Test
    void whatTwoKeepIsThereOnce() {
        Graph g = new Graph(1);
        Node a = g.relu(g.conv(g.input(), 1, 1));
        g.output(g.add(g.conv(a, 1, 1), g.conv(a, 1, 1)));
        // image, a (kept by itself and by both), sum, 6 of the loss, the sum's gradient, that of a twice as it is added
        // up
        assertEquals(64 * (1 + 1 + 1 + 6 + 1 + 2), training(g));
    }

    @Test
    void adamHasFourValuesAWeight() {
        Graph g = convRelu(); // 20 weights
        MemoryEstimate adam = MemoryEstimate.training(g, 4, 4, 1, 2, true);
        assertEquals(4 * 4 * 20, adam.weights());
        assertEquals(
                adam.weights() - 4 * 20,
                MemoryEstimate.training(g, 4, 4, 1, 1, true).weights());
        assertEquals(4 * 20, MemoryEstimate.inference(g, 4, 4, 1, true).weights());
        assertEquals(adam.weights() + adam.passes() + adam.heaps() + adam.java(), adam.bytes());
    }

    @Test
    void tensorsOfOver64MegabytesLieOutsideTheHeaps() {
        Graph g = convRelu();
        MemoryEstimate estimate = MemoryEstimate.inference(g, 4096, 4096, 1, true); // 64, 128 and 128 MB
        assertEquals(5 * (64L << 20), estimate.passes());
        assertEquals(0, estimate.heaps());
    }

    @Test
    void smallNetworksMayHoldAGigabyte() {
        assertEquals(
                1L << 30, MemoryEstimate.training(convRelu(), 4, 4, 1, 2, true).betweenPasses());
        MemoryEstimate large = MemoryEstimate.training(convRelu(), 512, 512, 96, 2, true);
        assertTrue(large.bytes() > 1L << 30);
        assertEquals(large.weights() + large.heaps() + large.heaps() / 2 + large.java(), large.betweenPasses());
    }

    @Test
    void aGpuTakesWeightsAndPassesAlone() {
        MemoryEstimate onCpu = new MemoryEstimate(100, 1000, 30, 500, 700);
        assertEquals(1630, onCpu.bytes());
        assertEquals(1030, onCpu.beyondLoading());
        assertEquals(1100, onCpu.onGpu().bytes());
        assertEquals(1000, onCpu.onGpu().beyondLoading());
        assertEquals(700, new MemoryEstimate(100, 20, 30, 500, 700).bytes());
    }

    @Test
    void graphsForSizesAreThoseForImages() {
        for (Architecture architecture : Architecture.values()) {
            Graph graph = architecture.settings(1, 2).withWidth(2).build();
            Weights weights = Weights.initial(graph, Initialization.PYTORCH, 1);
            Graph whole = Inference.of(graph, weights, Activation.SOFTMAX, 0).graph();
            Graph alone = Inference.graph(graph, Activation.SOFTMAX, 0);
            assertEquals(Weights.learnt(whole), Weights.learnt(alone));
            assertEquals(whole.nodes().size(), alone.nodes().size());
        }
    }

    @Test
    void growsWithTheBatch() {
        for (Architecture architecture : Architecture.values()) {
            Graph graph = architecture.settings(3, 3).withWidth(4).build();
            long one = MemoryEstimate.training(graph, 64, 64, 1, 2, false).passes();
            long many = MemoryEstimate.training(graph, 64, 64, 64, 2, false).passes();
            assertTrue(many > one, architecture.label());
        }
    }
}
