package io.github.tessera.network;

import io.github.tessera.progress.Choice;
import java.util.function.Consumer;

/**
 * The choices that make one network out of an architecture; kept with the model.
 *
 * @param architecture the network
 * @param channels channels of the image, at least 1
 * @param outputs channels of the logits: 1 for one class against the background, else the number of classes; at most 256
 * @param width feature maps of the first level, at least 1; all others follow
 * @param depth levels of resolution, 1 to 8
 * @param convolutions 3 x 3 convolutions per level, 1 to 100
 * @param skip how the encoder's maps join the decoder's
 * @param upsampling how maps become finer
 * @param batchNorm whether a batch normalization follows each 3 x 3 convolution
 * @param dropout probability that a value of the deepest levels is dropped in training, 0 to below 1
 * @param dilation of the encoder's 3 x 3 convolutions, 1 to 1000
 * @param encoder what makes feature maps of the image; null where the architecture has none of the list
 * @param outputStride input pixels per pixel of the encoder's last maps: 8, 16 or 32
 * @param auxiliary whether further outputs are learnt beside the main one; images are segmented without them
 * @param precision what the network computes in
 */
public record NetworkSettings(
        Architecture architecture,
        int channels,
        int outputs,
        int width,
        int depth,
        int convolutions,
        Skip skip,
        Upsampling upsampling,
        boolean batchNorm,
        double dropout,
        int dilation,
        Encoder encoder,
        int outputStride,
        boolean auxiliary,
        Precision precision) {

    /** More classes than this do not fit a label image of 8 bits. */
    public static final int MOST_OUTPUTS = 256;

    private static final int MOST_CONVOLUTIONS = 100;
    private static final int MOST_DILATION = 1000;

    /** How two branches of one size become one. */
    public enum Skip {
        CONCAT,
        ADD
    }

    /** How a map becomes finer. */
    public enum Upsampling implements Choice {
        /** Learnt: a transposed convolution. */
        TRANSPOSED("Transposed convolution", "transposed"),
        /** Bilinear interpolation. */
        BILINEAR("Bilinear", "bilinear");

        private final String label;
        private final String word;

        Upsampling(String label, String word) {
            this.label = label;
            this.word = word;
        }

        @Override
        public String label() {
            return label;
        }

        @Override
        public String word() {
            return word;
        }

        @Override
        public String toString() {
            return label;
        }
    }

    public NetworkSettings {
        atLeastOne(channels, "input channel");
        atLeastOne(outputs, "output");
        atLeastOne(width, "feature map in the first level");
        atLeastOne(depth, "level");
        atLeastOne(convolutions, "convolution per level");
        atLeastOne(dilation, "pixel from tap to tap");
        require(depth <= 8, "A depth of " + depth + " levels is more than the 8 that make sense.");
        require(
                convolutions <= MOST_CONVOLUTIONS,
                convolutions + " convolutions per level are more than the " + MOST_CONVOLUTIONS + " that make sense.");
        require(
                dilation <= MOST_DILATION,
                "A dilation of " + dilation + " pixels is more than the " + MOST_DILATION + " that make sense.");
        require(outputs <= MOST_OUTPUTS, outputs + " classes are more than the " + MOST_OUTPUTS + " of a label image.");
        require(dropout >= 0 && dropout < 1, "A dropout of " + dropout + " is not from 0 to below 1.");
        require(
                outputStride == 8 || outputStride == 16 || outputStride == 32,
                "An output stride of " + outputStride + " is none of 8, 16 and 32.");
    }

    private static void atLeastOne(int value, String what) {
        require(value >= 1, "A network needs at least 1 " + what + ", not " + value + ".");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    public NetworkSettings withChannels(int other) {
        return copy(c -> c.channels = other);
    }

    public NetworkSettings withOutputs(int other) {
        return copy(c -> c.outputs = other);
    }

    public NetworkSettings withWidth(int other) {
        return copy(c -> c.width = other);
    }

    public NetworkSettings withDepth(int other) {
        return copy(c -> c.depth = other);
    }

    public NetworkSettings withConvolutions(int other) {
        return copy(c -> c.convolutions = other);
    }

    public NetworkSettings withSkip(Skip other) {
        return copy(c -> c.skip = other);
    }

    public NetworkSettings withUpsampling(Upsampling other) {
        return copy(c -> c.upsampling = other);
    }

    public NetworkSettings withBatchNorm(boolean other) {
        return copy(c -> c.batchNorm = other);
    }

    public NetworkSettings withDropout(double other) {
        return copy(c -> c.dropout = other);
    }

    public NetworkSettings withDilation(int other) {
        return copy(c -> c.dilation = other);
    }

    /** The same on another encoder, of that encoder's own width. */
    public NetworkSettings withEncoder(Encoder other) {
        return copy(c -> {
            c.encoder = other;
            c.width = other.width();
        });
    }

    public NetworkSettings withOutputStride(int other) {
        return copy(c -> c.outputStride = other);
    }

    public NetworkSettings withAuxiliary(boolean other) {
        return copy(c -> c.auxiliary = other);
    }

    public NetworkSettings withPrecision(Precision other) {
        return copy(c -> c.precision = other);
    }

    /** The same for crops of so many pixels a side, where the architecture takes its depth from them; else unchanged. */
    public NetworkSettings forCrop(int side) {
        return architecture.forCrop(this, side);
    }

    /** The network itself, returning raw logits of the input's size. */
    public Graph build() {
        return architecture.build(this);
    }

    /** A count of feature maps that is {@code maps} at the encoder's own width, as it is at this width; at least 1. */
    int scaled(int maps) {
        return encoder.scaled(maps, width);
    }

    /** Adds the encoder to a graph, under the scope {@code backbone}. */
    Features encode(Graph g) {
        return encoder.build(g.at(Graph.BACKBONE), width, outputStride);
    }

    private NetworkSettings copy(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.settings();
    }

    /** The components as they are being changed. */
    private static final class Draft {
        private final NetworkSettings from;
        private int channels;
        private int outputs;
        private int width;
        private int depth;
        private int convolutions;
        private Skip skip;
        private Upsampling upsampling;
        private boolean batchNorm;
        private double dropout;
        private int dilation;
        private Encoder encoder;
        private int outputStride;
        private boolean auxiliary;
        private Precision precision;

        Draft(NetworkSettings from) {
            this.from = from;
            channels = from.channels;
            outputs = from.outputs;
            width = from.width;
            depth = from.depth;
            convolutions = from.convolutions;
            skip = from.skip;
            upsampling = from.upsampling;
            batchNorm = from.batchNorm;
            dropout = from.dropout;
            dilation = from.dilation;
            encoder = from.encoder;
            outputStride = from.outputStride;
            auxiliary = from.auxiliary;
            precision = from.precision;
        }

        NetworkSettings settings() {
            return new NetworkSettings(
                    from.architecture,
                    channels,
                    outputs,
                    width,
                    depth,
                    convolutions,
                    skip,
                    upsampling,
                    batchNorm,
                    dropout,
                    dilation,
                    encoder,
                    outputStride,
                    auxiliary,
                    precision);
        }
    }
}
