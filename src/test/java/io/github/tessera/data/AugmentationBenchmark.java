package io.github.tessera.data;

import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.image.Planes;
import io.github.tessera.progress.Progress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import net.imglib2.img.array.ArrayImgs;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Crops of 256 x 256 RGB a second on one core, from images of 8 bits with their labels to normalized floats in direct memory:
 * {@code mvn test-compile exec:exec -Pbench -Dbench.main=io.github.tessera.data.AugmentationBenchmark}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Threads(1)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class AugmentationBenchmark {
    private static final int BATCH = 8;
    private static final int CROP = 256;
    private static final int SIDE = 1024;
    private static final int IMAGES = 4;

    /** What is done to the crops. */
    @Param
    public AugmentationPreset preset;

    private CropSampler crops;
    private FloatBuffer pixels;
    private byte[] labels;
    private long step;

    /** Makes images of noise. */
    @Setup
    public void prepare() {
        Random random = new Random(1);
        List<LabelledImage> images = new ArrayList<>();
        for (int i = 0; i < IMAGES; i++) {
            List<byte[]> channels = new ArrayList<>();
            for (int c = 0; c < 3; c++) {
                byte[] channel = new byte[SIDE * SIDE];
                random.nextBytes(channel);
                channels.add(channel);
            }
            images.add(new LabelledImage(
                    "noise",
                    Planes.ofBytes(channels, SIDE, SIDE),
                    8,
                    ArrayImgs.unsignedBytes(new byte[SIDE * SIDE], SIDE, SIDE)));
        }
        NormalizationSettings normalization = NormalizationSettings.defaults();
        crops = new CropSampler(
                images,
                images.stream().map(i -> normalization.fit(i.pixels(), 8)).toList(),
                new CropSettings(CROP, preset.settings(), Oversampling.NONE, 1),
                Progress.NONE);
        pixels = ByteBuffer.allocateDirect(4 * BATCH * 3 * CROP * CROP)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        labels = new byte[BATCH * CROP * CROP];
    }

    /** One batch. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void crops() {
        crops.fill(step++, BATCH, pixels, labels, Progress.NONE);
    }

    /** Runs this benchmark alone; arguments: presets, all unless given. */
    public static void main(String[] arguments) throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        options.include(AugmentationBenchmark.class.getName());
        if (arguments.length > 0) {
            options.param("preset", arguments);
        }
        new Runner(options.build()).run();
    }
}
