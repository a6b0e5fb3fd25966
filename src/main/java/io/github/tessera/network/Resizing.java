package io.github.tessera.network;

import java.util.List;

/** Interpolated changes of size. */
public sealed interface Resizing extends Layer {
    /** How values between pixels are found. */
    enum Interpolation {
        NEAREST,
        BILINEAR
    }

    /**
     * {@code torch.nn.functional.interpolate} by a whole factor, or, with two inputs, to the second one's size.
     *
     * @param factor output pixels per input pixel; with two inputs the nominal one, for the receptive field
     * @param alignCorners whether the corner pixels' centres coincide (then the grid depends on the image's size)
     */
    record Upsample(Interpolation interpolation, double factor, boolean alignCorners) implements Resizing {
        @Override
        public String type() {
            return "Upsample";
        }

        @Override
        public FeatureShape shape(List<FeatureShape> in) {
            FeatureShape x = in.get(0);
            if (in.size() == 2) {
                return x.resized(in.get(1).height(), in.get(1).width());
            }
            return x.resized((int) Math.floor(x.height() * factor), (int) Math.floor(x.width() * factor));
        }

        @Override
        public String code(List<String> in, List<String> own) {
            String size = in.size() == 2 ? Layer.sizeOf(in.get(1)) : scaled(in.get(0));
            return interpolation == Interpolation.NEAREST
                    ? "torch.upsample_nearest2d(%s, %s)".formatted(in.get(0), size)
                    : "torch.upsample_bilinear2d(%s, %s, %s)"
                            .formatted(in.get(0), size, alignCorners ? "True" : "False");
        }

        @Override
        public long multiplyAdds(List<FeatureShape> in, FeatureShape out) {
            return interpolation == Interpolation.NEAREST ? 0 : 4 * out.values();
        }

        private String scaled(String x) {
            return "[int(torch.mul(torch.size(%s, 2), %s)), int(torch.mul(torch.size(%s, 3), %s))]"
                    .formatted(x, factor, x, factor);
        }

        @Override
        public Reach reach() {
            if (interpolation == Interpolation.NEAREST) {
                return new Reach(1 / factor, 0, 0);
            }
            // Pixels' centres lie at halves: the pixel at (i + 1/2) / factor - 1/2, rounded down, and the next.
            double first = 0.5 / factor - 0.5;
            return new Reach(1 / factor, first, first + 1);
        }

        @Override
        public int seen(int inputs) {
            return 1;
        }

        @Override
        public boolean global() {
            return alignCorners;
        }
    }

    /** The upper left part of the first input, of the second one's size: undoes a level whose size was rounded up. */
    record Crop() implements Resizing {
        @Override
        public String type() {
            return "crop";
        }

        @Override
        public FeatureShape shape(List<FeatureShape> in) {
            FeatureShape like = in.get(1);
            if (in.get(0).height() < like.height() || in.get(0).width() < like.width()) {
                throw new IllegalArgumentException("Cannot crop " + in.get(0) + " to " + like + ".");
            }
            return in.get(0).resized(like.height(), like.width());
        }

        @Override
        public String code(List<String> in, List<String> own) {
            return "torch.slice(torch.slice(%s, 2, 0, torch.size(%s, 2), 1), 3, 0, torch.size(%s, 3), 1)"
                    .formatted(in.get(0), in.get(1), in.get(1));
        }

        @Override
        public int seen(int inputs) {
            return 1;
        }

        @Override
        public boolean listed() {
            return false;
        }
    }
}
