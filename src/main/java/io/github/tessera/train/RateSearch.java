package io.github.tessera.train;

import io.github.tessera.progress.TesseraException;
import java.util.List;
import java.util.Locale;

/**
 * What a range of learning rates did to the loss.
 *
 * @param points one for each step, by rising rate
 */
public record RateSearch(List<Point> points) {
    /** Fewer tell nothing. */
    private static final int FEWEST = 4;

    /**
     * One step.
     *
     * @param rate learning rate
     * @param loss of its batch
     * @param smoothed moving average of the losses up to it
     */
    public record Point(double rate, double loss, double smoothed) {}

    public RateSearch {
        points = List.copyOf(points);
        if (points.size() < FEWEST) {
            throw new TesseraException(
                    "The loss burst after " + points.size()
                            + " steps: begin with a smaller rate, or look at the images with Tessera Check Data..., to see what is wrong with them.");
        }
    }

    /**
     * The rate where the loss falls fastest against the rate's logarithm, before its lowest point, but at most a tenth of the rate of that
     * point: the average lags behind, and a loss that still falls may burst in the next step (Smith, "Cyclical learning rates for training
     * neural networks", WACV 2017, read as is usual). Two digits.
     */
    public double suggestion() {
        int lowest = 0;
        for (int i = 0; i < points.size(); i++) {
            lowest = points.get(i).smoothed() < points.get(lowest).smoothed() ? i : lowest;
        }
        int steepest = 0;
        double fall = 0;
        for (int i = 1; i < lowest; i++) {
            double own = (points.get(i - 1).smoothed() - points.get(i + 1).smoothed())
                    / Math.log(points.get(i + 1).rate() / points.get(i - 1).rate());
            if (own > fall) {
                fall = own;
                steepest = i;
            }
        }
        double rate =
                fall > 0 ? points.get(steepest).rate() : points.get(lowest).rate() / 10;
        return Double.parseDouble(String.format(Locale.ROOT, "%.1e", rate));
    }
}
