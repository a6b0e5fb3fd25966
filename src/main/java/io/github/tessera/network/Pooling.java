package io.github.tessera.network;

import java.util.List;

/** Pooling, and its reverse. */
public sealed interface Pooling extends Layer {
    /** {@code torch.nn.MaxPool2d}; rounds down. */
    record MaxPool(int kernel, int stride, int padding) implements Pooling {
        @Override
        public String type() {
            return "MaxPool2d";
        }

        @Override
        public FeatureShape shape(List<FeatureShape> in) {
            return Pooling.pooled(in.get(0), kernel, stride, padding);
        }

        @Override
        public String code(List<String> in, List<String> own) {
            return "torch.max_pool2d(%s, %s, %s, %s, [1, 1], False)"
                    .formatted(in.get(0), Layer.pair(kernel), Layer.pair(stride), Layer.pair(padding));
        }

        @Override
        public Kept kept() {
            return Kept.FIRST_INPUT;
        }

        @Override
        public int besides() {
            return Long.BYTES;
        }

        @Override
        public Reach reach() {
            return Reach.window(kernel, stride, padding);
        }
    }

    /** {@code torch.nn.MaxPool2d(return_indices=True)}; its second output is read by {@link Indices}. */
    record MaxPoolWithIndices(int kernel, int stride) implements Pooling {
        @Override
        public String type() {
            return "MaxPool2d";
        }

        @Override
        public FeatureShape shape(List<FeatureShape> in) {
            return Pooling.pooled(in.get(0), kernel, stride, 0);
        }

        @Override
        public String code(List<String> in, List<String> own) {
            return "torch.max_pool2d_with_indices(%s, %s, %s, [0, 0], [1, 1], False)"
                    .formatted(in.get(0), Layer.pair(kernel), Layer.pair(stride));
        }

        @Override
        public Kept kept() {
            return Kept.FIRST_INPUT;
        }

        @Override
        public int besides() {
            return Long.BYTES;
        }

        @Override
        public boolean returnsIndices() {
            return true;
        }

        @Override
        public Reach reach() {
            return Reach.window(kernel, stride, 0);
        }
    }

    /** The positions of the maxima that a {@link MaxPoolWithIndices} found, int64. */
    record Indices() implements Pooling {
        @Override
        public String type() {
            return "indices";
        }

        @Override
        public FeatureShape shape(List<FeatureShape> in) {
            return in.get(0);
        }

        @Override
        public String code(List<String> in, List<String> own) {
            return in.get(0) + "_indices";
        }

        @Override
        public boolean listed() {
            return false;
        }
    }

    /** {@code torch.nn.MaxUnpool2d}: inputs are values, indices, and the node whose size the output takes. */
    record MaxUnpool(int stride) implements Pooling {
        @Override
        public String type() {
            return "MaxUnpool2d";
        }

        @Override
        public FeatureShape shape(List<FeatureShape> in) {
            return in.get(0).resized(in.get(2).height(), in.get(2).width());
        }

        @Override
        public String code(List<String> in, List<String> own) {
            return "torch.max_unpool2d(%s, %s, %s)".formatted(in.get(0), in.get(1), Layer.sizeOf(in.get(2)));
        }

        @Override
        public Reach reach() {
            return new Reach(1.0 / stride, 0, 0);
        }

        @Override
        public int seen(int inputs) {
            return 2;
        }
    }

    /** {@code torch.nn.AvgPool2d(ceil_mode=True)}: means of size x size blocks; rounds up. */
    record AveragePool(int size) implements Pooling {
        @Override
        public String type() {
            return "AvgPool2d";
        }

        @Override
        public FeatureShape shape(List<FeatureShape> in) {
            FeatureShape x = in.get(0);
            return x.resized((x.height() + size - 1) / size, (x.width() + size - 1) / size);
        }

        @Override
        public String code(List<String> in, List<String> own) {
            return "torch.avg_pool2d(%s, %s, %s, [0, 0], True, True, None)"
                    .formatted(in.get(0), Layer.pair(size), Layer.pair(size));
        }

        @Override
        public long multiplyAdds(List<FeatureShape> in, FeatureShape out) {
            return in.get(0).values();
        }

        @Override
        public Kept kept() {
            return Kept.FIRST_INPUT;
        }

        @Override
        public Reach reach() {
            return Reach.window(size, size, 0);
        }
    }

    /** {@code torch.nn.AdaptiveAvgPool2d}: the mean of each cell of a size x size grid over the image. */
    record AdaptiveAveragePool(int size) implements Pooling {
        @Override
        public String type() {
            return "AdaptiveAvgPool2d";
        }

        @Override
        public FeatureShape shape(List<FeatureShape> in) {
            return in.get(0).resized(size, size);
        }

        @Override
        public String code(List<String> in, List<String> own) {
            return "torch.adaptive_avg_pool2d(%s, %s)".formatted(in.get(0), Layer.pair(size));
        }

        @Override
        public long multiplyAdds(List<FeatureShape> in, FeatureShape out) {
            return in.get(0).values();
        }

        @Override
        public Kept kept() {
            return Kept.FIRST_INPUT;
        }

        @Override
        public boolean global() {
            return true;
        }
    }

    private static FeatureShape pooled(FeatureShape x, int kernel, int stride, int padding) {
        int height = Layer.positive(Math.floorDiv(x.height() + 2 * padding - kernel, stride) + 1, x.height());
        int width = Layer.positive(Math.floorDiv(x.width() + 2 * padding - kernel, stride) + 1, x.width());
        return x.resized(height, width);
    }
}
