package io.github.tessera.train;

import ai.djl.ndarray.NDArray;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.model.RunSettings;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.MemorySettings;
import io.github.tessera.tensor.TorchModule;
import java.util.ArrayList;
import java.util.List;

/**
 * Tries learning rates: one step with each, from a very small one up, by equal factors, until the loss bursts. Nothing is kept of what is
 * learnt meanwhile. Smith, "Cyclical learning rates for training neural networks", WACV 2017, section 3.3.
 */
public final class RateFinder {
    /** Weight of the past in the moving average. */
    private static final double PAST = 0.9;

    /** So many times the lowest loss: it has burst. */
    private static final double BURST = 4;

    private final TrainingConfig config;
    private final LabelledSet set;
    private final double first;
    private final double last;
    private final int steps;

    /**
     * A search that has not begun.
     *
     * @param config of the training that a rate is sought for; its own rate and schedule do not count
     * @param first the smallest rate, above 0
     * @param last the largest, above the first
     * @param steps at most so many rates, at least 10
     */
    public RateFinder(TrainingConfig config, LabelledSet set, double first, double last, int steps) {
        if (!(first > 0 && first < last && last < Double.POSITIVE_INFINITY) || steps < 10) {
            throw new TesseraException("Rates from " + first + " to " + last + " in " + steps
                    + " steps cannot be tried: the first must be above 0 and below the last, in at least 10 steps.");
        }
        this.config = TrainingSetup.fitted(config, set);
        this.set = set;
        this.first = first;
        this.last = last;
        this.steps = steps;
    }

    /** Tries one rate after the other. */
    public RateSearch run(Progress progress) {
        TrainingSetup setup = TrainingSetup.of(config, set, progress);
        TrainingConfig made = setup.config();
        RunSettings run = setup.rule();
        TorchModule.setThreads(run.threads());
        List<String> notes = new ArrayList<>();
        try (MemorySettings memory = MemorySettings.keepMemory()) {
            setup.requireMemory(made.parts(), run.trainChannelsLast());
            long most = setup.need(made.parts(), run.trainChannelsLast()).betweenPasses();
            try (BatchLoader batches = setup.batches(1, progress);
                    TorchModule module =
                            setup.module(setup.firstWeights(notes, progress), run.trainChannelsLast(), 0)) {
                notes.forEach(progress::log);
                return search(setup, setup.step(module), batches, () -> memory.holdAtMost(most), progress);
            }
        }
    }

    private RateSearch search(
            TrainingSetup setup, TrainingStep step, BatchLoader batches, Runnable afterStep, Progress progress) {
        List<RateSearch.Point> points = new ArrayList<>();
        MovingAverage average = new MovingAverage(PAST);
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < steps; i++) {
            progress.check();
            progress.update(i, steps);
            double rate = first * Math.pow(last / first, i / (steps - 1.0));
            double loss;
            setup.drawFor(i);
            try (NDArray told = step.run(batches.next(), rate, i, config.parts())) {
                loss = told.getFloat();
            }
            afterStep.run();
            double smoothed = average.add(loss);
            if (!Double.isFinite(loss) || smoothed > BURST * lowest) {
                break;
            }
            lowest = Math.min(lowest, smoothed);
            points.add(new RateSearch.Point(rate, loss, smoothed));
        }
        return new RateSearch(points);
    }
}
