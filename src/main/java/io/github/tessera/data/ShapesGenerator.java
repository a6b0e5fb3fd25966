package io.github.tessera.data;

import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Filled circles on Gaussian noise, with their truth: the U-Net exercise's images, grey or RGB.
 *
 * <p>The background has level 1. Each circle has its centre anywhere in the image, a radius from 5 pixels to a quarter of the
 * shorter side (at most 50), and in each channel a level from 1 to 255; later circles lie over earlier ones. Noise is added to
 * every pixel and channel, then the whole image is stretched to 0 to 255. The truth is the union of the circles, also of those
 * that are too dark to be seen.
 *
 * <p>After the generator of the tutorials on J. Akeret's tf_unet, https://github.com/jakeret/tf_unet.
 */
public final class ShapesGenerator {
    private static final int SMALLEST_SIDE = 8;
    private static final int SMALLEST_RADIUS = 5;
    private static final int LARGEST_RADIUS = 50;

    private final int nx;
    private final int ny;
    private final int count;
    private final double sigma;
    private final boolean rgb;
    private final long seed;

    /**
     * Prepares generating.
     *
     * @param nx width in pixels, at least 8
     * @param ny height in pixels, at least 8
     * @param count circles in each image, at least 1
     * @param sigma standard deviation of the noise in levels, from 0
     * @param rgb three channels instead of one
     * @param seed equal seeds give equal samples
     */
    public ShapesGenerator(int nx, int ny, int count, double sigma, boolean rgb, long seed) {
        if (nx < SMALLEST_SIDE || ny < SMALLEST_SIDE) {
            throw new TesseraException(
                    "The samples' size is " + nx + " x " + ny + " pixels; choose at least " + SMALLEST_SIDE + " each.");
        }
        if (count < 1) {
            throw new TesseraException("The number of circles is " + count + "; choose at least 1.");
        }
        if (!(sigma >= 0 && sigma < Double.POSITIVE_INFINITY)) {
            throw new TesseraException("The noise sigma is " + sigma + "; choose 0 or more.");
        }
        this.nx = nx;
        this.ny = ny;
        this.count = count;
        this.sigma = sigma;
        this.rgb = rgb;
        this.seed = seed;
    }

    /** Sample number {@code index}, from 0; the same whatever was asked before. */
    public Sample sample(int index) {
        SplittableRandom random = Seeds.random(seed, index);
        double[][] levels = new double[rgb ? 3 : 1][nx * ny];
        for (double[] channel : levels) {
            Arrays.fill(channel, 1);
        }
        byte[] mask = new byte[nx * ny];
        for (int i = 0; i < count; i++) {
            draw(random, levels, mask);
        }
        for (double[] channel : levels) {
            for (int i = 0; i < channel.length; i++) {
                channel[i] += sigma * random.nextGaussian();
            }
        }
        return new Sample(nx, ny, stretched(levels), mask);
    }

    private void draw(SplittableRandom random, double[][] levels, byte[] mask) {
        int largest = Math.min(LARGEST_RADIUS, Math.min(nx, ny) / 4);
        int radius = random.nextInt(Math.min(SMALLEST_RADIUS, largest), largest + 1);
        int centreX = random.nextInt(nx);
        int centreY = random.nextInt(ny);
        int[] level = new int[levels.length];
        for (int c = 0; c < level.length; c++) {
            level[c] = random.nextInt(1, 256);
        }
        for (int y = Math.max(0, centreY - radius); y <= Math.min(ny - 1, centreY + radius); y++) {
            for (int x = Math.max(0, centreX - radius); x <= Math.min(nx - 1, centreX + radius); x++) {
                int dx = x - centreX;
                int dy = y - centreY;
                if (dx * dx + dy * dy <= radius * radius) {
                    mask[y * nx + x] = 1;
                    for (int c = 0; c < level.length; c++) {
                        levels[c][y * nx + x] = level[c];
                    }
                }
            }
        }
    }

    private static List<byte[]> stretched(double[][] levels) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double[] channel : levels) {
            for (double level : channel) {
                low = Math.min(low, level);
                high = Math.max(high, level);
            }
        }
        double factor = high > low ? 255 / (high - low) : 0;
        List<byte[]> channels = new ArrayList<>();
        for (double[] channel : levels) {
            byte[] bytes = new byte[channel.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) Math.round((channel[i] - low) * factor);
            }
            channels.add(bytes);
        }
        return channels;
    }
}
