package io.github.tessera.train;

import io.github.tessera.bench.BenchmarkProcess;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Graph;
import io.github.tessera.network.Summary;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * C-UNet, of its own width and of 64, here against stock PyTorch in Python on the same work, in turn, each in a process of its own; and which
 * share of what the same cores reach in a matrix product a step reaches.
 *
 * <p>{@code mvn test-compile exec:exec -Pbench}; {@code -Dstock=FILE} names another script than src/test/python/stock_pytorch.py. Prints medians over all figures of all rounds with
 * their spread, then the ratios.
 */
public final class SpeedBenchmark {
    private static final int SIDE = 256;

    private final String stock;
    private final Map<String, List<Double>> figures = new LinkedHashMap<>();

    private SpeedBenchmark(String stock) {
        this.stock = stock;
    }

    /** Arguments: the path of stock_pytorch.py, and the number of rounds (5 unless given). */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        SpeedBenchmark benchmark = new SpeedBenchmark(arguments[0]);
        for (int i = 0; i < rounds; i++) {
            benchmark.round();
        }
        benchmark.report(System.out);
    }

    private void round() throws IOException, InterruptedException {
        python("stock step", "step", "8", "16", "256", "3");
        tessera("tessera step", "step", "c-unet", "8", "16", "256", "3", "last", "keep");
        tessera("tessera step, no memory settings", "step", "c-unet", "8", "16", "256", "3", "last", "plain");
        python("stock step of width 64", "step", "64", "2", "256", "3");
        tessera("tessera step of width 64", "step", "c-unet", "64", "2", "256", "3", "contiguous", "keep");
        tessera("tessera step of width 64, channels last", "step", "c-unet", "64", "2", "256", "3", "last", "keep");
        collect("matrix product", BenchmarkProcess.java(StepBenchmark.class, "product", "4096", "5"));
        python("stock infer 4x256", "infer", "8", "4", "256", "6");
        python("stock infer 16x256", "infer", "8", "16", "256", "3");
        python("stock infer 1x1024", "infer", "8", "1", "1024", "3");
        tessera("tessera infer 4x256", "infer", "c-unet", "8", "4", "256", "6", "last", "keep");
        tessera("tessera infer 4x256, no memory settings", "infer", "c-unet", "8", "4", "256", "6", "last", "plain");
    }

    private void python(String name, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(BenchmarkProcess.PYTHON, stock));
        command.addAll(List.of(arguments));
        collect(name, command);
    }

    private void tessera(String name, String... arguments) throws IOException, InterruptedException {
        collect(name, BenchmarkProcess.java(StepBenchmark.class, arguments));
    }

    private void collect(String name, List<String> command) throws IOException, InterruptedException {
        figures.computeIfAbsent(name, n -> new ArrayList<>()).addAll(BenchmarkProcess.figures(command));
    }

    private double median(String name) {
        double[] sorted = figures.get(name).stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }

    private void report(PrintStream out) {
        figures.forEach((name, values) -> {
            double[] sorted =
                    values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            out.printf(
                    "%-42s median %8.2f %-5s (%.2f to %.2f, %d figures)%n",
                    name,
                    median(name),
                    name.contains("step") ? "ms" : name.contains("product") ? "GF/s" : "Mpx/s",
                    sorted[0],
                    sorted[sorted.length - 1],
                    sorted.length);
        });
        double step = median("stock step");
        double wide = median("stock step of width 64");
        for (String format : new String[] {"", ", channels last"}) {
            out.printf(
                    "step of width 64: %.2f times stock%s%n",
                    wide / median("tessera step of width 64" + format), format);
        }
        share(out, "tessera step", 8, 16);
        share(out, "stock step", 8, 16);
        share(out, "tessera step of width 64", 64, 2);
        share(out, "stock step of width 64", 64, 2);
        double infer = Arrays.stream(new String[] {"4x256", "16x256", "1x1024"})
                .mapToDouble(s -> median("stock infer " + s))
                .max()
                .orElseThrow();
        for (String settings : new String[] {"", ", no memory settings"}) {
            out.printf("step: %.2f times stock%s%n", step / median("tessera step" + settings), settings);
            out.printf(
                    "inference: %.2f times stock's best%s%n",
                    median("tessera infer 4x256" + settings) / infer, settings);
        }
    }

    /** A step takes three times the operations of a forward pass, each multiply-add two of them. */
    private void share(PrintStream out, String name, int width, int batch) {
        Graph graph = Architecture.C_UNET.settings(3, 1).withWidth(width).build();
        long forward = Summary.of(graph, SIDE, SIDE, batch, true).multiplyAdds();
        double gigaflops = 6e-6 * batch * forward / median(name);
        out.printf(
                "%s: %.0f GFLOP/s, %.0f %% of the peak%n", name, gigaflops, 100 * gigaflops / median("matrix product"));
    }
}
