package io.github.tessera.metric;

import java.util.Random;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Millions of pixels a second (pixels a microsecond) that one core compares, and bytes allocated for each pixel, of label images of 10 million
 * pixels: {@code mvn test-compile exec:exec -Pbench -Dbench.main=io.github.tessera.metric.CountsBenchmark}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Threads(1)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class CountsBenchmark {
    private static final int WIDTH = 4000;
    private static final int HEIGHT = 2500;
    private static final int DISKS = 2000;
    private static final int LARGEST_RADIUS = 60;
    private static final int SHIFT = 3;

    /** What the labels look like: neighbours are mostly equal, or never. */
    public enum Labels {
        /** Disks on background. */
        BLOBS {
            @Override
            void fill(byte[] truth, byte[] prediction, int classes, Random random) {
                for (int d = 0; d < DISKS; d++) {
                    int x = random.nextInt(WIDTH);
                    int y = random.nextInt(HEIGHT);
                    int radius = 1 + random.nextInt(LARGEST_RADIUS);
                    byte label = (byte) (1 + random.nextInt(classes - 1));
                    disk(truth, x, y, radius, label);
                    disk(prediction, x + SHIFT, y, radius, label);
                }
            }
        },
        /** Every pixel for itself, in truth and prediction. */
        NOISE {
            @Override
            void fill(byte[] truth, byte[] prediction, int classes, Random random) {
                for (int i = 0; i < truth.length; i++) {
                    truth[i] = (byte) random.nextInt(classes);
                    prediction[i] = (byte) random.nextInt(classes);
                }
            }
        };

        abstract void fill(byte[] truth, byte[] prediction, int classes, Random random);

        private static void disk(byte[] labels, int centreX, int centreY, int radius, byte label) {
            for (int y = Math.max(0, centreY - radius); y <= Math.min(HEIGHT - 1, centreY + radius); y++) {
                int half = (int) Math.sqrt(radius * radius - (y - centreY) * (y - centreY));
                for (int x = Math.max(0, centreX - half); x <= Math.min(WIDTH - 1, centreX + half); x++) {
                    labels[y * WIDTH + x] = label;
                }
            }
        }
    }

    /** Of both images. */
    @Param
    public Labels labels;

    /** How many there are. */
    @Param({"2", "21"})
    public int classes;

    private byte[] truth;
    private byte[] prediction;
    private ConfusionMatrix matrix;

    /** Draws both images. */
    @Setup
    public void prepare() {
        truth = new byte[WIDTH * HEIGHT];
        prediction = new byte[WIDTH * HEIGHT];
        labels.fill(truth, prediction, classes, new Random(1));
        matrix = new ConfusionMatrix(classes);
    }

    /** One pair of images. */
    @Benchmark
    @OperationsPerInvocation(WIDTH * HEIGHT)
    public ConfusionMatrix add() {
        matrix.add(truth, prediction);
        return matrix;
    }

    /** Runs this benchmark alone. */
    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(CountsBenchmark.class.getName())
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }
}
