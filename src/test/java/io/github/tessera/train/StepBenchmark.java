package io.github.tessera.train;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.tessera.loss.LossSettings;
import io.github.tessera.network.Activation;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Graph;
import io.github.tessera.network.Inference;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Precision;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.Choice;
import io.github.tessera.tensor.DeviceChoice;
import io.github.tessera.tensor.MemorySettings;
import io.github.tessera.tensor.PyTorch;
import io.github.tessera.tensor.TorchModule;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * Times a network in this engine: {@code step|infer NETWORK WIDTH BATCH SIZE RUNS last|contiguous keep|plain [PRECISION DEVICE]}, width 0 for the network's own, float32
 * on the CPU with two threads unless told otherwise; or {@code product SIDE RUNS}: a product of two matrices, which is as fast as these cores get. Prints one figure a
 * line, as {@code stock_pytorch.py} does, and the median last. {@link SpeedBenchmark} and {@link GpuBenchmark} run both in turn.
 */
public final class StepBenchmark {
    private static final int WARM_UP = 3;

    private StepBenchmark() {}

    /** Prints ms a step, or Mpx/s. */
    public static void main(String[] arguments) {
        if (arguments[0].equals("product")) {
            product(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
            return;
        }
        NetworkSettings network = network(arguments[1]);
        int width = Integer.parseInt(arguments[2]);
        int batch = Integer.parseInt(arguments[3]);
        int side = Integer.parseInt(arguments[4]);
        int runs = Integer.parseInt(arguments[5]);
        boolean channelsLast = arguments[6].equals("last");
        if (arguments[7].equals("plain")) {
            System.setProperty("tessera.mallopt", "false");
        }
        network = (width == 0 ? network : network.withWidth(width)).forCrop(side);
        Device device = Device.cpu();
        if (arguments.length > 8) {
            network = network.withPrecision(named(Precision.values(), arguments[8]));
            device = DeviceChoice.parse(arguments[9]).choose().device();
        }
        TorchModule.setThreads(2);
        try (MemorySettings memory = MemorySettings.keepMemory()) {
            boolean step = arguments[0].equals("step");
            double[] figures = step
                    ? steps(network, batch, side, runs, channelsLast, device)
                    : inference(network, batch, side, runs, channelsLast, device);
            Arrays.stream(figures).forEach(f -> System.out.printf(Locale.ROOT, "%.4f%n", f));
            Arrays.sort(figures);
            System.out.printf(
                    Locale.ROOT, "median %.2f %s%n", figures[figures.length / 2], step ? "ms a step" : "Mpx/s");
            if (memory.inForce() == arguments[7].equals("plain")) {
                System.out.println("memory settings were not as asked");
            }
        }
    }

    /** Prints GFLOP/s. */
    private static void product(int side, int runs) {
        TorchModule.setThreads(2);
        try (NDManager scope = PyTorch.engine().newBaseManager(Device.cpu())) {
            var a = scope.randomNormal(new Shape(side, side));
            var b = scope.randomNormal(new Shape(side, side));
            for (int i = 0; i < runs + 1; i++) {
                long start = System.nanoTime();
                try (var c = a.matMul(b)) {
                    c.getFloat(0, 0);
                }
                if (i > 0) {
                    System.out.printf(Locale.ROOT, "%.4f%n", 2.0 * side * side * side / (System.nanoTime() - start));
                }
            }
        }
    }

    /** By its word in macros, for 3 channels and 1 output. */
    static NetworkSettings network(String word) {
        return named(Architecture.values(), word).settings(3, 1);
    }

    /** By its word in macros. */
    static <T extends Choice> T named(T[] all, String word) {
        return Arrays.stream(all).filter(c -> c.word().equals(word)).findFirst().orElseThrow();
    }

    private static double[] steps(
            NetworkSettings network, int n, int side, int runs, boolean channelsLast, Device device) {
        Graph graph = network.build();
        Weights weights = Weights.initial(graph, Initialization.PYTORCH, 1);
        double[] figures = new double[runs];
        try (TorchModule module = TorchModule.load(graph, weights, channelsLast, device)) {
            TrainingStep step = new TrainingStep(module, LossSettings.parse("bce"), OptimizerSettings.DEFAULT, graph);
            BatchBuffer batch = new BatchBuffer(n, 3, side);
            Random random = new Random(1);
            for (int i = 0; i < batch.pixels().capacity(); i++) {
                batch.pixels().put(i, (float) random.nextGaussian());
            }
            for (int i = 0; i < batch.labels().length; i++) {
                batch.labels()[i] = (byte) (batch.pixels().get(i) > 1 ? 1 : 0);
            }
            for (int i = 0; i < runs + WARM_UP; i++) {
                long start = System.nanoTime();
                OneStep.run(step, batch);
                if (i >= WARM_UP) {
                    figures[i - WARM_UP] = (System.nanoTime() - start) / 1e6;
                }
            }
        }
        return figures;
    }

    private static double[] inference(
            NetworkSettings network, int n, int side, int runs, boolean channelsLast, Device device) {
        Graph graph = network.build();
        Weights weights = Weights.initial(graph, Initialization.PYTORCH, 1);
        Inference inference = Inference.of(graph, weights, Activation.SIGMOID, 0);
        double[] figures = new double[runs];
        try (TorchModule module = TorchModule.load(inference.graph(), inference.weights(), channelsLast, device)) {
            for (int i = 0; i < runs + WARM_UP; i++) {
                try (NDManager scope = module.newScope()) {
                    var x = scope.randomNormal(new Shape(n, 3, side, side));
                    long start = System.nanoTime();
                    module.forward(x, false).get(0).toFloatArray();
                    if (i >= WARM_UP) {
                        figures[i - WARM_UP] = n * (double) side * side / ((System.nanoTime() - start) / 1e9) / 1e6;
                    }
                }
            }
        }
        return figures;
    }
}
