package io.github.tessera.network;

import io.github.tessera.network.Features.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * The convolutions of VGG: Simonyan, Zisserman, "Very deep convolutional networks for large-scale image recognition", ICLR 2015,
 * table 1, columns A, B, D and E; with batch normalization as torchvision adds it.
 *
 * <p>Five blocks of 3 x 3 convolutions, 64 to 512 maps, a 2 x 2 maximum after each. Names are torchvision's {@code features.N}, in which
 * every layer counts. 14,714,688 parameters in VGG16 for 3 channels.
 */
final class Vgg {
    static final int BLOCKS = 5;

    private final Graph g;
    private final Encoder encoder;
    private final int width;
    private int block;
    private int position;

    Vgg(Graph backbone, Encoder encoder, int width) {
        this.g = backbone.at("features");
        this.encoder = encoder;
        this.width = width;
    }

    /** All blocks with 2 x 2 maxima between them, none behind the last. */
    static Features build(Graph backbone, Encoder encoder, int width) {
        Vgg vgg = new Vgg(backbone, encoder, width);
        List<Level> levels = new ArrayList<>();
        Node x = backbone.input();
        for (int i = 0; i < BLOCKS; i++) {
            x = vgg.block(i == 0 ? x : backbone.maxPool(x));
            levels.add(new Level(x, 1 << i));
        }
        return new Features(levels, levels.get(BLOCKS - 2).maps());
    }

    /** The next block. */
    Node block(Node x) {
        return block(x, 1);
    }

    /** The next block, dilated; the pooling after it is the caller's. */
    Node block(Node x, int dilation) {
        int maps = width * Math.min(8, 1 << block);
        Node y = x;
        for (int i = 0; i < encoder.repeats(block); i++) {
            y = next().conv(y, maps, 3, 1, dilation, dilation, 1, true);
            y = encoder.family() == Encoder.Family.VGG_BN ? next().batchNorm(y) : y;
            y = next().relu(y);
        }
        block++;
        position++; // the pooling
        return y;
    }

    private Graph next() {
        return g.as(Integer.toString(position++));
    }
}
