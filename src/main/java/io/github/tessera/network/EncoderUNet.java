package io.github.tessera.network;

import io.github.tessera.network.Features.Level;
import io.github.tessera.network.NetworkSettings.Upsampling;
import io.github.tessera.network.Resizing.Interpolation;
import java.util.List;

/**
 * A U-Net's decoder on an encoder whose weights can be had from elsewhere, as in Iglovikov, Shvets, "TernausNet: U-Net with VGG11 encoder
 * pre-trained on ImageNet for image segmentation", 2018, for every encoder of the list.
 *
 * <p>Two normalized 3 x 3 convolutions a level, 16 maps at full size and twice as many a level down. (N, C, H, W) to (N, outputs, H, W) raw
 * logits.
 */
final class EncoderUNet {
    private static final int COARSEST = 32;

    /** Maps of the decoder at full size. */
    private static final int FINEST_MAPS = 16;

    private final Graph g;
    private final Graph decoder;
    private final NetworkSettings settings;

    private EncoderUNet(NetworkSettings settings) {
        this.g = new Graph(settings.channels(), settings.precision());
        this.decoder = g.at("decoder");
        this.settings = settings;
    }

    static Graph build(NetworkSettings settings) {
        return new EncoderUNet(settings).build();
    }

    private Graph build() {
        List<Level> levels = settings.withOutputStride(COARSEST).encode(g).levels();
        Node x = levels.get(levels.size() - 1).maps();
        for (int i = levels.size() - 2; i >= 0; i--) {
            Level skip = levels.get(i);
            int maps = settings.scaled(FINEST_MAPS * skip.stride());
            x = level(decoder.concat(skip.maps(), up(x, maps, skip.maps())), maps);
        }
        if (levels.get(0).stride() > 1) {
            int maps = settings.scaled(FINEST_MAPS);
            x = level(up(x, maps, g.input()), maps);
        }
        g.output(g.at("classifier").conv(x, settings.outputs(), 1));
        return g;
    }

    private Node level(Node x, int maps) {
        return unit(unit(x, maps), maps);
    }

    private Node unit(Node x, int maps) {
        return decoder.relu(decoder.batchNorm(decoder.conv(x, maps, 3, 1, 1, 1, 1, false)));
    }

    private Node up(Node x, int maps, Node like) {
        if (settings.upsampling() == Upsampling.BILINEAR) {
            return decoder.upsample(x, Interpolation.BILINEAR, 2, like);
        }
        return settings.encoder().roundsUp()
                ? decoder.crop(decoder.transposedConv(x, maps, 2, 2, 0, 0, true), like)
                : decoder.up(x, maps, like);
    }
}
