package io.github.tessera.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.data.AugmentationPreset;
import io.github.tessera.data.AugmentationSettings;
import io.github.tessera.data.CropSampler;
import io.github.tessera.data.CropSettings;
import io.github.tessera.data.LabelledImage;
import io.github.tessera.data.Oversampling;
import io.github.tessera.image.IntensityMap;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BatchLoaderTest {
    private static final int BATCH = 3;

    private static CropSampler crops() {
        return LoaderBenchmark.sampler(2, 64, 32, AugmentationPreset.STRONG.settings());
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("Tessera batches"))
                .count();
    }

    @AfterEach
    void noThreadIsLeft() throws InterruptedException {
        requireNoThread();
    }

    static void requireNoThread() throws InterruptedException {
        // A pool says that it has ended a moment before its threads have.
        for (int i = 0; i < 100 && threads() > 0; i++) {
            Thread.sleep(20);
        }
        assertEquals(0, threads());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void batchesDoNotDependOnTheNumberOfThreads(int threads) {
        CropSampler crops = crops();
        BatchBuffer alone = new BatchBuffer(BATCH, 3, 32);
        try (BatchLoader loader = new BatchLoader(crops(), BATCH, null, 5, null, threads, Progress.NONE)) {
            for (int step = 5; step < 25; step++) {
                BatchBuffer batch = loader.next();
                alone.fill(crops, step, Progress.NONE);
                assertEquals(alone.pixels(), batch.pixels());
                assertArrayEquals(alone.labels(), batch.labels());
            }
        }
    }

    @Test
    void theBatchInHandStaysAsItIsWhileOthersAreMade() throws InterruptedException {
        try (BatchLoader loader = new BatchLoader(crops(), BATCH, null, 1, null, 2, Progress.NONE)) {
            BatchBuffer batch = loader.next();
            float[] before = new float[batch.pixels().capacity()];
            batch.pixels().get(0, before);
            Thread.sleep(200);
            float[] after = new float[before.length];
            batch.pixels().get(0, after);
            assertArrayEquals(before, after);
        }
    }

    @Test
    void buffersAreUsedAgain() {
        Set<BatchBuffer> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        try (BatchLoader loader = new BatchLoader(crops(), BATCH, null, 1, null, 2, Progress.NONE)) {
            for (int i = 0; i < 50; i++) {
                seen.add(loader.next());
            }
        }
        assertEquals(4, seen.size());
    }

    /** An image that cannot be read, as on a disk that was unplugged. */
    private static CropSampler broken(RuntimeException fault) {
        var pixels = Converters.convert(
                (RandomAccessibleInterval<UnsignedByteType>) ArrayImgs.unsignedBytes(40, 40, 1),
                (from, to) -> {
                    throw fault;
                },
                new FloatType());
        LabelledImage image = new LabelledImage("broken", pixels, 8, ArrayImgs.unsignedBytes(40, 40));
        CropSettings settings = new CropSettings(16, AugmentationSettings.NONE, Oversampling.NONE, 1);
        return new CropSampler(List.of(image), List.of(IntensityMap.identity(1)), settings, Progress.NONE);
    }

    @Test
    void whatGoesWrongInAWorkerIsThrownAsItIs() {
        RuntimeException fault = new IllegalStateException("the disk is gone");
        try (BatchLoader loader = new BatchLoader(broken(fault), BATCH, null, 1, null, 2, Progress.NONE)) {
            assertSame(fault, assertThrows(IllegalStateException.class, loader::next));
        }
    }

    @Test
    void cancellingEndsTheWaiting() {
        AtomicBoolean cancelled = new AtomicBoolean();
        Progress progress = new Progress() {
            @Override
            public boolean cancelled() {
                return cancelled.get();
            }
        };
        try (BatchLoader loader = new BatchLoader(crops(), BATCH, null, 1, null, 2, progress)) {
            loader.next();
            cancelled.set(true);
            assertThrows(CancelledException.class, loader::next);
        }
    }

    @Test
    void closingDoesNotWaitForWholeBatches() {
        CropSampler crops = LoaderBenchmark.sampler(1, 64, 64, AugmentationPreset.STRONG.settings());
        BatchLoader loader = new BatchLoader(crops, 10_000, null, 1, null, 1, Progress.NONE);
        assertEquals(1, threads());
        long start = System.nanoTime();
        loader.close();
        assertTrue(System.nanoTime() - start < 1e9);
    }

    @Test
    void workersKnowThePluginsLibraries() {
        Set<ClassLoader> loaders = new HashSet<>();
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        current.setContextClassLoader(null);
        try (BatchLoader loader = new BatchLoader(crops(), BATCH, null, 1, null, 1, Progress.NONE)) {
            loader.next();
            Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("Tessera batches"))
                    .forEach(thread -> loaders.add(thread.getContextClassLoader()));
        } finally {
            current.setContextClassLoader(before);
        }
        assertEquals(Set.of(BatchLoader.class.getClassLoader()), loaders);
    }
}
