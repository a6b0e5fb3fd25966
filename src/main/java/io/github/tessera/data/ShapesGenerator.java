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
 * shorter side (at most 50), and a level from 1 to 200, which an RGB image has in the brightest of its channels, and less in the
 * others; later circles lie over earlier ones. Noise is added to every pixel, the same to all its channels, then the whole image
 * is stretched to 0 to 255. The truth is the union of the circles, also of those that are too dark to be seen: at a sigma of 20
 * so many are nearly lost in the noise that no one threshold reaches a Dice of 0.9 over many images of 10 circles.
 *
 * <p>After the generator of the tutorials on J. Akeret's tf_unet, https://github.com/jakeret/tf_unet.
 */
public final class ShapesGenerator implements SampleGenerator {
    private static final int SMALLEST_SIDE = 8;
    private static final int SMALLEST_RADIUS = 5;
    private static final int LARGEST_RADIUS = 50;
    private static final int BRIGHTEST = 200;
    /** Least level of a channel of a circle, as a part of the circle's level: not so low that colours tell circles from noise. */
    private static final double DULLEST = 0.5;

    private static final int MOST_CIRCLES = (1 << 16) - 1;

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
     * @param count circles in each image, from 1 to 65,535
     * @param sigma standard deviation of the noise in levels, from 0
     * @param rgb three channels instead of one
     * @param seed equal seeds give equal samples
     */
    public ShapesGenerator(int nx, int ny, int count, double sigma, boolean rgb, long seed) {
        if (nx < SMALLEST_SIDE || ny < SMALLEST_SIDE) {
            throw new TesseraException(
                    "The samples' size is " + nx + " x " + ny + " pixels; choose at least " + SMALLEST_SIDE + " each.");
        }
        if (count < 1 || count > MOST_CIRCLES) {
            throw new TesseraException(
                    "The number of circles is " + count + "; choose a number from 1 to " + MOST_CIRCLES + ".");
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

    @Override
    public Sample sample(int index) {
        SplittableRandom random = Seeds.random(seed, index);
        double[][] levels = new double[rgb ? 3 : 1][nx * ny];
        for (double[] channel : levels) {
            Arrays.fill(channel, 1);
        }
        short[] objects = new short[nx * ny];
        for (int i = 0; i < count; i++) {
            draw(random, levels, objects, i + 1);
        }
        for (int i = 0; i < objects.length; i++) {
            double noise = sigma * random.nextGaussian();
            for (double[] channel : levels) {
                channel[i] += noise;
            }
        }
        return new Sample(nx, ny, 8, stretched(levels), objects);
    }

    private void draw(SplittableRandom random, double[][] levels, short[] objects, int number) {
        int largest = Math.min(LARGEST_RADIUS, Math.min(nx, ny) / 4);
        int radius = random.nextInt(Math.min(SMALLEST_RADIUS, largest), largest + 1);
        int centreX = random.nextInt(nx);
        int centreY = random.nextInt(ny);
        double[] level = new double[levels.length];
        Arrays.fill(level, random.nextInt(1, BRIGHTEST + 1));
        if (rgb) {
            for (int c = 0; c < level.length; c++) {
                level[c] = Math.max(1, level[c] * random.nextDouble(DULLEST, 1));
            }
        }
        for (int y = Math.max(0, centreY - radius); y <= Math.min(ny - 1, centreY + radius); y++) {
            for (int x = Math.max(0, centreX - radius); x <= Math.min(nx - 1, centreX + radius); x++) {
                int dx = x - centreX;
                int dy = y - centreY;
                if (dx * dx + dy * dy <= radius * radius) {
                    objects[y * nx + x] = (short) number;
                    for (int c = 0; c < level.length; c++) {
                        levels[c][y * nx + x] = level[c];
                    }
                }
            }
        }
    }

    private static List<short[]> stretched(double[][] levels) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double[] channel : levels) {
            for (double level : channel) {
                low = Math.min(low, level);
                high = Math.max(high, level);
            }
        }
        double factor = high > low ? 255 / (high - low) : 0;
        List<short[]> channels = new ArrayList<>();
        for (double[] channel : levels) {
            short[] pixels = new short[channel.length];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (short) Math.round((channel[i] - low) * factor);
            }
            channels.add(pixels);
        }
        return channels;
    }
}
