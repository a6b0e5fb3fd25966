package io.github.tessera.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.network.Inference;
import io.github.tessera.tensor.TileReader;
import io.github.tessera.tensor.TorchModule;
import io.github.tessera.torchscript.StateTensor;
import java.util.Random;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

/**
 * What a package proves itself with, wherever it is opened: an image and what its network makes of it.
 *
 * @param input raw intensities (1, C, side, side) as in an image of 8 bits
 * @param output probabilities (1, K, side, side)
 */
record TestTensors(StateTensor input, StateTensor output) {
    private static final int SPOTS = 12;
    private static final double GROUND = 30;
    private static final double BRIGHTEST = 190;
    private static final double NOISE = 6;
    private static final int WHITE = 255;

    /** Of an image of bright spots, always the same: what users' images hold stays with them. Runs on the CPU. */
    static TestTensors of(SegmentationModel model) {
        return of(model, model.inference(), model.normalization());
    }

    /**
     * The same for a network that stands in for the model's.
     *
     * @param normalization what comes before that network
     */
    static TestTensors of(SegmentationModel model, Inference inference, NormalizationSettings normalization) {
        int channels = model.network().channels();
        int side = PackageSizes.of(model).smallest();
        float[] raw = spots(channels, side);
        RandomAccessibleInterval<FloatType> plane = ArrayImgs.floats(raw, side, side, channels);
        float[] pixels = new float[raw.length];
        new TileReader(plane, normalization.fit(plane, Byte.SIZE)).read(0, 0, side, side, pixels, 0);
        try (TorchModule module = TorchModule.load(inference.graph(), inference.weights(), false, Device.cpu());
                NDManager scope = module.newScope()) {
            NDArray x = scope.create(pixels, new Shape(1, channels, side, side));
            float[] values = module.forward(x, false).get(0).toFloatArray();
            int outputs = values.length / (side * side);
            return new TestTensors(
                    new StateTensor(new int[] {1, channels, side, side}, raw),
                    new StateTensor(new int[] {1, outputs, side, side}, values));
        }
    }

    /** Bright spots on a noisy ground (channels, side, side), whole numbers from 0 to 255. */
    static float[] spots(int channels, int side) {
        Random random = new Random(1);
        double[] light = new double[side * side];
        for (int spot = 0; spot < SPOTS; spot++) {
            double x = side * random.nextDouble();
            double y = side * random.nextDouble();
            double radius = side * (0.03 + 0.06 * random.nextDouble());
            double peak = BRIGHTEST * (0.4 + 0.6 * random.nextDouble());
            for (int i = 0; i < light.length; i++) {
                int row = i / side;
                double distance = Math.hypot(i % side - x, row - y) / radius;
                light[i] = Math.max(light[i], peak * Math.exp(-distance * distance / 2));
            }
        }
        float[] raw = new float[channels * light.length];
        for (int i = 0; i < raw.length; i++) {
            double value = GROUND + light[i % light.length] + NOISE * random.nextGaussian();
            raw[i] = Math.round(Math.max(0, Math.min(WHITE, value)));
        }
        return raw;
    }
}
