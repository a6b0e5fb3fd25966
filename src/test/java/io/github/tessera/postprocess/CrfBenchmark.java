package io.github.tessera.postprocess;

import io.github.tessera.progress.Progress;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Milliseconds, and bytes allocated, for refining 21 classes on 512 x 512 RGB pixels with the default settings (10 iterations), lattice built
 * anew each time: {@code mvn test-compile exec:exec -Pbench -Dbench.main=io.github.tessera.postprocess.CrfBenchmark -Dbench.args=IMAGE},
 * where IMAGE is a file of at least that size, or empty for an image that is made up.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 4)
@Measurement(iterations = 5, time = 4)
public class CrfBenchmark {
    private static final int SIDE = 512;
    private static final int CLASSES = 21;
    private static final int DISKS = 400;
    private static final int LARGEST_RADIUS = 60;
    private static final double GRAIN = 5;
    private static final double NOISE = 3;
    private static final double HINT = 1.5;

    /** Of one refinement. */
    @Param({"1", "2"})
    public int threads;

    /** A file, or nothing. */
    @Param("")
    public String file;

    private GuideImage image;
    private UnaryEnergy unary;

    /** Reads or draws the image. */
    @Setup
    public void prepare() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        image = new GuideImage(SIDE, SIDE, file.isEmpty() ? drawn(random) : read(ImageIO.read(new File(file))));
        unary = unary(random);
    }

    private static float[][] read(BufferedImage picture) {
        float[][] channels = new float[3][SIDE * SIDE];
        for (int i = 0; i < SIDE * SIDE; i++) {
            int rgb = picture.getRGB(i % SIDE, i / SIDE);
            for (int c = 0; c < channels.length; c++) {
                channels[c][i] = (rgb >> (16 - 8 * c)) & 0xFF;
            }
        }
        return channels;
    }

    /** Disks of one colour each, over one another, in a light that falls off to one side, and a camera's grain. */
    private static float[][] drawn(SplittableRandom random) {
        float[][] channels = new float[3][SIDE * SIDE];
        for (int d = 0; d < DISKS; d++) {
            double centreX = random.nextDouble(SIDE);
            double centreY = random.nextDouble(SIDE);
            double radius = random.nextDouble(LARGEST_RADIUS);
            double[] colour = {random.nextDouble(1 << 8), random.nextDouble(1 << 8), random.nextDouble(1 << 8)};
            for (int i = 0; i < SIDE * SIDE; i++) {
                int x = i % SIDE;
                int y = i / SIDE;
                if (Math.hypot(x - centreX, y - centreY) < radius) {
                    for (int c = 0; c < channels.length; c++) {
                        channels[c][i] = (float) colour[c];
                    }
                }
            }
        }
        for (float[] channel : channels) {
            for (int i = 0; i < channel.length; i++) {
                double light = 1 - 0.5 * (i % SIDE) / SIDE;
                channel[i] = Math.round(channel[i] * light + GRAIN * random.nextGaussian());
            }
        }
        return channels;
    }

    /** Noise, and in each of a grid of fields a class that is a little more likely. */
    private static UnaryEnergy unary(SplittableRandom random) {
        float[] beliefs = new float[SIDE * SIDE * CLASSES];
        for (int i = 0; i < beliefs.length; i++) {
            beliefs[i] = (float) -random.nextDouble(NOISE);
        }
        for (int i = 0; i < SIDE * SIDE; i++) {
            int field = i % SIDE * 5 / SIDE + 5 * (i / SIDE * 4 / SIDE);
            beliefs[i * CLASSES + field] += (float) HINT;
        }
        return new UnaryEnergy(CLASSES, beliefs);
    }

    /** One image. */
    @Benchmark
    public float[][] refine() {
        return new DenseCrf(DenseCrfSettings.DEFAULT, threads).refine(image, unary, Progress.NONE);
    }

    /** Runs this benchmark alone, on an image file if one is given. */
    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(CrfBenchmark.class.getName())
                        .param("file", arguments.length == 0 ? "" : arguments[0])
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }
}
