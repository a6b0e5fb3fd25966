package io.github.tessera.metric;

import io.github.tessera.progress.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * How much measures over all pixels of several images depend on which images they were: the percentile bootstrap of Efron, "Bootstrap
 * methods: another look at the jackknife", Annals of Statistics 7, 1979.
 *
 * <p>As many images as there are, each perhaps several times, are drawn {@value #RESAMPLES} times, and their pixels put together. Images are
 * drawn, not pixels: pixels of one image are alike. With few images the intervals come out somewhat too short.
 */
public final class Bootstrap {
    /** How often images are drawn: one less than 2,000, so that the ends of the interval are values that were drawn. */
    public static final int RESAMPLES = 1999;

    /** Of fewer images no interval can be told. */
    public static final int FEWEST_IMAGES = 3;

    private static final double TAIL = 0.025;

    private final List<MetricsReport> resamples = new ArrayList<>();

    /**
     * Draws.
     *
     * @param images the measures of each, of the same classes
     * @param seed equal seeds give equal intervals
     * @param progress asked now and then whether to go on
     */
    public Bootstrap(List<MetricsReport> images, long seed, Progress progress) {
        if (images.size() < FEWEST_IMAGES) {
            return;
        }
        SplittableRandom random = new SplittableRandom(seed);
        long[][] counts = images.stream().map(Bootstrap::numbers).toArray(long[][]::new);
        for (int r = 0; r < RESAMPLES; r++) {
            progress.check();
            long[] sum = new long[counts[0].length];
            for (int n = 0; n < counts.length; n++) {
                long[] drawn = counts[random.nextInt(counts.length)];
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += drawn[i];
                }
            }
            resamples.add(report(images.get(0).classes(), sum));
        }
    }

    /**
     * The interval that holds 95 % of the values that were drawn.
     *
     * @param measure of the pixels of some images
     * @return none if there are too few images, or the measure is undefined in half of what was drawn
     */
    public Optional<Interval> interval(ToDoubleFunction<MetricsReport> measure) {
        double[] values = resamples.stream()
                .mapToDouble(measure)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        if (values.length <= RESAMPLES / 2) {
            return Optional.empty();
        }
        int below = Math.max(1, (int) Math.round((values.length + 1) * TAIL));
        return Optional.of(new Interval(values[below - 1], values[values.length - below]));
    }

    private static long[] numbers(MetricsReport report) {
        return report.counts().stream()
                .flatMapToLong(c -> Arrays.stream(
                        new long[] {c.truePositives(), c.falsePositives(), c.falseNegatives(), c.trueNegatives()}))
                .toArray();
    }

    private static MetricsReport report(List<String> classes, long[] numbers) {
        List<ClassCounts> counts = new ArrayList<>();
        for (int i = 0; i < numbers.length; i += 4) {
            counts.add(new ClassCounts(numbers[i], numbers[i + 1], numbers[i + 2], numbers[i + 3]));
        }
        return new MetricsReport(classes, counts);
    }
}
