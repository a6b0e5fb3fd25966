package io.github.tessera.metric;

import java.util.Arrays;
import java.util.BitSet;

/**
 * How far the true and the predicted boundary of one class are from each other, in one plane; immutable.
 *
 * <p>A boundary consists of the pixels of the mask that have another class, or the outside of the image, as one of their four
 * neighbours: the mask without its erosion by a cross, as in MedPy and MONAI. Ignored pixels are no boundary and make none. Distances are
 * those of pixel centres, exact, in the unit of the pixel size. They are kept sorted, one for each boundary pixel.
 */
public final class BoundaryDistances {
    /** The tolerance of Csurka et al. 2013 as a share of the image's diagonal. */
    private static final double DIAGONAL_SHARE = 0.0075;

    private final double[] truth;
    private final double[] prediction;

    private BoundaryDistances(double[] truth, double[] prediction) {
        this.truth = truth;
        this.prediction = prediction;
    }

    /**
     * Measures one class.
     *
     * @param index the class
     * @param pixelWidth in any unit, above 0; 1 for distances in pixels
     * @param pixelHeight in the same unit, above 0
     */
    public static BoundaryDistances of(LabelPair pair, int index, double pixelWidth, double pixelHeight) {
        if (!(pixelWidth > 0 && pixelHeight > 0)) {
            throw new IllegalArgumentException("pixels of " + pixelWidth + " x " + pixelHeight);
        }
        BitSet truth = Boundary.ofTruth(pair, index);
        BitSet prediction = Boundary.ofPrediction(pair, index);
        return new BoundaryDistances(
                distances(truth, prediction, pair.width(), pixelWidth, pixelHeight),
                distances(prediction, truth, pair.width(), pixelWidth, pixelHeight));
    }

    /** The distance of each pixel to the nearest target, rising; infinite where there is no target. */
    private static double[] distances(BitSet pixels, BitSet targets, int width, double pixelWidth, double pixelHeight) {
        double[] distances = new double[pixels.cardinality()];
        if (targets.isEmpty()) {
            Arrays.fill(distances, Double.POSITIVE_INFINITY);
            return distances;
        }
        DistanceTransform transform = new DistanceTransform(targets, width, pixelWidth, pixelHeight);
        double[] squared = new double[width];
        int row = -1;
        int n = 0;
        for (int pixel = pixels.nextSetBit(0); pixel >= 0; pixel = pixels.nextSetBit(pixel + 1)) {
            if (pixel / width != row) {
                row = pixel / width;
                transform.row(row, squared);
            }
            distances[n++] = Math.sqrt(squared[pixel % width]);
        }
        Arrays.sort(distances);
        return distances;
    }

    /**
     * The tolerance of Csurka et al. 2013 for {@link #counts}: 0.75 percent of the image's diagonal, in the unit of the pixel size.
     *
     * @param width columns
     * @param height rows
     */
    public static double tolerance(int width, int height, double pixelWidth, double pixelHeight) {
        return DIAGONAL_SHARE * Math.hypot(width * pixelWidth, height * pixelHeight);
    }

    /**
     * Counts what is near.
     *
     * @param tolerance the longest distance that is near, 0 or more and finite; with 0 boundaries must coincide
     */
    public BoundaryCounts counts(double tolerance) {
        if (!(tolerance >= 0 && tolerance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("tolerance " + tolerance);
        }
        return new BoundaryCounts(
                truth.length, within(truth, tolerance), prediction.length, within(prediction, tolerance));
    }

    private static long within(double[] distances, double tolerance) {
        return Arrays.stream(distances).takeWhile(d -> d <= tolerance).count();
    }

    /** True where truth and prediction both have a boundary, so that there are distances. */
    public boolean defined() {
        return truth.length > 0 && prediction.length > 0;
    }

    /** From each pixel of the true boundary to the predicted one, rising; not to be changed. */
    double[] truth() {
        return truth;
    }

    /** From each pixel of the predicted boundary to the true one, rising; not to be changed. */
    double[] prediction() {
        return prediction;
    }
}
