package io.github.tessera.postprocess;

import io.github.tessera.progress.TesseraException;

/**
 * How labels are refined by {@link DenseCrf}.
 *
 * <p>Weights, widths and costs are at most {@value #MOST}, so that no sum overflows.
 *
 * @param appearanceWeight how much pixels of like colour that are not far from each other want to be of one class, from 0
 * @param appearanceWidth how far that reaches: standard deviation in pixels, above 0
 * @param colourWidth which colours are alike: standard deviation in intensities of the image as it is given, above 0
 * @param smoothnessWeight how much neighbours want to be of one class, whatever their colours, from 0
 * @param smoothnessWidth standard deviation in pixels, above 0
 * @param compatibility which classes bear each other
 * @param iterations of mean field, from 0, which changes nothing, to {@value #MOST_ITERATIONS}
 * @param filtering how sums over like pixels are formed
 */
public record DenseCrfSettings(
        double appearanceWeight,
        double appearanceWidth,
        double colourWidth,
        double smoothnessWeight,
        double smoothnessWidth,
        Compatibility compatibility,
        int iterations,
        Filtering filtering) {
    /**
     * The values of the example that comes with the authors' program for 21 classes and RGB images from 0 to 255 (P. Kraehenbuehl, densecrf,
     * dense_inference): appearance 10, 80 pixels, 13 levels; smoothness 3, 3 pixels; Potts. Ten iterations, as in the paper's figure 5.
     */
    public static final DenseCrfSettings DEFAULT =
            new DenseCrfSettings(10, 80, 13, 3, 3, Compatibility.POTTS, 10, Filtering.LATTICE);

    private static final int MOST = 1_000_000;
    private static final int MOST_ITERATIONS = 1000;
    private static final int HALO_WIDTHS = 2;
    /** Of wider kernels a tile has no more than this, or margins would be all it has. */
    private static final int MOST_HALO = 512;

    /**
     * Checks the ranges.
     *
     * @throws TesseraException naming the value that is out of range
     */
    public DenseCrfSettings {
        requireWeight("appearance", appearanceWeight);
        requireWidth("appearance", appearanceWidth);
        requireWidth("colour", colourWidth);
        requireWeight("smoothness", smoothnessWeight);
        requireWidth("smoothness", smoothnessWidth);
        if (compatibility.largest() > MOST) {
            throw new TesseraException("The compatibility of classes has a cost of " + compatibility.largest()
                    + ", with or without a minus; choose costs from -" + MOST + " to " + MOST + ".");
        }
        if (iterations < 0 || iterations > MOST_ITERATIONS) {
            throw new TesseraException("The number of iterations is " + iterations + "; choose a number from 0 to "
                    + MOST_ITERATIONS + ".");
        }
    }

    private static void requireWeight(String name, double weight) {
        if (!(weight >= 0 && weight <= MOST)) {
            throw new TesseraException(
                    "The " + name + " weight is " + weight + "; choose a number from 0 to " + MOST + ".");
        }
    }

    private static void requireWidth(String name, double width) {
        if (!(width > 0 && width <= MOST)) {
            throw new TesseraException(
                    "The " + name + " width is " + width + "; choose a number above 0, up to " + MOST + ".");
        }
    }

    /**
     * How many pixels beyond a part of an image must be known to refine the part: twice the width of the widest kernel in use, where it has
     * fallen to exp(-2), 14 percent.
     */
    public int halo() {
        double widest =
                Math.max(appearanceWeight > 0 ? appearanceWidth : 0, smoothnessWeight > 0 ? smoothnessWidth : 0);
        return (int) Math.ceil(Math.min(HALO_WIDTHS * widest, MOST_HALO));
    }

    /** With another appearance kernel. */
    public DenseCrfSettings withAppearance(double weight, double width, double colours) {
        return new DenseCrfSettings(
                weight, width, colours, smoothnessWeight, smoothnessWidth, compatibility, iterations, filtering);
    }

    /** With another smoothness kernel. */
    public DenseCrfSettings withSmoothness(double weight, double width) {
        return new DenseCrfSettings(
                appearanceWeight, appearanceWidth, colourWidth, weight, width, compatibility, iterations, filtering);
    }

    /** With other costs of classes. */
    public DenseCrfSettings withCompatibility(Compatibility other) {
        return new DenseCrfSettings(
                appearanceWeight,
                appearanceWidth,
                colourWidth,
                smoothnessWeight,
                smoothnessWidth,
                other,
                iterations,
                filtering);
    }

    /** With another number of iterations. */
    public DenseCrfSettings withIterations(int count) {
        return new DenseCrfSettings(
                appearanceWeight,
                appearanceWidth,
                colourWidth,
                smoothnessWeight,
                smoothnessWidth,
                compatibility,
                count,
                filtering);
    }

    /** With another way to filter. */
    public DenseCrfSettings withFiltering(Filtering other) {
        return new DenseCrfSettings(
                appearanceWeight,
                appearanceWidth,
                colourWidth,
                smoothnessWeight,
                smoothnessWidth,
                compatibility,
                iterations,
                other);
    }
}
