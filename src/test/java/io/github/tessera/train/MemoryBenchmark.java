package io.github.tessera.train;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.tessera.loss.LossSettings;
import io.github.tessera.network.Activation;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Encoder;
import io.github.tessera.network.Graph;
import io.github.tessera.network.Inference;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.MemoryEstimate;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Weights;
import io.github.tessera.tensor.MemorySettings;
import io.github.tessera.tensor.TorchModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a network really holds of memory beside what {@link MemoryEstimate} says, on Linux: {@code NETWORK[/ENCODER] WIDTH train|infer
 * last|contiguous BATCH SIDE RUNS held|free}, width 0 for the network's own.
 *
 * <p>One network and mode a process, for peaks only grow. Measured is the peak of what is resident (VmHWM) over {@code RUNS} steps or
 * forward passes, loading included, less what is resident when the engine is loaded and has run a tiny network. {@code held}: heaps are
 * trimmed where they hold more than the estimate between passes, with {@link MemorySettings#holdAtMost}; {@code free}: never. Prints one line.
 */
public final class MemoryBenchmark {
    private static final int CHANNELS = 3;
    private static final double MEGABYTE = 1024 * 1024;

    private final boolean train;
    private final boolean channelsLast;
    private final MemorySettings memory;
    private long most = Long.MAX_VALUE;

    private MemoryBenchmark(boolean train, boolean channelsLast, MemorySettings memory) {
        this.train = train;
        this.channelsLast = channelsLast;
        this.memory = memory;
    }

    /** Prints network, mode, memory format, batch, side, estimate and measured in MB, and measured / estimate. */
    public static void main(String[] arguments) throws IOException {
        String[] names = arguments[0].split("/", -1);
        NetworkSettings network = StepBenchmark.network(names[0]);
        network = names.length > 1 ? network.withEncoder(StepBenchmark.named(Encoder.values(), names[1])) : network;
        int width = Integer.parseInt(arguments[1]);
        network = width > 0 ? network.withWidth(width) : network;
        int batch = Integer.parseInt(arguments[4]);
        int side = Integer.parseInt(arguments[5]);
        network = network.forCrop(side);
        TorchModule.setThreads(2);
        try (MemorySettings memory = MemorySettings.keepMemory()) {
            MemoryBenchmark benchmark =
                    new MemoryBenchmark(arguments[2].equals("train"), arguments[3].equals("last"), memory);
            benchmark.run(Architecture.C_UNET.settings(CHANNELS, 1).withWidth(1), 1, 16, 2);
            long idle = MemorySettings.resident();
            Files.writeString(Path.of("/proc/self/clear_refs"), "5"); // the peak begins anew
            MemoryEstimate estimate = benchmark.estimate(network.build(), batch, side);
            benchmark.most = arguments[7].equals("held") ? estimate.betweenPasses() : Long.MAX_VALUE;
            benchmark.run(network, batch, side, Integer.parseInt(arguments[6]));
            double measured = peak() - idle;
            System.out.printf(
                    Locale.ROOT,
                    "%s %.0f %.0f %.2f%n",
                    String.join(" ", arguments),
                    estimate.bytes() / MEGABYTE,
                    measured / MEGABYTE,
                    measured / estimate.bytes());
        }
    }

    private static long peak() throws IOException {
        String line = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(l -> l.startsWith("VmHWM:"))
                .findFirst()
                .orElseThrow();
        return 1024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
    }

    private MemoryEstimate estimate(Graph graph, int batch, int side) {
        return train
                ? MemoryEstimate.training(graph, side, side, batch, 2, channelsLast)
                : MemoryEstimate.inference(
                        Inference.graph(graph, Activation.SIGMOID, 0), side, side, batch, channelsLast);
    }

    private void run(NetworkSettings network, int batch, int side, int runs) {
        Graph graph = network.build();
        Weights weights = Weights.initial(graph, Initialization.PYTORCH, 1);
        if (train) {
            try (TorchModule module = TorchModule.load(graph, weights, channelsLast, Device.cpu())) {
                steps(module, graph, batch, side, runs);
            }
        } else {
            Inference inference = Inference.of(graph, weights, Activation.SIGMOID, 0);
            try (TorchModule module =
                    TorchModule.load(inference.graph(), inference.weights(), channelsLast, Device.cpu())) {
                passes(module, new Shape(batch, CHANNELS, side, side), runs);
            }
        }
    }

    private void steps(TorchModule module, Graph graph, int n, int side, int runs) {
        TrainingStep step = new TrainingStep(module, LossSettings.parse("bce"), OptimizerSettings.DEFAULT, graph);
        BatchBuffer batch = new BatchBuffer(n, CHANNELS, side);
        for (int i = 0; i < batch.pixels().capacity(); i++) {
            batch.pixels().put(i, i % 7 / 7f);
        }
        for (int i = 0; i < runs; i++) {
            OneStep.run(step, batch);
            memory.holdAtMost(most);
        }
    }

    private void passes(TorchModule module, Shape shape, int runs) {
        for (int i = 0; i < runs; i++) {
            try (NDManager scope = module.newScope()) {
                module.forward(scope.ones(shape), false).get(0).toFloatArray();
            }
            memory.holdAtMost(most);
        }
    }
}
