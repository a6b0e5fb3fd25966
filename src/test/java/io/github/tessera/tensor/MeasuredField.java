package io.github.tessera.tensor;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.tessera.network.Graph;
import io.github.tessera.network.Shapes;
import io.github.tessera.network.TensorSpec;
import io.github.tessera.network.Weights;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How far a network really sees, along the columns: one bright column after the other in a black image, all weights above 0 and no shifts,
 * so that an output is above 0 if, and only if, it sees that column. (A gradient would not do: a maximum has one at one place only.)
 *
 * @param reach the farthest that an output lies from a pixel that it sees
 * @param widest pixels from the first to the last that one output sees, for the output that sees most
 */
record MeasuredField(int reach, int widest) {
    /** Measures a graph whose output has the image's size. */
    static MeasuredField of(Graph graph) {
        int stride = Shapes.stride(graph);
        int width = 2 * Shapes.halo(graph) + 8 * stride;
        int start = width / 2 / stride * stride;
        int[] left = new int[stride];
        int[] right = new int[stride];
        try (TorchModule module = TorchModule.load(graph, positive(graph), true, Device.cpu())) {
            for (int i = 0; i < stride; i++) {
                boolean[] seeing = seeing(module, graph.channels(), 2 * stride, width, start + i);
                int first = 0;
                while (!seeing[first]) {
                    first++;
                }
                int last = width - 1;
                while (!seeing[last]) {
                    last--;
                }
                left[i] = start + i - first;
                right[i] = last - start - i;
            }
        }
        int reach = Math.max(
                Arrays.stream(left).max().orElseThrow(),
                Arrays.stream(right).max().orElseThrow());
        return new MeasuredField(reach, widest(left, right));
    }

    /** Which columns of the output see a column of the image. */
    private static boolean[] seeing(TorchModule module, int channels, int height, int width, int column) {
        float[] image = new float[channels * height * width];
        for (int row = 0; row < channels * height; row++) {
            image[row * width + column] = 1;
        }
        boolean[] seeing = new boolean[width];
        try (NDManager scope = module.newScope()) {
            NDArray x = scope.create(image, new Shape(1, channels, height, width));
            float[] output = module.forward(x, false).get(0).toFloatArray();
            for (int i = 0; i < output.length; i++) {
                seeing[i % width] |= output[i] > 0;
            }
        }
        return seeing;
    }

    /** What one pixel reaches is the same a stride further on, so that of each residue tells about all. */
    private static int widest(int[] left, int[] right) {
        int stride = left.length;
        int widest = 0;
        int far = (Arrays.stream(left).max().orElseThrow()
                                + Arrays.stream(right).max().orElseThrow())
                        / stride
                        * stride
                + stride;
        for (int output = far; output < far + stride; output++) {
            int first = 0;
            while (output - first > right[first % stride]) {
                first++;
            }
            int last = output + far;
            while (last - output > left[last % stride]) {
                last--;
            }
            widest = Math.max(widest, last - first + 1);
        }
        return widest;
    }

    private static Weights positive(Graph graph) {
        Map<String, float[]> values = new HashMap<>();
        Weights.forEach(graph, (name, tensor) -> {
            float[] array = new float[tensor.size()];
            Arrays.fill(array, value(tensor));
            values.put(name, array);
        });
        return new Weights(graph, values);
    }

    /** Kernels so that the rim of what is seen does not fade in many layers, and the middle does not overflow. */
    private static float value(TensorSpec tensor) {
        int[] shape = tensor.shape();
        return switch (tensor.role()) {
            case KERNEL -> 1f / shape[1] / shape[2];
            case TRANSPOSED_KERNEL, BILINEAR_KERNEL -> 1f / shape[0];
            case SCALE, RUNNING_VARIANCE -> 1;
            case BIAS, SHIFT, RUNNING_MEAN -> 0;
        };
    }
}
