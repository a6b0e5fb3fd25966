package io.github.tessera.train;

import io.github.tessera.loss.WeightedLoss;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.MemoryEstimate;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A training in a Java of its own, to which the system gives no more than so much memory: {@code FOLDER CROP PARTS CROPS}, CROPS 0 for no limit. */
public final class LimitedTraining {
    private static final int BATCH = 8;

    private LimitedTraining() {}

    /** Trains, and prints what is told; a refusal too. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int crop = Integer.parseInt(arguments[1]);
        TrainingConfig config = config(crop).withParts(Integer.parseInt(arguments[2]));
        // Loads the engine and everything else.
        new Training(config(48).withCrops(1, 48).withLength(1, 1), Squares.set(4), Path.of(arguments[0], "first"))
                .run(Progress.NONE);
        double crops = Double.parseDouble(arguments[3]);
        if (crops > 0) {
            limit(data() + (long) (crops * oneCrop(config)));
        }
        try {
            new Training(config, Squares.set(4), Path.of(arguments[0], "model")).run(new Progress() {
                @Override
                public void log(String line) {
                    System.out.println(line);
                }
            });
        } catch (TesseraException e) {
            System.out.println("refused: " + e.getMessage() + " " + e.getCause());
        }
        System.out.flush();
        Runtime.getRuntime().halt(0); // an orderly end would want memory
    }

    private static TrainingConfig config(int crop) {
        NetworkSettings network =
                Architecture.U_NET.settings(1, 1).withWidth(8).withDepth(2).withBatchNorm(false);
        return Squares.quick()
                .withNetwork(network)
                .withLoss(WeightedLoss.parse("bce"), OptimizerSettings.DEFAULT)
                .withCrops(BATCH, crop)
                .withLength(2, 6);
    }

    private static long oneCrop(TrainingConfig config) {
        var graph = config.network().build();
        return MemoryEstimate.training(graph, config.crop(), config.crop(), 2, 2, true)
                        .bytes()
                - MemoryEstimate.training(graph, config.crop(), config.crop(), 1, 2, true)
                        .bytes();
    }

    /** What the limit counts: pages that this process alone may write. */
    private static long data() throws IOException {
        String line = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(l -> l.startsWith("VmData:"))
                .findFirst()
                .orElseThrow();
        return 1024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
    }

    private static void limit(long bytes) throws IOException, InterruptedException {
        String self = Long.toString(ProcessHandle.current().pid());
        new ProcessBuilder("prlimit", "--pid", self, "--data=" + bytes)
                .inheritIO()
                .start()
                .waitFor();
    }
}
