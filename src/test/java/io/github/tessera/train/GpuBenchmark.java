package io.github.tessera.train;

import io.github.tessera.bench.BenchmarkProcess;
import io.github.tessera.network.Precision;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A step of training and segmenting by C-UNet, U-Net and DeepLab v3+ on a GPU, in float32 and bfloat16, here against stock PyTorch in Python
 * on the same GPU, in turn, each in a process of its own.
 *
 * <p>{@code mvn test-compile exec:exec -Pbench -Dbench.main=io.github.tessera.train.GpuBenchmark
 * -Dbench.args="src/test/python/stock_pytorch.py PYTHON 3"}: the script, a Python that has PyTorch for that GPU, rounds, and, for a GPU that is
 * not NVIDIA's first or to try it out, Tessera's and PyTorch's words for the device and how many times smaller the batches are: {@code cpu cpu 8}.
 */
public final class GpuBenchmark {
    private static final String RUNS = "10";
    private static final String SIDE = "256";

    /** What is timed: a network of that width, 0 for its own, and the crops in a batch. */
    private record Work(String network, int width, int batch) {}

    private static final List<Work> WORKS =
            List.of(new Work("c-unet", 0, 64), new Work("u-net", 64, 16), new Work("deeplab-v3+", 0, 16));

    private final String script;
    private final String python;
    private final String device;
    private final String stockDevice;
    private final int smaller;
    private final Map<String, List<Double>> figures = new LinkedHashMap<>();

    private GpuBenchmark(String[] arguments) {
        script = arguments[0];
        python = arguments[1];
        boolean named = arguments.length > 3;
        device = named ? arguments[3] : "gpu";
        stockDevice = named ? arguments[4] : "cuda";
        smaller = named ? Integer.parseInt(arguments[5]) : 1;
    }

    /** Prints a line for each network, precision and task: medians and their ratio. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        GpuBenchmark benchmark = new GpuBenchmark(arguments);
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            benchmark.round();
        }
        benchmark.report();
    }

    private void round() throws IOException, InterruptedException {
        for (Work work : WORKS) {
            for (Precision precision : List.of(Precision.FLOAT32, Precision.BFLOAT16)) {
                for (String task : List.of("step", "infer")) {
                    String width = Integer.toString(work.width);
                    String batch = Integer.toString(Math.max(2, work.batch / smaller));
                    String name = String.join(" ", task, work.network, precision.word(), batch + " x " + SIDE);
                    collect(
                            name + " tessera",
                            BenchmarkProcess.java(
                                    StepBenchmark.class,
                                    task,
                                    work.network,
                                    width,
                                    batch,
                                    SIDE,
                                    RUNS,
                                    "last",
                                    "keep",
                                    precision.word(),
                                    device));
                    collect(
                            name + " stock",
                            List.of(
                                    python,
                                    script,
                                    task,
                                    width,
                                    batch,
                                    SIDE,
                                    RUNS,
                                    work.network,
                                    precision.word(),
                                    stockDevice));
                }
            }
        }
    }

    private void collect(String name, List<String> command) throws IOException, InterruptedException {
        figures.computeIfAbsent(name, n -> new ArrayList<>()).addAll(BenchmarkProcess.figures(command));
    }

    private void report() {
        figures.keySet().stream()
                .filter(name -> name.endsWith(" stock"))
                .map(name -> name.substring(0, name.length() - " stock".length()))
                .forEach(name -> {
                    boolean step = name.startsWith("step");
                    double ours = BenchmarkProcess.median(figures.get(name + " tessera"));
                    double stock = BenchmarkProcess.median(figures.get(name + " stock"));
                    System.out.printf(
                            Locale.ROOT,
                            "%-40s %10.2f, stock %10.2f %s: %.2f times stock's speed%n",
                            name,
                            ours,
                            stock,
                            step ? "ms" : "Mpx/s",
                            step ? stock / ours : ours / stock);
                });
    }
}
