package io.github.tessera.postprocess;

import io.github.tessera.image.Heap;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.util.Arrays;

/**
 * The energy of a labelling in a Markov random field on the grid of pixels: E(x) = sum over pixels of U_i(x_i) + w times the sum over
 * neighbours of V_ij [x_i is not x_j], the Potts model.
 *
 * <p>U = -log p. A pixel has eight neighbours; V = exp(-|I_i - I_j|^2 / (2 s^2)) / distance, where s^2 is the mean of |I_i - I_j|^2 over
 * all neighbours, so that a border costs less along an edge of the image: Y. Boykov and M.-P. Jolly, "Interactive graph cuts for optimal
 * boundary and region segmentation of objects in N-D images", ICCV 2001. Without channels, or where all pixels are alike, V = 1 / distance.
 */
public final class MarkovEnergy {
    /** Of each pixel. */
    static final int NEIGHBOURS = 8;

    /** Each pair of neighbours is kept once, at the pixel that comes first row by row. */
    private static final int FORWARD = 4;

    // Neighbours on the right and below first; that of direction d lies opposite to that of 7 - d.
    private static final int[] RIGHT = {1, -1, 0, 1, -1, 0, 1, -1};
    private static final int[] DOWN = {0, 1, 1, 1, -1, -1, -1, 0};

    private static final double MOST_WEIGHT = 1000;
    private static final int MOST_CLASSES = 255;

    private final UnaryEnergy unary;
    private final int width;
    private final int height;
    private final double weight;
    private final int[] offset;
    /** (N, 4): w V, 0 where there is no neighbour. */
    private final float[] links;

    /**
     * Measures how alike neighbours are.
     *
     * @param unary of 255 classes at most
     * @param image of as many pixels; without channels, only its size counts
     * @param weight w, from 0, where each pixel is by itself, to 1000
     * @throws TesseraException if the sizes differ, the weight is out of range or the memory too small
     * @throws io.github.tessera.progress.CancelledException if cancelled
     */
    public MarkovEnergy(UnaryEnergy unary, GuideImage image, double weight, Progress progress) {
        if (image.pixels() != unary.pixels()) {
            throw new TesseraException("The image has " + image.pixels() + " pixels and the labels " + unary.pixels()
                    + "; give labels or probabilities of the image's size.");
        }
        if (!(weight >= 0 && weight <= MOST_WEIGHT)) {
            throw new TesseraException(
                    "The weight of neighbours is " + weight + "; choose a number from 0 to " + (int) MOST_WEIGHT + ".");
        }
        requireSound(unary);
        this.unary = unary;
        this.weight = weight;
        width = image.width();
        height = image.height();
        offset = offsets(width);
        requireMemory((long) FORWARD * Float.BYTES);
        links = links(image, progress);
    }

    private static void requireSound(UnaryEnergy unary) {
        if (unary.classes() > MOST_CLASSES) {
            throw new IllegalArgumentException(unary.classes() + " classes");
        }
        for (float belief : unary.beliefs()) {
            if (!Float.isFinite(belief)) {
                throw new IllegalArgumentException("A belief of " + belief);
            }
        }
    }

    /** Refuses an image for which there is no memory. */
    void requireMemory(long bytesPerPixel) {
        Heap.require(
                bytesPerPixel * unary.pixels(),
                "The image that is to be refined is " + width + " x " + height + " pixels",
                () -> ", or refine a part of the image");
    }

    /** What to add to an index for the neighbour in each direction, in rows of a number of pixels. */
    static int[] offsets(int rowLength) {
        int[] offsets = new int[NEIGHBOURS];
        Arrays.setAll(offsets, d -> DOWN[d] * rowLength + RIGHT[d]);
        return offsets;
    }

    private float[] links(GuideImage image, Progress progress) {
        double mean = meanSquare(image, progress);
        float[] weights = new float[Math.multiplyExact(FORWARD, image.pixels())];
        for (int i = 0; i < image.pixels(); i++) {
            check(i, progress);
            for (int d = 0; d < FORWARD; d++) {
                if (inside(i, d)) {
                    double alike = mean == 0 ? 1 : Math.exp(-square(image, i, i + offset[d]) / (2 * mean));
                    weights[i * FORWARD + d] = (float) (weight * alike / Math.hypot(RIGHT[d], DOWN[d]));
                }
            }
        }
        return weights;
    }

    /** s^2; 0 where all pixels are alike. */
    private double meanSquare(GuideImage image, Progress progress) {
        double sum = 0;
        long pairs = 0;
        for (int i = 0; i < image.pixels(); i++) {
            check(i, progress);
            for (int d = 0; d < FORWARD; d++) {
                if (inside(i, d)) {
                    sum += square(image, i, i + offset[d]);
                    pairs++;
                }
            }
        }
        return sum == 0 ? 0 : sum / pairs;
    }

    /** Asks once a row. */
    void check(int pixel, Progress progress) {
        if (pixel % width == 0) {
            progress.check();
        }
    }

    private boolean inside(int pixel, int direction) {
        int x = pixel % width + RIGHT[direction];
        return x >= 0 && x < width && pixel / width + DOWN[direction] < height;
    }

    private static double square(GuideImage image, int i, int j) {
        double sum = 0;
        for (float[] channel : image.channels()) {
            double difference = (double) channel[i] - channel[j];
            sum += difference * difference;
        }
        return sum;
    }

    /** The energy of class indices row by row, each below the number of classes. */
    public double of(byte[] labels) {
        double energy = 0;
        for (int i = 0; i < labels.length; i++) {
            energy -= belief(i, labels[i] & 0xFF);
            for (int d = 0; d < FORWARD; d++) {
                float link = links[i * FORWARD + d];
                energy += link > 0 && labels[i] != labels[i + offset[d]] ? link : 0;
            }
        }
        return energy;
    }

    /** The class that each pixel is most probably of, by itself; of equal ones the first. */
    public byte[] mostProbable() {
        byte[] labels = new byte[unary.pixels()];
        for (int i = 0; i < labels.length; i++) {
            for (int k = 1; k < classes(); k++) {
                labels[i] = belief(i, k) > belief(i, labels[i] & 0xFF) ? (byte) k : labels[i];
            }
        }
        return labels;
    }

    /** Columns. */
    int width() {
        return width;
    }

    /** Rows. */
    int height() {
        return height;
    }

    /** K. */
    int classes() {
        return unary.classes();
    }

    /** w. */
    double weight() {
        return weight;
    }

    /** -U. */
    float belief(int pixel, int classIndex) {
        return unary.beliefs()[pixel * unary.classes() + classIndex];
    }

    /** The index of a neighbour, if {@link #link} to it is above 0. */
    int neighbour(int pixel, int direction) {
        return pixel + offset[direction];
    }

    /** w V of a pixel and its neighbour, 0 if there is none. */
    float link(int pixel, int direction) {
        if (direction < FORWARD) {
            return links[pixel * FORWARD + direction];
        }
        int neighbour = pixel + offset[direction];
        return neighbour < 0 ? 0 : links[neighbour * FORWARD + NEIGHBOURS - 1 - direction];
    }
}
