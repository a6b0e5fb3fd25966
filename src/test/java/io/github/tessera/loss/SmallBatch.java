package io.github.tessera.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.github.tessera.image.LabelImage;
import io.github.tessera.tensor.PyTorch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A few crops and their logits, computed in double precision, so that finite differences have many digits. */
record SmallBatch(int crops, int height, int width, int outputs, byte[] labels, float[] borders) {
    /** Four crops of 3 x 4 pixels of all classes, of every fifth pixel ignored if told. */
    static SmallBatch of(int outputs, boolean ignoreSome) {
        byte[] labels = new byte[4 * 3 * 4];
        float[] borders = new float[labels.length];
        Random random = new Random(8);
        for (int i = 0; i < labels.length; i++) {
            boolean ignored = ignoreSome && i % 5 == 0;
            labels[i] = (byte) (ignored ? LabelImage.IGNORED : random.nextInt(Math.max(2, outputs)));
            borders[i] = labels[i] == 0 ? 3 * random.nextFloat() : 0;
        }
        return new SmallBatch(4, 3, 4, outputs, labels, borders);
    }

    /** One crop of one row. */
    static SmallBatch row(int outputs, int... labels) {
        byte[] bytes = new byte[labels.length];
        for (int i = 0; i < labels.length; i++) {
            bytes[i] = (byte) labels[i];
        }
        return new SmallBatch(1, 1, labels.length, outputs, bytes, new float[labels.length]);
    }

    SmallBatch withBorders(float... other) {
        return new SmallBatch(crops, height, width, outputs, labels, other);
    }

    /** Some of its crops as a batch of their own. */
    SmallBatch part(int first, int count) {
        int area = height * width;
        return new SmallBatch(
                count,
                height,
                width,
                outputs,
                Arrays.copyOfRange(labels, first * area, (first + count) * area),
                Arrays.copyOfRange(borders, first * area, (first + count) * area));
    }

    /** Random ones, (N, K, H, W). */
    double[] logits(long seed) {
        Random random = new Random(seed);
        double[] logits = new double[labels.length * outputs];
        Arrays.setAll(logits, i -> 2 * random.nextGaussian());
        return logits;
    }

    /** Logits that are sure of these classes. */
    double[] sure(byte[] classes) {
        double[] logits = new double[labels.length * outputs];
        for (int i = 0; i < logits.length; i++) {
            int label = classes[pixel(i)];
            logits[i] = label == (outputs == 1 ? 1 : channel(i)) ? 60 : -60;
        }
        return logits;
    }

    /** The pixel to which a logit belongs. */
    int pixel(int logit) {
        int area = height * width;
        return logit / (outputs * area) * area + logit % area;
    }

    /** The output to which a logit belongs. */
    int channel(int logit) {
        return logit / (height * width) % outputs;
    }

    Truth truth() {
        return new Truth(labels, borders, crops, height, width);
    }

    double value(String loss, double[] logits) {
        return value(LossSettings.parse(loss), logits);
    }

    double value(LossSettings loss, double[] logits) {
        return evaluate(loss, logits, crops).value();
    }

    /** A loss and its gradient, summed over parts. */
    record Evaluated(double value, double[] gradient) {}

    /** Puts the batch through in parts of so many crops, the last of the rest. */
    Evaluated evaluate(LossSettings loss, double[] logits, int partSize) {
        double value = 0;
        List<Double> gradient = new ArrayList<>();
        int each = logits.length / crops;
        for (int first = 0; first < crops; first += partSize) {
            int count = Math.min(partSize, crops - first);
            try (NDManager manager = PyTorch.engine().newBaseManager()) {
                double[] own = Arrays.copyOfRange(logits, first * each, (first + count) * each);
                NDArray x = manager.create(own, new Shape(count, outputs, height, width));
                x.setRequiresGradient(true);
                Targets targets = Targets.of(manager, truth(), first, count, outputs, loss);
                try (GradientCollector collector = PyTorch.engine().newGradientCollector()) {
                    NDArray result = loss.of(x, targets);
                    value += result.getDouble();
                    collector.backward(result);
                }
                for (double slope : x.getGradient().toDoubleArray()) {
                    gradient.add(slope);
                }
            }
        }
        return new Evaluated(
                value, gradient.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
