package io.github.tessera.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.loss.ClassWeights;
import io.github.tessera.loss.LossSettings;
import io.github.tessera.loss.WeightedLoss;
import io.github.tessera.network.Architecture;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateFinderTest {
    private static final int TRIALS = 60;

    private static RateFinder finder(TrainingConfig config) {
        return new RateFinder(config, Squares.set(6), 1e-6, 100, TRIALS);
    }

    @Test
    void suggestsARateThatLearnsBetterThanATenthAndAThousandfoldOfIt() {
        RateSearch search = finder(Squares.quick()).run(Progress.NONE);
        double rate = search.suggestion();
        assertTrue(
                search.points().size() > 20 && search.points().size() <= TRIALS,
                search.points().toString());
        assertEquals(1e-6, search.points().get(0).rate(), 1e-15);
        assertTrue(rate > 1e-5 && rate < 1, "suggested " + rate);
        double found = lastLoss(rate);
        assertTrue(found < lastLoss(rate / 100), "too small would be better");
        assertTrue(found < lastLoss(Math.min(10, rate * 1000)), "too large would be better");
    }

    private static double lastLoss(double rate) {
        TrainingConfig config = Squares.quick()
                .withLoss(WeightedLoss.parse("bce+jaccard"), OptimizerSettings.of(OptimizerKind.ADAM, rate, 0.9, 0));
        RateFinder flat = new RateFinder(config, Squares.set(6), rate, rate * (1 + 1e-9), 40);
        try {
            List<RateSearch.Point> points = flat.run(Progress.NONE).points();
            return points.size() < 40
                    ? Double.POSITIVE_INFINITY
                    : points.get(39).smoothed();
        } catch (TesseraException e) {
            return Double.POSITIVE_INFINITY; // burst at once
        }
    }

    @Test
    void theSuggestionIsWhereTheLossFallsFastest() {
        // Falls slowly over rates 1e-6..1e-4, fast at 1e-3, flat at 1e-2, and rises.
        double[] losses = {1, 0.99, 0.98, 0.97, 0.5, 0.45, 2};
        List<RateSearch.Point> points = IntStream.range(0, losses.length)
                .mapToObj(i -> new RateSearch.Point(Math.pow(10, i - 7.0), losses[i], losses[i]))
                .toList();
        assertEquals(1e-3, new RateSearch(points).suggestion(), 1e-9);
    }

    @Test
    void aLossThatFallsUntilItBurstsGivesATenthOfTheLastRate() {
        double[] losses = {1, 0.9, 0.7, 0.2, 5};
        List<RateSearch.Point> points = IntStream.range(0, losses.length)
                .mapToObj(i -> new RateSearch.Point(Math.pow(10, i - 5.0), losses[i], losses[i]))
                .toList();
        assertEquals(1e-3, new RateSearch(points).suggestion(), 1e-9);
    }

    @Test
    void aLossThatNeverFallsGivesATenthOfTheLowest() {
        List<RateSearch.Point> points = IntStream.range(0, 6)
                .mapToObj(i -> new RateSearch.Point(Math.pow(10, i - 5.0), 1 + i, 1 + i))
                .toList();
        assertEquals(1e-6, new RateSearch(points).suggestion(), 1e-12);
    }

    @Test
    void oneThatBurstsAtOnceIsTold() {
        TesseraException e = assertThrows(
                TesseraException.class,
                () -> new RateFinder(Squares.quick(), Squares.set(4), 1e25, 1e30, 20).run(Progress.NONE));
        assertTrue(e.getMessage().contains("smaller rate"), e.getMessage());
    }

    @Test
    void classWeightsAreCountedAndTheSameSeedTriesTheSame() {
        LossSettings weighted = LossSettings.parse("crossentropy").withClassWeights(ClassWeights.FREQUENCY);
        TrainingConfig config = Squares.quick()
                .withNetwork(Architecture.U_NET
                        .settings(1, 1)
                        .withWidth(4)
                        .withDepth(2)
                        .withDropout(0.5))
                .withLoss(weighted, OptimizerSettings.DEFAULT);
        RateFinder finder = new RateFinder(config, Squares.set(4), 1e-6, 1e-3, 10);
        assertEquals(finder.run(Progress.NONE), finder.run(Progress.NONE));
    }

    @Test
    void canBeCancelled() {
        assertThrows(CancelledException.class, () -> finder(Squares.quick()).run(Squares.stopAfter(3)));
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 20", "1, 1, 20", "1, 0.1, 20", "0.1, 1, 9"})
    void rangesThatCannotBeTriedAreTold(double first, double last, int steps) {
        assertThrows(TesseraException.class, () -> new RateFinder(Squares.quick(), Squares.set(4), first, last, steps));
    }
}
