package io.github.tessera.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** C-UNet against the layer table that seed 000 prints for 3 x 250 x 250. */
class CUNetTest {
    private static final List<String> SEED_TABLE = List.of(
            "Conv2d-1 8 250 250 224",
            "ReLU-2 8 250 250 0",
            "Conv2d-3 8 250 250 584",
            "ReLU-4 8 250 250 0",
            "MaxPool2d-5 8 125 125 0",
            "Conv2d-6 16 125 125 1168",
            "ReLU-7 16 125 125 0",
            "Conv2d-8 16 125 125 2320",
            "ReLU-9 16 125 125 0",
            "MaxPool2d-10 16 62 62 0",
            "Conv2d-11 32 62 62 4640",
            "ReLU-12 32 62 62 0",
            "Conv2d-13 32 62 62 9248",
            "ReLU-14 32 62 62 0",
            "ConvTranspose2d-15 16 125 125 2064",
            "Conv2d-16 16 125 125 4624",
            "ReLU-17 16 125 125 0",
            "Conv2d-18 16 125 125 2320",
            "ReLU-19 16 125 125 0",
            "ConvTranspose2d-20 8 250 250 520",
            "Conv2d-21 8 250 250 1160",
            "ReLU-22 8 250 250 0",
            "Conv2d-23 8 250 250 584",
            "ReLU-24 8 250 250 0",
            "Conv2d-25 1 250 250 9");

    private final Graph graph = Architecture.C_UNET.settings(3, 1).build();

    @Test
    void layerTableIsTheSeeds() {
        List<String> rows = Summary.of(graph, 250, 250).rows().stream()
                .map(r -> r.name() + " " + r.shape().channels() + " "
                        + r.shape().height() + " " + r.shape().width() + " " + r.parameters())
                .toList();
        assertEquals(SEED_TABLE, rows);
    }

    @Test
    void sumsAreTheSeeds() {
        String text = Summary.of(graph, 250, 250).toString();
        for (String line : List.of(
                "Total params: 29,465\n",
                "Trainable params: 29,465\n",
                "Non-trainable params: 0\n",
                "Input size (MB): 0.72\n",
                "Forward/backward pass size (MB): 57.15\n",
                "Params size (MB): 0.11\n",
                "Estimated Total Size (MB): 57.98\n")) {
            assertTrue(text.contains("\n" + line), line);
        }
    }

    @Test
    void receptiveFieldByHand() {
        // Two 3x3 at jump 1: 5. Pool: 6. Two at jump 2: 14. Pool: 16. Two at jump 4: 32. Up, two at jump 2: 40. Up,
        // two: 44.
        assertEquals(44, Shapes.receptiveField(graph));
        assertEquals(4, Shapes.stride(graph));
    }
}
