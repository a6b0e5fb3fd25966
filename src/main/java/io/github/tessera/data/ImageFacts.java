package io.github.tessera.data;

import io.github.tessera.progress.Progress;
import java.util.Collections;
import java.util.List;

/**
 * An image and its mask in numbers.
 *
 * @param name the image's name
 * @param width pixels in a row
 * @param height rows
 * @param channels of each pixel
 * @param bitDepth bits of one channel: 8, 16 or 32
 * @param intensities of all channels together
 * @param labels of the mask
 */
public record ImageFacts(
        String name, int width, int height, int channels, int bitDepth, Intensities intensities, Labels labels) {

    /**
     * Raw intensities; NaN and infinite ones are counted and otherwise left out.
     *
     * @param minimum NaN if nothing is finite
     * @param maximum NaN if nothing is finite
     * @param mean NaN if nothing is finite
     * @param atMaximum share of the intensities that equal the maximum, 0 to 1
     * @param distinct different intensities, counted up to {@link #MANY}
     * @param nonFinite intensities that are NaN or infinite
     * @param hash equal for equal pixels
     * @param look the coarse look
     */
    record Intensities(
            double minimum,
            double maximum,
            double mean,
            double atMaximum,
            int distinct,
            long nonFinite,
            long hash,
            Thumbnail look) {
        /** As many different values or more are not counted. */
        static final int MANY = 5;
    }

    /**
     * Classes of the mask's pixels.
     *
     * @param pixels how many pixels each class has
     * @param ignored pixels that are not learnt from
     * @param rim share of the outermost pixels, as far as they have a class, that are not of class 0; NaN if none has a class
     * @param contrast mean intensity of what is not of class 0 less that of class 0, over the image's standard deviation; NaN
     *     if there is nothing to compare
     * @param texture standard deviation of what is not of class 0 over that of class 0; NaN if there is nothing to compare
     * @param hash equal for equal masks
     */
    record Labels(List<Long> pixels, long ignored, double rim, double contrast, double texture, long hash) {
        Labels {
            pixels = List.copyOf(pixels);
        }

        /** Pixels that have a class. */
        long labelled() {
            return pixels.stream().mapToLong(Long::longValue).sum();
        }

        /** Share of the pixels with a class that are not of class 0; NaN if none has a class. */
        double foreground() {
            return 1 - (double) pixels.get(0) / labelled();
        }

        /** Whether there is more than one class. */
        boolean mixed() {
            return labelled() > 0 && onlyClass() < 0;
        }

        /** Whether there is anything besides class 0. */
        boolean marked() {
            return labelled() > pixels.get(0);
        }

        /** Pixels with a class that are not of the most frequent one. */
        long rarer() {
            return labelled() - Collections.max(pixels);
        }

        /** The only class of the mask, -1 if there are several or none. */
        int onlyClass() {
            int only = -1;
            for (int i = 0; i < pixels.size(); i++) {
                if (pixels.get(i) > 0) {
                    if (only >= 0) {
                        return -1;
                    }
                    only = i;
                }
            }
            return only;
        }
    }

    /**
     * Reads image and mask once, a few rows at a time.
     *
     * @param classes how many there are
     * @param progress may cancel it at every few rows
     */
    static ImageFacts of(LabelledImage image, int classes, Progress progress) {
        return new FactsReader(image, classes).read(progress);
    }

    /** The least intensity, NaN if none is finite. */
    public double minimum() {
        return intensities.minimum();
    }

    /** The greatest intensity, NaN if none is finite. */
    public double maximum() {
        return intensities.maximum();
    }

    /** The mean intensity, NaN if none is finite. */
    public double mean() {
        return intensities.mean();
    }

    /** Share of all pixels that have this class, 0 to 1; with {@link #ignoredShare} the shares of all classes sum to 1. */
    public double share(int classIndex) {
        return (double) labels.pixels().get(classIndex) / pixels();
    }

    /** Share of all pixels that are ignored, 0 to 1. */
    public double ignoredShare() {
        return (double) labels.ignored() / pixels();
    }

    /** Pixels of the image. */
    public long pixels() {
        return (long) width * height;
    }

    /** Width and height for people. */
    public String size() {
        return width + " x " + height;
    }
}
