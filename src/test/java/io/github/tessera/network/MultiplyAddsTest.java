package io.github.tessera.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.network.Resizing.Interpolation;
import org.junit.jupiter.api.Test;

/** Multiply-adds by hand, and as papers state them. */
class MultiplyAddsTest {
    private static long of(Graph graph, int side) {
        return Summary.of(graph, side, side).multiplyAdds();
    }

    private static long ofConvolutions(Encoder encoder) {
        Graph g = new Graph(3);
        g.output(encoder.build(g, encoder.width(), 32).deepest());
        return Summary.of(g, 224, 224).rows().stream()
                .filter(row -> row.name().startsWith("Conv2d-"))
                .mapToLong(Summary.Row::multiplyAdds)
                .sum();
    }

    @Test
    void cUNetByHand() {
        // Pixels: 250 x 250 = 62,500, 125 x 125 = 15,625, 62 x 62 = 3,844.
        long first = 62_500L * (9 * 3 * 8 + 9 * 8 * 8);
        long second = 15_625L * (9 * 8 * 16 + 9 * 16 * 16);
        long third = 3_844L * (9 * 16 * 32 + 9 * 32 * 32);
        long secondUp = 3_844L * 4 * 32 * 16 + 15_625L * (9 * 32 * 16 + 9 * 16 * 16);
        long firstUp = 15_625L * 4 * 16 * 8 + 62_500L * (9 * 16 * 8 + 9 * 8 * 8);
        long last = 62_500L * 8;
        long sum = first + second + third + secondUp + firstUp + last;
        assertEquals(389_011_968, sum);
        Graph graph = Architecture.C_UNET.settings(3, 1).build();
        assertEquals(sum, of(graph, 250));
        assertTrue(Summary.of(graph, 250, 250).toString().contains("\nMultiply-adds: 0.39 G\n"));
    }

    @Test
    void convolutionsOfVgg16() {
        // Simonyan, Zisserman, configuration D: 15.47 G, of which the classifier has 0.12
        assertEquals(15_346_630_656L, ofConvolutions(Encoder.VGG16));
    }

    @Test
    void convolutionsOfResNet50() {
        // torchvision: 4,089,184,256, of which the classifier has 2048 x 1000
        assertEquals(4_089_184_256L - 2_048_000, ofConvolutions(Encoder.RESNET50));
    }

    @Test
    void groupsReadTheirOwnMapsOnly() {
        Graph g = new Graph(4);
        g.output(g.conv(g.input(), 8, 3, 2, 1, 1, 4, true));
        assertEquals(9 * 1 * 8 * 5 * 5, of(g, 10));
    }

    @Test
    void othersCountValues() {
        Graph g = new Graph(2);
        Node means = g.averagePool(g.relu(g.batchNorm(g.input()))); // 2 x 2 x 16, then 2 x 16
        g.output(g.upsample(g.maxPool(g.instanceNorm(means)), Interpolation.BILINEAR, 4)); // 5 x 2 x 4, then 4 x 2 x 16
        assertEquals(64 + 32 + 40 + 128, of(g, 4));
    }
}
