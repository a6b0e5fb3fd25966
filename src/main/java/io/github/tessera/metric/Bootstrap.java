package io.github.tessera.metric;

import io.github.tessera.progress.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * How much measures over several images together depend on which images they were: the percentile bootstrap of Efron, "Bootstrap
 * methods: another look at the jackknife", Annals of Statistics 7, 1979.
 *
 * <p>As many images as there are, each perhaps several times, are drawn {@value #RESAMPLES} times, and what was counted of them put together. Images are
 * drawn, not pixels: pixels of one image are alike. With few images the intervals come out somewhat too short.
 *
 * @param <T> what was counted of an image
 */
public final class Bootstrap<T extends Poolable<T>> {
    /** How often images are drawn: one less than 2,000, so that the ends of the interval are values that were drawn. */
    public static final int RESAMPLES = 1999;

    /** Of fewer images no interval can be told. */
    public static final int FEWEST_IMAGES = 3;

    private static final double TAIL = 0.025;

    private final List<T> resamples;

    /**
     * Draws.
     *
     * @param images what was counted of each
     * @param seed equal seeds draw the same of as many images
     * @param progress asked now and then whether to go on
     */
    public Bootstrap(List<T> images, long seed, Progress progress) {
        resamples = new ArrayList<>();
        if (images.size() < FEWEST_IMAGES) {
            return;
        }
        SplittableRandom random = new SplittableRandom(seed);
        for (int r = 0; r < RESAMPLES; r++) {
            progress.check();
            T sum = images.get(random.nextInt(images.size()));
            for (int n = 1; n < images.size(); n++) {
                sum = sum.plus(images.get(random.nextInt(images.size())));
            }
            resamples.add(sum);
        }
    }

    private Bootstrap(List<T> resamples) {
        this.resamples = resamples;
    }

    /**
     * A part of what was drawn, without drawing it anew.
     *
     * @param <S> what the part is of
     * @param part of a sum, which is the sum of the parts
     */
    public <S extends Poolable<S>> Bootstrap<S> of(Function<T, S> part) {
        return new Bootstrap<>(resamples.stream().map(part).toList());
    }

    /** The values of what was drawn, in its order; NaN where undefined; none if there are too few images. */
    public double[] values(ToDoubleFunction<? super T> measure) {
        return resamples.stream().mapToDouble(measure).toArray();
    }

    /**
     * The interval that holds 95 % of the values that were drawn.
     *
     * @param measure of what was counted of some images
     * @return none if there are too few images, or the measure is undefined in half of what was drawn
     */
    public Optional<Interval> interval(ToDoubleFunction<? super T> measure) {
        return interval(values(measure));
    }

    /**
     * The interval that holds 95 % of some values, such as differences of two {@link #values}.
     *
     * @return none if half of what was drawn is undefined
     */
    public static Optional<Interval> interval(double[] drawn) {
        double[] values = Arrays.stream(drawn)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        if (values.length <= RESAMPLES / 2) {
            return Optional.empty();
        }
        int below = Math.max(1, (int) Math.round((values.length + 1) * TAIL));
        return Optional.of(new Interval(values[below - 1], values[values.length - below]));
    }
}
