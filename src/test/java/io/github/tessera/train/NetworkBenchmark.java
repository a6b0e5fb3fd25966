package io.github.tessera.train;

import com.google.gson.Gson;
import io.github.tessera.bench.BenchmarkProcess;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.NetworkSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Forward pass and training step of each network at its own width against stock PyTorch in turn, 2 threads each.
 *
 * <p>Stock is the plain module of src/test/python/reference. Ours is timed in both memory formats, and the quicker one counts, as in a
 * training with seed 0.
 */
public final class NetworkBenchmark {
    private static final int SIDE = 256;
    private static final int BATCH = 2;
    private static final int RUNS = 2;

    private NetworkBenchmark() {}

    /** Arguments: the number of rounds, then words of networks; all of them if there are none. */
    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[0]);
        List<String> words = List.of(arguments).subList(1, arguments.length);
        System.out.printf("batches of %d x %d x %d; ms, medians of %d%n", BATCH, SIDE, SIDE, rounds * RUNS);
        System.out.println("network | forward | stock | ratio | step | stock | ratio");
        for (Architecture architecture : Architecture.values()) {
            if (words.isEmpty() || words.contains(architecture.word())) {
                System.out.println(row(architecture, rounds));
            }
        }
    }

    private static String row(Architecture architecture, int rounds) throws IOException, InterruptedException {
        NetworkSettings settings = StepBenchmark.network(architecture.word()).forCrop(SIDE);
        Path json = Files.createTempFile("settings", ".json");
        Files.writeString(json, new Gson().toJson(settings));
        StringBuilder row = new StringBuilder(architecture.label());
        for (String mode : List.of("forward", "step")) {
            List<Double> last = new ArrayList<>();
            List<Double> first = new ArrayList<>();
            List<Double> stock = new ArrayList<>();
            for (int i = 0; i < rounds; i++) {
                stock.addAll(BenchmarkProcess.figures(List.of(
                        BenchmarkProcess.PYTHON,
                        "src/test/python/reference/benchmark.py",
                        json.toString(),
                        Integer.toString(BATCH),
                        Integer.toString(SIDE),
                        Integer.toString(RUNS),
                        mode)));
                last.addAll(ours(architecture, mode, "last"));
                first.addAll(ours(architecture, mode, "first"));
            }
            double best = Math.min(BenchmarkProcess.median(last), BenchmarkProcess.median(first));
            double theirs = BenchmarkProcess.median(stock);
            row.append(String.format(Locale.ROOT, " | %.0f | %.0f | %.2f", best, theirs, theirs / best));
        }
        Files.delete(json);
        return row.toString();
    }

    private static List<Double> ours(Architecture architecture, String mode, String format)
            throws IOException, InterruptedException {
        List<Double> figures = BenchmarkProcess.figures(BenchmarkProcess.java(
                StepBenchmark.class,
                mode,
                architecture.word(),
                "0",
                Integer.toString(BATCH),
                Integer.toString(SIDE),
                Integer.toString(RUNS),
                format,
                "keep"));
        double megapixels = BATCH * SIDE * SIDE / 1e6;
        return mode.equals("step")
                ? figures
                : figures.stream().map(rate -> 1000 * megapixels / rate).toList();
    }
}
