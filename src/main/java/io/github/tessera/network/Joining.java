package io.github.tessera.network;

import java.util.List;

/** Operations that bring branches together. */
public sealed interface Joining extends Layer {
    @Override
    default boolean listed() {
        return false;
    }

    /** {@code torch.cat} along the channels. */
    record Concat() implements Joining {
        @Override
        public String type() {
            return "cat";
        }

        @Override
        public FeatureShape shape(List<FeatureShape> in) {
            Joining.checkSameSize(in);
            return in.get(0)
                    .withChannels(in.stream().mapToInt(FeatureShape::channels).sum());
        }

        @Override
        public String code(List<String> in, List<String> own) {
            return "torch.cat([%s], 1)".formatted(String.join(", ", in));
        }
    }

    /** The sum of two branches of one shape. */
    record Add() implements Joining {
        @Override
        public String type() {
            return "add";
        }

        @Override
        public FeatureShape shape(List<FeatureShape> in) {
            Joining.checkSameSize(in);
            if (in.get(0).channels() != in.get(1).channels()) {
                throw new IllegalArgumentException("Cannot add " + in.get(0).channels() + " and "
                        + in.get(1).channels() + " feature maps.");
            }
            return in.get(0);
        }

        @Override
        public String code(List<String> in, List<String> own) {
            return "torch.add(%s, %s)".formatted(in.get(0), in.get(1));
        }
    }

    /** The product of a branch with a map of one channel. */
    record Multiply() implements Joining {
        @Override
        public String type() {
            return "mul";
        }

        @Override
        public FeatureShape shape(List<FeatureShape> in) {
            Joining.checkSameSize(in);
            if (in.get(1).channels() != 1) {
                throw new IllegalArgumentException(
                        "Cannot multiply by " + in.get(1).channels() + " feature maps.");
            }
            return in.get(0);
        }

        @Override
        public String code(List<String> in, List<String> own) {
            return "torch.mul(%s, %s)".formatted(in.get(0), in.get(1));
        }

        @Override
        public long multiplyAdds(List<FeatureShape> in, FeatureShape out) {
            return out.values();
        }

        @Override
        public Kept kept() {
            return Kept.INPUTS;
        }
    }

    private static void checkSameSize(List<FeatureShape> in) {
        FeatureShape first = in.get(0);
        for (FeatureShape other : in) {
            if (other.height() != first.height() || other.width() != first.width()) {
                throw new IllegalArgumentException("Cannot join branches of " + first.height() + "x" + first.width()
                        + " and " + other.height() + "x" + other.width() + " pixels.");
            }
        }
    }
}
