package io.github.tessera.train;

import ai.djl.Device;
import io.github.tessera.bench.BenchmarkProcess;
import io.github.tessera.data.AugmentationSettings;
import io.github.tessera.data.CropSampler;
import io.github.tessera.data.CropSettings;
import io.github.tessera.data.LabelledImage;
import io.github.tessera.data.Oversampling;
import io.github.tessera.data.ShapesGenerator;
import io.github.tessera.image.IntensityMap;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.loss.LossSettings;
import io.github.tessera.network.Graph;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.MemorySettings;
import io.github.tessera.tensor.TorchModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A C-UNet step of 8 crops of 256 x 256 RGB with the pipeline against one on a batch that is ready, in turn in one run:
 * {@code ROUNDS WORKERS AUGMENTATION ...}, an augmentation as in macros, {@code _} for a blank. Prints the medians of ms a step and
 * their ratio for each augmentation.
 */
final class LoaderBenchmark {
    private static final int BATCH = 8;
    private static final int CROP = 256;
    private static final int SIDE = 1024;
    private static final int STEPS = 8;
    private static final int FIRST = 3;

    private LoaderBenchmark() {}

    /** RGB images of circles on noise. */
    static CropSampler sampler(int images, int side, int crop, AugmentationSettings augmentation) {
        ShapesGenerator generator = new ShapesGenerator(side, side, 30, 20, true, 1);
        List<LabelledImage> all = new ArrayList<>();
        List<IntensityMap> maps = new ArrayList<>();
        for (int i = 0; i < images; i++) {
            all.add(generator.sample(i).labelled("shapes " + i));
            maps.add(NormalizationSettings.defaults().fit(all.get(i).pixels(), 8));
        }
        return new CropSampler(all, maps, new CropSettings(crop, augmentation, Oversampling.NONE, 1), Progress.NONE);
    }

    /** Prints the table. */
    public static void main(String[] arguments) {
        int rounds = Integer.parseInt(arguments[0]);
        int workers = Integer.parseInt(arguments[1]);
        TorchModule.setThreads(Runtime.getRuntime().availableProcessors());
        Graph graph = StepBenchmark.network("c-unet").build();
        Weights weights = Weights.initial(graph, Initialization.PYTORCH, 1);
        try (MemorySettings memory = MemorySettings.keepMemory();
                TorchModule module = TorchModule.load(graph, weights, true, Device.cpu())) {
            TrainingStep step =
                    new TrainingStep(module, LossSettings.parse("bce+jaccard"), OptimizerSettings.DEFAULT, graph);
            for (int i = 2; i < arguments.length; i++) {
                compare(step, arguments[i].replace('_', ' '), rounds, workers);
            }
            if (!memory.inForce()) {
                System.out.println("without memory settings");
            }
        }
    }

    private static void compare(TrainingStep step, String augmentation, int rounds, int workers) {
        CropSampler crops = sampler(4, SIDE, CROP, AugmentationSettings.parse(augmentation));
        BatchBuffer ready = new BatchBuffer(BATCH, 3, CROP);
        ready.fill(crops, 0, Progress.NONE);
        List<Double> without = new ArrayList<>();
        List<Double> with = new ArrayList<>();
        try (BatchLoader loader = new BatchLoader(crops, BATCH, null, 1, null, workers, Progress.NONE)) {
            for (int round = 0; round <= rounds; round++) {
                for (int i = 0; i < FIRST + STEPS; i++) {
                    long start = System.nanoTime();
                    OneStep.run(step, ready);
                    note(round, i, start, without);
                }
                // The first ones find batches that were made before the clock ran.
                for (int i = 0; i < FIRST + STEPS; i++) {
                    long start = System.nanoTime();
                    OneStep.run(step, loader.next());
                    note(round, i, start, with);
                }
            }
        }
        double a = BenchmarkProcess.median(without);
        double b = BenchmarkProcess.median(with);
        System.out.printf(
                Locale.ROOT,
                "%s, %d worker(s): ready %.1f ms, with the pipeline %.1f ms, ratio %.3f%n",
                augmentation,
                workers,
                a,
                b,
                b / a);
    }

    /** The first round warms up. */
    private static void note(int round, int i, long start, List<Double> figures) {
        if (round > 0 && i >= FIRST) {
            figures.add((System.nanoTime() - start) / 1e6);
        }
    }
}
