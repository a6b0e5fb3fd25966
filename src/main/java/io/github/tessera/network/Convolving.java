package io.github.tessera.network;

import io.github.tessera.network.TensorSpec.Role;
import java.util.List;

/** Convolutions, plain and transposed. */
public sealed interface Convolving extends Layer {
    /** The same layer with a bias. */
    Convolving withBias();

    /** {@code torch.nn.Conv2d}. Kernel k x k, zero padding. */
    record Convolution(int in, int out, int kernel, int stride, int padding, int dilation, int groups, boolean bias)
            implements Convolving {
        @Override
        public String type() {
            return "Conv2d";
        }

        @Override
        public FeatureShape shape(List<FeatureShape> inputs) {
            FeatureShape x = inputs.get(0);
            return new FeatureShape(out, extent(x.height()), extent(x.width()));
        }

        @Override
        public Convolving withBias() {
            return new Convolution(in, out, kernel, stride, padding, dilation, groups, true);
        }

        private int extent(int size) {
            return Layer.positive(Math.floorDiv(size + 2 * padding - dilation * (kernel - 1) - 1, stride) + 1, size);
        }

        @Override
        public List<TensorSpec> tensors() {
            TensorSpec weight = new TensorSpec("weight", Role.KERNEL, out, in / groups, kernel, kernel);
            return bias ? List.of(weight, new TensorSpec("bias", Role.BIAS, out)) : List.of(weight);
        }

        @Override
        public String code(List<String> x, List<String> own) {
            // oneDNN 3.7 writes beyond its buffers in the backward pass of strided 1 x 1 convolutions of fewer than 16
            // maps in channels-last format: the pixels between the strides are left out first, which is the same.
            boolean picked = kernel == 1 && stride > 1 && padding == 0;
            return "torch.conv2d(%s, %s, %s, %s, %s, %s, %d)"
                    .formatted(
                            picked ? everyNth(x.get(0)) : x.get(0),
                            own.get(0),
                            bias ? own.get(1) : "None",
                            Layer.pair(picked ? 1 : stride),
                            Layer.pair(padding),
                            Layer.pair(dilation),
                            groups);
        }

        private String everyNth(String x) {
            return "torch.slice(torch.slice(%s, 2, 0, %d, %d), 3, 0, %d, %d)"
                    .formatted(x, Long.MAX_VALUE, stride, Long.MAX_VALUE, stride);
        }

        @Override
        public long multiplyAdds(List<FeatureShape> inputs, FeatureShape result) {
            return (long) kernel * kernel * (in / groups) * result.values();
        }

        @Override
        public Kept kept() {
            return Kept.FIRST_INPUT;
        }

        @Override
        public Reach reach() {
            return Reach.window(dilation * (kernel - 1) + 1, stride, padding);
        }
    }

    /**
     * {@code torch.nn.ConvTranspose2d}. With two inputs the output padding is chosen so that the output has the second one's
     * size (62 to 125 where a pooling had rounded down), as {@code output_size} does in PyTorch.
     *
     * @param bilinear whether fresh weights interpolate each map for itself, as FCN's do
     */
    record TransposedConvolution(
            int in, int out, int kernel, int stride, int padding, int outputPadding, boolean bias, boolean bilinear)
            implements Convolving {
        @Override
        public String type() {
            return "ConvTranspose2d";
        }

        @Override
        public FeatureShape shape(List<FeatureShape> inputs) {
            FeatureShape x = inputs.get(0);
            if (inputs.size() == 1) {
                return new FeatureShape(out, extent(x.height()) + outputPadding, extent(x.width()) + outputPadding);
            }
            FeatureShape like = inputs.get(1);
            checkFits(extent(x.height()), like.height());
            checkFits(extent(x.width()), like.width());
            return new FeatureShape(out, like.height(), like.width());
        }

        @Override
        public Convolving withBias() {
            return new TransposedConvolution(in, out, kernel, stride, padding, outputPadding, true, bilinear);
        }

        private int extent(int size) {
            return (size - 1) * stride - 2 * padding + kernel;
        }

        private void checkFits(int least, int wanted) {
            if (wanted < least || wanted >= least + stride) {
                throw new IllegalArgumentException("A transposed convolution of stride " + stride + " makes " + least
                        + " to " + (least + stride - 1) + " pixels, not " + wanted + ".");
            }
        }

        @Override
        public List<TensorSpec> tensors() {
            Role role = bilinear ? Role.BILINEAR_KERNEL : Role.TRANSPOSED_KERNEL;
            TensorSpec weight = new TensorSpec("weight", role, in, out, kernel, kernel);
            return bias ? List.of(weight, new TensorSpec("bias", Role.BIAS, out)) : List.of(weight);
        }

        @Override
        public String code(List<String> x, List<String> own) {
            String extra = x.size() == 1
                    ? Layer.pair(outputPadding)
                    : "[%s, %s]".formatted(missing(x.get(0), x.get(1), 2), missing(x.get(0), x.get(1), 3));
            return "torch.conv_transpose2d(%s, %s, %s, %s, %s, %s, 1, [1, 1])"
                    .formatted(
                            x.get(0),
                            own.get(0),
                            bias ? own.get(1) : "None",
                            Layer.pair(stride),
                            Layer.pair(padding),
                            extra);
        }

        /** Each value of the input meets the whole kernel. */
        @Override
        public long multiplyAdds(List<FeatureShape> inputs, FeatureShape result) {
            return (long) kernel * kernel * out * inputs.get(0).values();
        }

        @Override
        public Kept kept() {
            return Kept.FIRST_INPUT;
        }

        private String missing(String x, String like, int axis) {
            int constant = kernel - stride - 2 * padding;
            return "torch.sub(torch.sub(torch.size(%s, %d), torch.mul(torch.size(%s, %d), %d)), %d)"
                    .formatted(like, axis, x, axis, stride, constant);
        }

        @Override
        public Reach reach() {
            // Input pixel i reaches the output pixels from stride x i - padding on, kernel of them.
            return new Reach(1.0 / stride, (double) (padding - kernel + stride) / stride, (double) padding / stride);
        }

        @Override
        public int seen(int inputs) {
            return 1;
        }
    }
}
