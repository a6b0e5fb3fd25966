package io.github.tessera.data;

import io.github.tessera.progress.TesseraException;

/**
 * What simulated images of fluorescent nuclei look like.
 *
 * @param width pixels in a row, at least 8
 * @param height rows, at least 8
 * @param nuclei about how many centres lie in an image, at least 1; fewer where there is no more room
 * @param diameter of a usual nucleus in pixels, from 5
 * @param blur standard deviation of the microscope's point spread function in pixels, from 0
 * @param photons that a pixel of a usual nucleus sends on average, from 1: the fewer, the noisier
 * @param bitDepth 8 or 16
 * @param seed equal seeds give equal samples
 */
public record NucleiSettings(
        int width, int height, int nuclei, double diameter, double blur, double photons, int bitDepth, long seed) {
    private static final int SMALLEST_SIDE = 8;
    private static final int MOST_NUCLEI = 10_000;
    private static final int LARGEST = 1000;
    private static final int MOST_BLUR = 100;
    private static final int MOST_PHOTONS = 1_000_000;

    /** Checks the numbers. */
    public NucleiSettings {
        require(Math.min(width, height), SMALLEST_SIDE, Integer.MAX_VALUE, "The width or height in pixels");
        require(nuclei, 1, MOST_NUCLEI, "The number of nuclei");
        require(diameter, 5, LARGEST, "The diameter of the nuclei in pixels");
        require(blur, 0, MOST_BLUR, "The blur in pixels");
        require(photons, 1, MOST_PHOTONS, "The number of photons");
        if (bitDepth != 8 && bitDepth != 16) {
            throw new TesseraException("The bit depth of the samples is " + bitDepth + "; choose 8 or 16.");
        }
    }

    private static void require(double value, int least, int most, String what) {
        if (!(value >= least && value <= most)) {
            throw new TesseraException(what + " is " + value + "; choose "
                    + (most == Integer.MAX_VALUE ? "at least " + least : "a number from " + least + " to " + most)
                    + ".");
        }
    }

    /** 256 x 256 pixels, 25 nuclei of 30 pixels, a blur of 1.2 pixels, 400 photons, 8 bits, seed 1. */
    public static NucleiSettings defaults() {
        return new NucleiSettings(256, 256, 25, 30, 1.2, 400, 8, 1);
    }

    /** These settings with another size. */
    public NucleiSettings withSize(int otherWidth, int otherHeight) {
        return new NucleiSettings(otherWidth, otherHeight, nuclei, diameter, blur, photons, bitDepth, seed);
    }

    /** These settings with other nuclei. */
    public NucleiSettings withNuclei(int otherNuclei, double otherDiameter) {
        return new NucleiSettings(width, height, otherNuclei, otherDiameter, blur, photons, bitDepth, seed);
    }

    /** These settings with another microscope. */
    public NucleiSettings withOptics(double otherBlur, double otherPhotons) {
        return new NucleiSettings(width, height, nuclei, diameter, otherBlur, otherPhotons, bitDepth, seed);
    }

    /** These settings with another bit depth. */
    public NucleiSettings withBitDepth(int other) {
        return new NucleiSettings(width, height, nuclei, diameter, blur, photons, other, seed);
    }

    /** These settings with another seed. */
    public NucleiSettings withSeed(long other) {
        return new NucleiSettings(width, height, nuclei, diameter, blur, photons, bitDepth, other);
    }
}
