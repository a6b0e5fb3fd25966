package io.github.tessera.network;

import io.github.tessera.progress.Choice;

/**
 * The choices that make one network out of an architecture; kept with the model.
 *
 * @param architecture the family
 * @param channels channels of the image, at least 1
 * @param outputs channels of the logits: 1 for one class against the background, else the number of classes
 * @param width feature maps of the first level, at least 1
 * @param depth levels of resolution, at least 1
 * @param convolutions 3 x 3 convolutions per level, at least 1
 * @param skip how the encoder's maps join the decoder's
 * @param upsampling how the decoder becomes finer
 * @param batchNorm whether a batch normalization follows each 3 x 3 convolution
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
        boolean batchNorm) {

    /** How two branches of one size become one. */
    public enum Skip {
        CONCAT,
        ADD
    }

    /** How a map becomes twice as fine. */
    public enum Upsampling implements Choice {
        /** Learnt: a transposed convolution of kernel 2 and stride 2. */
        TRANSPOSED("Transposed convolution", "transposed"),
        /** Bilinear interpolation, then a 1 x 1 convolution to the channels wanted. */
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
        if (depth > 8) {
            throw new IllegalArgumentException("A depth of " + depth + " levels is more than the 8 that make sense.");
        }
    }

    private static void atLeastOne(int value, String what) {
        if (value < 1) {
            throw new IllegalArgumentException("A network needs at least 1 " + what + ", not " + value + ".");
        }
    }

    public NetworkSettings withChannels(int other) {
        return new NetworkSettings(
                architecture, other, outputs, width, depth, convolutions, skip, upsampling, batchNorm);
    }

    public NetworkSettings withOutputs(int other) {
        return new NetworkSettings(
                architecture, channels, other, width, depth, convolutions, skip, upsampling, batchNorm);
    }

    public NetworkSettings withWidth(int other) {
        return new NetworkSettings(
                architecture, channels, outputs, other, depth, convolutions, skip, upsampling, batchNorm);
    }

    public NetworkSettings withDepth(int other) {
        return new NetworkSettings(
                architecture, channels, outputs, width, other, convolutions, skip, upsampling, batchNorm);
    }

    public NetworkSettings withConvolutions(int other) {
        return new NetworkSettings(architecture, channels, outputs, width, depth, other, skip, upsampling, batchNorm);
    }

    public NetworkSettings withSkip(Skip other) {
        return new NetworkSettings(
                architecture, channels, outputs, width, depth, convolutions, other, upsampling, batchNorm);
    }

    public NetworkSettings withUpsampling(Upsampling other) {
        return new NetworkSettings(architecture, channels, outputs, width, depth, convolutions, skip, other, batchNorm);
    }

    public NetworkSettings withBatchNorm(boolean other) {
        return new NetworkSettings(
                architecture, channels, outputs, width, depth, convolutions, skip, upsampling, other);
    }

    /** The same network with other numbers, where 0 stands for the architecture's own. */
    public NetworkSettings withSizes(int otherWidth, int otherDepth, int otherConvolutions) {
        return withWidth(otherWidth == 0 ? width : otherWidth)
                .withDepth(otherDepth == 0 ? depth : otherDepth)
                .withConvolutions(otherConvolutions == 0 ? convolutions : otherConvolutions);
    }

    /** The network itself, returning raw logits of the input's size. */
    public Graph build() {
        return architecture.build(this);
    }
}
