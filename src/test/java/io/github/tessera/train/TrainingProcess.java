package io.github.tessera.train;

import io.github.tessera.bench.BenchmarkProcess;
import io.github.tessera.data.AugmentationSettings;
import io.github.tessera.loss.WeightedLoss;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A training in a Java of its own, to be killed: {@code FOLDER WIDTH DEPTH EPOCHS STEPS CHECKPOINT}; it goes on from a checkpoint. */
public final class TrainingProcess {
    private TrainingProcess() {}

    /** Trains to the end. */
    public static void main(String[] arguments) {
        int[] numbers =
                List.of(arguments).stream().skip(1).mapToInt(Integer::parseInt).toArray();
        TrainingConfig config = everything(numbers[0], numbers[1])
                .withLength(numbers[2], numbers[3])
                .withCheckpoints(new CheckpointSettings(true, numbers[4]));
        new Training(config, Squares.set(8), Path.of(arguments[0])).run(Progress.NONE);
    }

    /** Batch norm, dropout, Adam, averages, a plateau, augmentation. */
    static TrainingConfig everything(int width, int depth) {
        NetworkSettings network = Architecture.U_NET
                .settings(1, 1)
                .withWidth(width)
                .withDepth(depth)
                .withBatchNorm(true)
                .withDropout(0.2);
        OptimizerSettings adam = OptimizerSettings.DEFAULT
                .withSchedule(Schedule.parse("warmup 3, plateau 0 0.5"))
                .withClipping(1, 0.9);
        return Squares.quick()
                .withNetwork(network)
                .withLoss(WeightedLoss.parse("bce+jaccard"), adam)
                .withAugmentation(AugmentationSettings.parse("medium"));
    }

    /** Starts it; what it prints is shown. */
    static Process start(Path folder, int... numbers) throws IOException {
        List<String> words = new ArrayList<>(List.of(folder.toString()));
        for (int number : numbers) {
            words.add(Integer.toString(number));
        }
        return new ProcessBuilder(BenchmarkProcess.java(TrainingProcess.class, words.toArray(String[]::new)))
                .inheritIO()
                .start();
    }
}
