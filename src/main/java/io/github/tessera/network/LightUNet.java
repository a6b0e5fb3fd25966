package io.github.tessera.network;

import io.github.tessera.network.Resizing.Interpolation;

/**
 * A U-Net for the CPU, made here of parts that are known: depthwise separable convolutions (Howard et al., "MobileNets", 2017), without
 * anything between the depthwise and the 1 x 1 part, as Chollet found best ("Xception", CVPR 2017, figure 10), and added skips
 * (Chaurasia, Culurciello, "LinkNet", VCIP 2017).
 *
 * <p>On a CPU a separable network waits for memory, and most of it moves at full size. So nothing happens there: a strided convolution
 * makes maps of half the size at once, and the last layer, a transposed convolution, gives each of the four pixels under a half-size
 * one weights of its own, so that outlines need not be coarse. Each level down is a stride and two separable convolutions with twice the
 * maps; each level up narrows the maps before they are interpolated, adds the encoder's, and has one separable convolution. It stops at
 * an eighth, for a fourth level makes the tiles overlap more. A width of 24 takes as long as 32, and one of 16 loses on nuclei what
 * it gains in speed. (N, C, H, W) to (N, outputs, H, W) raw logits; 53,025 parameters at width 32, depth 3, 3 channels, 1 output.
 */
final class LightUNet {
    private final Graph g;
    private final NetworkSettings settings;

    private LightUNet(NetworkSettings settings) {
        this.g = new Graph(settings.channels(), settings.precision());
        this.settings = settings;
    }

    static Graph build(NetworkSettings settings) {
        return new LightUNet(settings).build();
    }

    private Graph build() {
        Node[] encoder = new Node[settings.depth()];
        Node stem = activated(g.conv(g.input(), settings.width(), 3, 2, 1, 1, 1, false));
        encoder[0] = separable(stem, settings.width(), 1);
        for (int i = 1; i < encoder.length; i++) {
            int maps = settings.width() << i;
            encoder[i] = separable(separable(encoder[i - 1], maps, 2), maps, 1);
        }
        Node x = encoder[encoder.length - 1];
        for (int i = encoder.length - 2; i >= 0; i--) {
            Node skip = encoder[i];
            Node finer = g.upsample(g.conv(x, skip.channels(), 1), Interpolation.BILINEAR, 2, skip);
            x = separable(g.add(skip, finer), skip.channels(), 1);
        }
        // Strides round odd sizes up: then there is a row or column too many.
        g.output(g.crop(g.transposedConv(x, settings.outputs(), 2, 2, 0, 0, true), g.input()));
        return g;
    }

    private Node separable(Node x, int maps, int stride) {
        Node each = g.conv(x, x.channels(), 3, stride, 1, 1, x.channels(), false);
        return activated(g.conv(each, maps, 1, 1, 0, 1, 1, false));
    }

    private Node activated(Node x) {
        return g.relu(g.batchNorm(x));
    }
}
