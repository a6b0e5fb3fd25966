package io.github.tessera.network;

import io.github.tessera.network.Features.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * The convolutions of MobileNet: Howard et al., "MobileNets: efficient convolutional neural networks for mobile vision applications",
 * 2017, table 1 (V1, with timm's names), and Sandler et al., "MobileNetV2: inverted residuals and linear bottlenecks", CVPR 2018, table 2
 * (V2, with torchvision's names; the last 1 x 1 convolution belongs to the classifier and is left out).
 *
 * <p>Depthwise separable convolutions, ReLU6. For 3 channels 3,206,976 parameters (V1) and 1,811,712 (V2).
 */
final class MobileNet {
    /** Maps, repeats and stride of the first of them. */
    private record Stage(int maps, int repeats, int stride) {}

    private static final List<Stage> V1 = List.of(
            new Stage(64, 1, 1),
            new Stage(128, 2, 2),
            new Stage(256, 2, 2),
            new Stage(512, 6, 2),
            new Stage(1024, 2, 2));

    private static final List<Stage> V2 = List.of(
            new Stage(16, 1, 1),
            new Stage(24, 2, 2),
            new Stage(32, 3, 2),
            new Stage(64, 4, 2),
            new Stage(96, 3, 1),
            new Stage(160, 3, 2),
            new Stage(320, 1, 1));

    /** By how much V2 widens a block's inside, but for its first stage. */
    private static final int EXPANSION = 6;

    private final Graph g;
    private final boolean second;
    private final Atrous atrous;
    private final double scale;

    private MobileNet(Graph backbone, Encoder encoder, int width, int outputStride) {
        this.g = backbone;
        this.second = encoder == Encoder.MOBILENET_V2;
        this.atrous = new Atrous(outputStride);
        this.scale = (double) width / encoder.width();
    }

    static Features build(Graph backbone, Encoder encoder, int width, int outputStride) {
        return new MobileNet(backbone, encoder, width, outputStride).build();
    }

    private Features build() {
        List<Level> levels = new ArrayList<>();
        Node x = g.as(second ? "features.0.0" : "conv_stem")
                .conv(g.input(), divisible(32), 3, atrous.enter(2), 1, 1, 1, false);
        x = g.relu6(g.as(second ? "features.0.1" : "bn1").batchNorm(x));
        Node auxiliary = x;
        int index = 1;
        List<Stage> stages = second ? V2 : V1;
        for (int s = 0; s < stages.size(); s++) {
            Stage stage = stages.get(s);
            auxiliary = stage.stride() == 2 ? x : auxiliary;
            for (int i = 0; i < stage.repeats(); i++) {
                int stride = atrous.enter(i == 0 ? stage.stride() : 1);
                if (stride == 2) {
                    levels.add(new Level(x, atrous.stride() / 2));
                }
                x = second
                        ? inverted(x, index++, divisible(stage.maps()), stride, s == 0 ? 1 : EXPANSION)
                        : separable(g.at("blocks").at(Integer.toString(s)).at(Integer.toString(i)), x, stage, stride);
            }
        }
        levels.add(new Level(x, atrous.stride()));
        return new Features(levels, auxiliary);
    }

    /** V1: depthwise, then pointwise. */
    private Node separable(Graph b, Node x, Stage stage, int stride) {
        Node y = b.relu6(b.as("bn1").batchNorm(depthwise(b.as("conv_dw"), x, stride)));
        y = b.as("conv_pw").conv(y, divisible(stage.maps()), 1, 1, 0, 1, 1, false);
        return b.relu6(b.as("bn2").batchNorm(y));
    }

    /** V2: widened, depthwise, narrowed without activation, and a shortcut where the shape stays. */
    private Node inverted(Node x, int index, int maps, int stride, int expansion) {
        Graph b = g.at("features").at(Integer.toString(index)).at("conv");
        Node y = x;
        int layer = 0;
        if (expansion > 1) {
            y = b.as("0.0").conv(y, x.channels() * expansion, 1, 1, 0, 1, 1, false);
            y = b.relu6(b.as("0.1").batchNorm(y));
            layer = 1;
        }
        y = b.relu6(b.as(layer + ".1").batchNorm(depthwise(b.as(layer + ".0"), y, stride)));
        y = b.as(Integer.toString(layer + 1)).conv(y, maps, 1, 1, 0, 1, 1, false);
        y = b.as(Integer.toString(layer + 2)).batchNorm(y);
        return stride == 1 && x.channels() == maps ? b.add(x, y) : y;
    }

    private Node depthwise(Graph b, Node x, int stride) {
        int dilation = atrous.dilation();
        return b.conv(x, x.channels(), 3, stride, dilation, dilation, x.channels(), false);
    }

    /** The nearest multiple of 8, but no less than nine tenths: as both papers' authors scale their maps. */
    private int divisible(int maps) {
        double wanted = maps * scale;
        int rounded = Math.max(8, (int) (wanted + 4) / 8 * 8);
        return rounded < 0.9 * wanted ? rounded + 8 : rounded;
    }
}
