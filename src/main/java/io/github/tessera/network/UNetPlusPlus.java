package io.github.tessera.network;

import io.github.tessera.network.Resizing.Interpolation;

/**
 * UNet++: Zhou, Siddiquee, Tajbakhsh, Liang, "UNet++: a nested U-Net architecture for medical image segmentation", DLMIA 2018, figure 1.
 *
 * <p>Node x(i, j) of level i sees all nodes before it in its level and, interpolated, x(i + 1, j - 1). With deep supervision each x(0, j) has a
 * head of its own, so that a trained network can be cut down to level L1, L2, ... (section 3.2). (N, C, H, W) to (N, outputs, H, W) raw logits; at
 * width 32, depth 5, for 3 channels and 1 output 9,163,329 parameters, 9,163,428 with deep supervision.
 */
final class UNetPlusPlus {
    private final Graph g;
    private final NetworkSettings settings;

    private UNetPlusPlus(NetworkSettings settings) {
        this.g = new Graph(settings.channels(), settings.precision());
        this.settings = settings;
    }

    static Graph build(NetworkSettings settings) {
        return new UNetPlusPlus(settings).build();
    }

    private Graph build() {
        int depth = settings.depth();
        Node[][] x = new Node[depth][depth];
        for (int diagonal = 0; diagonal < depth; diagonal++) {
            x[diagonal][0] = block(diagonal == 0 ? g.input() : g.maxPool(x[diagonal - 1][0]), diagonal);
            for (int j = 1; j <= diagonal; j++) {
                int i = diagonal - j;
                Node[] joined = new Node[j + 1];
                System.arraycopy(x[i], 0, joined, 0, j);
                joined[j] = g.upsample(x[i + 1][j - 1], Interpolation.BILINEAR, 2, x[i][0]);
                x[i][j] = block(g.concat(joined), i);
            }
        }
        heads(x[0]);
        return g;
    }

    private Node block(Node x, int level) {
        int maps = settings.width() << level;
        Node y = g.relu(g.batchNorm(g.conv(x, maps, 3)));
        return g.relu(g.batchNorm(g.conv(y, maps, 3)));
    }

    private void heads(Node[] finest) {
        int deepest = finest.length - 1;
        if (!settings.auxiliary() || deepest == 0) {
            g.output(g.conv(finest[deepest], settings.outputs(), 1));
            return;
        }
        Node[] logits = new Node[deepest + 1];
        for (int j = 1; j <= deepest; j++) {
            logits[j] = g.conv(finest[j], settings.outputs(), 1);
        }
        for (int j = deepest; j >= 1; j--) {
            g.output(logits[j], 1);
        }
    }
}
