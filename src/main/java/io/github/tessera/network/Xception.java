package io.github.tessera.network;

import io.github.tessera.network.Features.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * The aligned Xception of 65 layers: Chollet, "Xception: deep learning with depthwise separable convolutions", CVPR 2017, as modified by
 * Chen, Zhu, Papandreou, Schroff, Adam, "Encoder-decoder with atrous separable convolution for semantic image segmentation", ECCV 2018,
 * figure 4, with timm's names.
 *
 * <p>Entry flow to 728 maps, 16 middle modules, exit flow to 2048; strided separable convolutions instead of pooling, batch normalization
 * after every convolution. 37,873,696 parameters for 3 channels.
 */
final class Xception {
    private static final int MIDDLE = 16;
    private static final double EPSILON = 1e-3;

    private final Graph g;
    private final Encoder encoder;
    private final int width;
    private final Atrous atrous;
    private final List<Level> levels = new ArrayList<>();

    private Xception(Graph backbone, Encoder encoder, int width, int outputStride) {
        this.g = backbone;
        this.encoder = encoder;
        this.width = width;
        this.atrous = new Atrous(outputStride);
    }

    static Features build(Graph backbone, Encoder encoder, int width, int outputStride) {
        return new Xception(backbone, encoder, width, outputStride).build();
    }

    private Features build() {
        Node x = stem(g.at("stem.0"), g.input(), maps(32), atrous.enter(2));
        x = stem(g.at("stem.1"), x, maps(64), atrous.enter(1));
        int index = 0;
        for (int maps : new int[] {128, 256, 728}) {
            x = module(index++, x, 2, maps, maps, maps);
        }
        for (int i = 0; i < MIDDLE; i++) {
            x = module(index++, x, 1, 728, 728, 728);
        }
        Node middle = x;
        x = module(index++, x, 2, 728, 1024, 1024);
        x = last(index, x);
        levels.add(new Level(x, atrous.stride()));
        return new Features(levels, middle);
    }

    private Node stem(Graph b, Node x, int maps, int stride) {
        return b.relu(norm(b.as("bn"), b.as("conv").conv(x, maps, 3, stride, 1, 1, 1, false)));
    }

    private Node module(int index, Node x, int nominalStride, int... maps) {
        Graph b = g.at("blocks").at(Integer.toString(index));
        int stride = atrous.enter(nominalStride);
        Node y = x;
        for (int i = 0; i < maps.length; i++) {
            y = b.relu(y);
            boolean strided = i == maps.length - 1;
            if (strided && stride == 2) {
                levels.add(new Level(y, atrous.stride() / 2));
            }
            y = separable(b.at("stack").at("conv" + (i + 1)), y, maps(maps[i]), strided ? stride : 1, false);
        }
        Node shortcut = x;
        if (stride != 1 || x.channels() != y.channels()) {
            Graph s = b.at("shortcut");
            shortcut = norm(s.as("bn"), s.as("conv").conv(x, y.channels(), 1, stride, 0, 1, 1, false));
        }
        return b.add(y, shortcut);
    }

    private Node last(int index, Node x) {
        atrous.enter(1);
        Graph stack = g.at("blocks").at(Integer.toString(index)).at("stack");
        Node y = separable(stack.at("conv1"), x, maps(1536), 1, true);
        y = separable(stack.at("conv2"), y, maps(1536), 1, true);
        return separable(stack.at("conv3"), y, maps(2048), 1, true);
    }

    private Node separable(Graph b, Node x, int maps, int stride, boolean activated) {
        int dilation = atrous.dilation();
        Node y = b.as("conv_dw").conv(x, x.channels(), 3, stride, dilation, dilation, x.channels(), false);
        y = norm(b.as("bn_dw"), y);
        y = b.as("conv_pw").conv(activated ? b.relu(y) : y, maps, 1, 1, 0, 1, 1, false);
        y = norm(b.as("bn_pw"), y);
        return activated ? b.relu(y) : y;
    }

    private static Node norm(Graph b, Node x) {
        return b.batchNorm(x, EPSILON);
    }

    private int maps(int own) {
        return encoder.scaled(own, width);
    }
}
