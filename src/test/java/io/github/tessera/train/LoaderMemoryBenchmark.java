package io.github.tessera.train;

import ai.djl.ndarray.NDManager;
import io.github.tessera.data.AugmentationPreset;
import io.github.tessera.data.CropSampler;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.MemorySettings;
import io.github.tessera.tensor.PyTorch;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * Memory over many batches: {@code BATCHES WORKERS}. Each batch (4 crops of 64 x 64 RGB, medium augmentation) becomes a tensor of the
 * engine, which is then let go. Prints ten times what is held: Java's heap after a collection, direct buffers, the whole process.
 */
final class LoaderMemoryBenchmark {
    private static final int LINES = 10;

    private LoaderMemoryBenchmark() {}

    /** Prints the table. */
    public static void main(String[] arguments) {
        int batches = Integer.parseInt(arguments[0]);
        int workers = Integer.parseInt(arguments[1]);
        CropSampler crops = LoaderBenchmark.sampler(4, 512, 64, AugmentationPreset.MEDIUM.settings());
        long start = System.nanoTime();
        try (BatchLoader loader = new BatchLoader(crops, 4, null, 1, null, workers, Progress.NONE);
                NDManager manager = PyTorch.engine().newBaseManager()) {
            for (int i = 1; i <= batches; i++) {
                BatchBuffer batch = loader.next();
                try (NDManager scope = manager.newSubManager()) {
                    batch.tensor(scope).getShape();
                }
                if (i % (batches / LINES) == 0) {
                    print(i, (System.nanoTime() - start) / 1e9);
                }
            }
        }
    }

    private static void print(int batch, double seconds) {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        System.out.printf(
                Locale.ROOT,
                "batch %,d: heap %.1f MB, direct %.2f MB, process %.0f MB, %.0f s%n",
                batch,
                (runtime.totalMemory() - runtime.freeMemory()) / 1e6,
                direct / 1e6,
                MemorySettings.resident() / 1e6,
                seconds);
    }
}
