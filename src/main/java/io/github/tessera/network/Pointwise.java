package io.github.tessera.network;

import io.github.tessera.network.TensorSpec.Role;
import java.util.List;

/** Operations that treat every pixel by itself; shapes stay as they are. */
public sealed interface Pointwise extends Layer {
    @Override
    default FeatureShape shape(List<FeatureShape> in) {
        return in.get(0);
    }

    /** {@code torch.nn.ReLU}. */
    record Relu() implements Pointwise {
        @Override
        public String type() {
            return "ReLU";
        }

        @Override
        public String code(List<String> in, List<String> own) {
            return "torch.relu(%s)".formatted(in.get(0));
        }

        @Override
        public Kept kept() {
            return Kept.OUTPUT;
        }
    }

    /** {@code torch.nn.ReLU6}: between 0 and 6. */
    record Relu6() implements Pointwise {
        @Override
        public String type() {
            return "ReLU6";
        }

        @Override
        public String code(List<String> in, List<String> own) {
            return "torch.hardtanh(%s, 0., 6.)".formatted(in.get(0));
        }

        @Override
        public Kept kept() {
            return Kept.FIRST_INPUT;
        }
    }

    /** {@code torch.nn.LeakyReLU}: values below 0 times the slope. */
    record LeakyRelu(double slope) implements Pointwise {
        @Override
        public String type() {
            return "LeakyReLU";
        }

        @Override
        public String code(List<String> in, List<String> own) {
            return "torch.leaky_relu(%s, %s)".formatted(in.get(0), slope);
        }

        @Override
        public Kept kept() {
            return Kept.FIRST_INPUT;
        }
    }

    /** {@code torch.nn.BatchNorm2d}: batch statistics in training, running ones (momentum 0.1) otherwise. */
    record BatchNorm(int channels, double epsilon, double momentum) implements Pointwise {
        @Override
        public String type() {
            return "BatchNorm2d";
        }

        @Override
        public List<TensorSpec> tensors() {
            return List.of(
                    new TensorSpec("weight", Role.SCALE, channels),
                    new TensorSpec("bias", Role.SHIFT, channels),
                    new TensorSpec("running_mean", Role.RUNNING_MEAN, channels),
                    new TensorSpec("running_var", Role.RUNNING_VARIANCE, channels));
        }

        @Override
        public String code(List<String> in, List<String> own) {
            return "torch.batch_norm(%s, %s, %s, %s, %s, %s, %s, %s, True)"
                    .formatted(in.get(0), own.get(0), own.get(1), own.get(2), own.get(3), TRAINING, momentum, epsilon);
        }

        @Override
        public long multiplyAdds(List<FeatureShape> in, FeatureShape out) {
            return 2 * out.values();
        }

        @Override
        public Kept kept() {
            return Kept.FIRST_INPUT;
        }
    }

    /** {@code torch.nn.InstanceNorm2d(affine=True)}: statistics of each image and channel, in training and after it. */
    record InstanceNorm(int channels, double epsilon) implements Pointwise {
        @Override
        public String type() {
            return "InstanceNorm2d";
        }

        @Override
        public List<TensorSpec> tensors() {
            return List.of(
                    new TensorSpec("weight", Role.SCALE, channels), new TensorSpec("bias", Role.SHIFT, channels));
        }

        @Override
        public String code(List<String> in, List<String> own) {
            return "torch.instance_norm(%s, %s, %s, None, None, True, 0., %s, True)"
                    .formatted(in.get(0), own.get(0), own.get(1), epsilon);
        }

        @Override
        public long multiplyAdds(List<FeatureShape> in, FeatureShape out) {
            return 5 * out.values();
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

    /** {@code torch.nn.Dropout}: in training each value is zero with this probability. */
    record Dropout(double probability) implements Pointwise {
        @Override
        public String type() {
            return "Dropout";
        }

        @Override
        public String code(List<String> in, List<String> own) {
            return "torch.dropout(%s, %s, %s)".formatted(in.get(0), probability, TRAINING);
        }

        @Override
        public int besides() {
            return Float.BYTES;
        }
    }

    /** The logistic function: independent probabilities per channel. */
    record Sigmoid() implements Pointwise {
        @Override
        public String type() {
            return "Sigmoid";
        }

        @Override
        public String code(List<String> in, List<String> own) {
            return "torch.sigmoid(%s)".formatted(in.get(0));
        }

        @Override
        public Kept kept() {
            return Kept.OUTPUT;
        }
    }

    /** Softmax over the channels: probabilities that sum to 1. */
    record Softmax() implements Pointwise {
        @Override
        public String type() {
            return "Softmax";
        }

        @Override
        public String code(List<String> in, List<String> own) {
            return "torch.softmax(%s, 1)".formatted(in.get(0));
        }

        @Override
        public Kept kept() {
            return Kept.OUTPUT;
        }
    }

    /** A change of number type; layers after it compute in that type. */
    record Cast(Precision precision) implements Pointwise {
        @Override
        public String type() {
            return "cast";
        }

        @Override
        public String code(List<String> in, List<String> own) {
            return "torch.to(%s, %d, False, False, None)".formatted(in.get(0), precision.scalarType());
        }

        @Override
        public boolean listed() {
            return false;
        }
    }
}
