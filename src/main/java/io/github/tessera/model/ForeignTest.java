package io.github.tessera.model;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.tessera.progress.Progress;
import io.github.tessera.torchscript.StateTensor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

/** Runs a package's own test: its test image, whole, all steps before and after, against its test result. */
final class ForeignTest {
    private ForeignTest() {}

    /** The largest difference of any value; both tensors are there. */
    static double difference(ForeignModel model, ForeignTensors tensors, Device device) {
        ForeignNetwork.Result result = run(model, tensors, tensors.testInput().orElseThrow(), device);
        float[][] wanted = new TensorOrder(tensors.description().output().order())
                .first(tensors.testOutput().orElseThrow());
        return difference(wanted, result.values());
    }

    /** What a network whose axes are in the usual order makes of an image, as a test tensor. */
    static StateTensor result(ForeignModel model, ForeignTensors tensors, StateTensor input, Device device) {
        ForeignNetwork.Result result = run(model, tensors, input, device);
        int plane = result.height() * result.width();
        float[] values = new float[result.values().length * plane];
        for (int k = 0; k < result.values().length; k++) {
            System.arraycopy(result.values()[k], 0, values, k * plane, plane);
        }
        return new StateTensor(new int[] {1, result.values().length, result.height(), result.width()}, values);
    }

    private static ForeignNetwork.Result run(
            ForeignModel model, ForeignTensors tensors, StateTensor input, Device device) {
        TensorOrder order = new TensorOrder(tensors.description().input().order());
        int width = order.length('x', input);
        int height = order.length('y', input);
        float[][] planes = order.first(input);
        float[] raw = new float[planes.length * width * height];
        for (int c = 0; c < planes.length; c++) {
            System.arraycopy(planes[c], 0, raw, c * width * height, width * height);
        }
        RandomAccessibleInterval<FloatType> plane = ArrayImgs.floats(raw, width, height, planes.length);
        float[] pixels = new float[raw.length];
        model.reader(plane, Float.SIZE, model.name(), Progress.NONE).read(0, 0, width, height, pixels, 0);
        try (ForeignNetwork network = model.load(0, device);
                NDManager scope = network.newScope()) {
            return network.result(scope.create(pixels, new Shape(1, planes.length, height, width)));
        }
    }

    private static double difference(float[][] wanted, float[][] result) {
        double most = 0;
        for (int k = 0; k < wanted.length; k++) {
            if (wanted[k].length != result[k].length) {
                return Double.POSITIVE_INFINITY;
            }
            for (int i = 0; i < wanted[k].length; i++) {
                double difference = Math.abs((double) wanted[k][i] - result[k][i]);
                most = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(most, difference);
            }
        }
        return most;
    }
}
