package io.github.tessera.network;

import io.github.tessera.progress.Choice;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** How fresh weights are drawn. */
public enum Initialization implements Choice {
    /**
     * Normal with standard deviation sqrt(2 / fan in), biases 0: He, Zhang, Ren, Sun, "Delving deep into rectifiers", ICCV 2015,
     * formula 10.
     */
    HE_NORMAL("He normal", "he") {
        @Override
        void draw(TensorSpec tensor, int fanIn, RandomGenerator random, float[] into) {
            if (tensor.role() == TensorSpec.Role.BIAS) {
                return;
            }
            double deviation = Math.sqrt(2.0 / fanIn);
            for (int i = 0; i < into.length; i++) {
                into[i] = (float) (deviation * random.nextGaussian());
            }
        }
    },
    /** PyTorch's default for convolutions: uniform within 1 / sqrt(fan in), biases too. */
    PYTORCH("PyTorch's default", "pytorch") {
        @Override
        void draw(TensorSpec tensor, int fanIn, RandomGenerator random, float[] into) {
            double bound = 1 / Math.sqrt(fanIn);
            for (int i = 0; i < into.length; i++) {
                into[i] = (float) (bound * (2 * random.nextDouble() - 1));
            }
        }
    };

    private final String label;
    private final String word;

    Initialization(String label, String word) {
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

    abstract void draw(TensorSpec tensor, int fanIn, RandomGenerator random, float[] into);

    float[] values(TensorSpec tensor, int fanIn, RandomGenerator random) {
        float[] values = new float[tensor.size()];
        switch (tensor.role()) {
            case SCALE, RUNNING_VARIANCE -> Arrays.fill(values, 1);
            case SHIFT, RUNNING_MEAN -> Arrays.fill(values, 0);
            case BILINEAR_KERNEL -> interpolate(tensor, values);
            case KERNEL, TRANSPOSED_KERNEL, BIAS -> draw(tensor, fanIn, random, values);
        }
        return values;
    }

    /** Long, Shelhamer, Darrell, "Fully convolutional networks for semantic segmentation", CVPR 2015, section 3.3. */
    private static void interpolate(TensorSpec kernel, float[] into) {
        int size = kernel.shape()[2];
        double stride = size / 2.0;
        double center = (size - 1) / 2.0;
        for (int map = 0; map < kernel.shape()[0]; map++) {
            int at = (map * kernel.shape()[1] + map) * size * size;
            for (int y = 0; y < size; y++) {
                for (int x = 0; x < size; x++) {
                    double row = 1 - Math.abs(y - center) / stride;
                    into[at + y * size + x] = (float) (row * (1 - Math.abs(x - center) / stride));
                }
            }
        }
    }

    /** Inputs that reach one output value of a kernel, as PyTorch counts them; a transposed kernel's are its second extent's. */
    static int fanIn(TensorSpec tensor) {
        int[] shape = tensor.shape();
        return shape.length < 4 ? 1 : shape[1] * shape[2] * shape[3];
    }
}
