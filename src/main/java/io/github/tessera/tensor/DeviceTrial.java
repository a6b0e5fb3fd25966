package io.github.tessera.tensor;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import io.github.tessera.device.JnaCheck;
import java.util.Optional;

/**
 * Tries a device before it is trusted: a convolution with its gradient, whose numbers must be those of the CPU. Libraries and drivers that do
 * not fit together fail here, not in the middle of a training.
 */
final class DeviceTrial {
    /** What was found, of each device, for this whole Java: the first use of a GPU takes seconds. */
    private static final String TRIED = "tessera.tried.";

    private static final Shape IMAGES = new Shape(2, 8, 32, 32);
    private static final Shape KERNELS = new Shape(16, 8, 3, 3);

    /** Of sums of 72 products near 1: GPUs that calculate with 10 bits of mantissa (TF32) stay well below. */
    private static final double TOLERANCE = 0.05;

    private DeviceTrial() {}

    /** What is wrong with it; empty if it calculates as the CPU does. What it calculates is kept, what it fails of may pass. */
    static Optional<String> problem(Device device) {
        String key = TRIED + device;
        String known = System.getProperty(key);
        if (known == null) {
            try {
                known = difference(gradient(device), gradient(Device.cpu()));
                System.setProperty(key, known);
            } catch (EngineException | IllegalStateException | IllegalArgumentException | LinkageError e) {
                known = JnaCheck.problem(e).orElseGet(() -> LoadFault.reason(e));
            }
        }
        return known.isEmpty() ? Optional.empty() : Optional.of(known);
    }

    private static String difference(float[] there, float[] here) {
        for (int i = 0; i < here.length; i++) {
            // Also false for NaN.
            if (!(Math.abs(there[i] - here[i]) <= TOLERANCE * (1 + Math.abs(here[i])))) {
                return "it calculates " + there[i] + " where the CPU calculates " + here[i];
            }
        }
        return "";
    }

    private static float[] gradient(Device device) {
        try (NDManager manager = PyTorch.engine().newBaseManager(device);
                Gradients collector = Gradients.collect()) {
            NDArray images = pattern(manager, IMAGES);
            NDArray kernels = pattern(manager, KERNELS);
            kernels.setRequiresGradient(true);
            NDArray output = Conv2d.conv2d(images, kernels).singletonOrThrow();
            NDArray loss = output.square().mean();
            collector.backward(loss);
            NDArray gradient = kernels.getGradient();
            return gradient.toDevice(Device.cpu(), true).toFloatArray();
        }
    }

    /** Numbers from -1 to 1 that have no order, the same on every device. */
    private static NDArray pattern(NDManager manager, Shape shape) {
        float[] values = new float[(int) shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i * 12.9898);
        }
        return manager.create(values, shape).toType(DataType.FLOAT32, false);
    }
}
