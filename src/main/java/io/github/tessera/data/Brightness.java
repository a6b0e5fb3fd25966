package io.github.tessera.data;

import java.util.ArrayList;
import java.util.List;

/**
 * How intensities vary within images and between them.
 *
 * @param means by channel, of all images together, as shares of the range of the bit depth (0 to 1 for 8 and 16 bits)
 * @param deviations standard deviations in the same units
 * @param between standard deviation of the images' means over the mean of their own standard deviations: 0 if all are equally bright
 * @param contrasts standard deviation of the natural logarithm of the images' own standard deviations: 0 if all have one contrast
 */
public record Brightness(List<Double> means, List<Double> deviations, double between, double contrasts) {

    public Brightness {
        means = List.copyOf(means);
        deviations = List.copyOf(deviations);
    }

    /** Mean and standard deviation of a channel of an image. */
    record Moments(double mean, double deviation) {
        /** Of these values; those that are not finite are left out, without any they are 0 and 0. */
        static Moments of(float[] values, double range) {
            double sum = 0;
            double squares = 0;
            long count = 0;
            for (float value : values) {
                if (Float.isFinite(value)) {
                    double part = value / range;
                    sum += part;
                    squares += part * part;
                    count++;
                }
            }
            double mean = count == 0 ? 0 : sum / count;
            return new Moments(mean, count == 0 ? 0 : Math.sqrt(Math.max(0, squares / count - mean * mean)));
        }
    }

    /**
     * Of images that count the same.
     *
     * @param images for each image its channels, at least one each
     */
    static Brightness of(List<List<Moments>> images) {
        List<Double> means = new ArrayList<>();
        List<Double> deviations = new ArrayList<>();
        double between = 0;
        double contrasts = 0;
        int channels = images.get(0).size();
        for (int c = 0; c < channels; c++) {
            int channel = c;
            double[] mean =
                    images.stream().mapToDouble(i -> i.get(channel).mean()).toArray();
            double[] own =
                    images.stream().mapToDouble(i -> i.get(channel).deviation()).toArray();
            double[] logs = images.stream()
                    .mapToDouble(i -> i.get(channel).deviation())
                    .filter(deviation -> deviation > 0)
                    .map(Math::log)
                    .toArray();
            double spread = deviation(mean);
            double within = mean(own);
            means.add(mean(mean));
            deviations.add(Math.sqrt(spread * spread + meanSquare(own)));
            between += spread == 0 ? 0 : spread / within / channels;
            contrasts += deviation(logs) / channels;
        }
        return new Brightness(means, deviations, between, contrasts);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return values.length == 0 ? 0 : sum / values.length;
    }

    private static double meanSquare(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return sum / values.length;
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return values.length == 0 ? 0 : Math.sqrt(sum / values.length);
    }
}
