package io.github.tessera.network;

/** Our encoders with torchvision's classifiers behind them, whose matrices are convolutions here: only to compare with. */
public final class Classifiers {
    private Classifiers() {}

    /** Scores (N, classes, 1, 1), with torchvision's names. */
    public static Graph of(Encoder encoder, int classes) {
        Graph g = new Graph(3);
        Node maps = encoder.build(g, encoder.width(), 32).deepest();
        Graph classifier = g.at("classifier");
        Node scores =
                switch (encoder.family()) {
                    case VGG, VGG_BN -> {
                        Node y = g.adaptiveAveragePool(g.maxPool(maps), 7);
                        y = g.relu(classifier.as("0").conv(y, 4096, 7, 1, 0, 1, 1, true));
                        y = g.relu(classifier.as("3").conv(y, 4096, 1));
                        yield classifier.as("6").conv(y, classes, 1);
                    }
                    case RESNET, RESNET_BOTTLENECK -> g.as("fc").conv(g.adaptiveAveragePool(maps, 1), classes, 1);
                    case MOBILENET -> {
                        Graph last = g.at("features.18");
                        Node y = last.as("0").conv(maps, 1280, 1, 1, 0, 1, 1, false);
                        y = g.relu6(last.as("1").batchNorm(y));
                        yield classifier.as("1").conv(g.adaptiveAveragePool(y, 1), classes, 1);
                    }
                    case XCEPTION -> throw new IllegalArgumentException("torchvision has no Xception");
                };
        g.output(scores);
        return g;
    }
}
