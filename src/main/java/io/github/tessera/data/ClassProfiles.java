package io.github.tessera.data;

import io.github.tessera.image.LabelImage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Where in images which class is: counts by bands of rows and of columns, from which {@link Directions} follow. */
final class ClassProfiles {
    private static final int BANDS = 8;
    private static final int TRIALS = 200;

    /** Of so many trials so many may tell as much by chance. */
    private static final int BY_CHANCE = 4;

    private final int classes;
    private final List<long[][]> rows = new ArrayList<>();
    private final List<long[][]> columns = new ArrayList<>();

    ClassProfiles(int classes) {
        this.classes = classes;
    }

    /** Adds an image; what is ignored does not count. */
    void add(byte[] labels, int width, int height) {
        long[][] byRow = new long[BANDS][classes];
        long[][] byColumn = new long[BANDS][classes];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int label = labels[y * width + x] & 0xFF;
                if (label != LabelImage.IGNORED) {
                    byRow[y * BANDS / height][label]++;
                    byColumn[x * BANDS / width][label]++;
                }
            }
        }
        rows.add(byRow);
        columns.add(byColumn);
    }

    /** Pixels of a class in all images. */
    long pixels(int label) {
        long sum = 0;
        for (long[][] image : rows) {
            for (long[] band : image) {
                sum += band[label];
            }
        }
        return sum;
    }

    /** What the places tell of the classes. */
    Directions directions() {
        List<long[][]> below = rows.stream().map(ClassProfiles::mirrored).toList();
        List<long[][]> right = columns.stream().map(ClassProfiles::mirrored).toList();
        return new Directions(told(rows, below), told(columns, right), told(rows, columns));
    }

    private static long[][] mirrored(long[][] bands) {
        long[][] mirrored = new long[BANDS][];
        for (int b = 0; b < BANDS; b++) {
            mirrored[b] = bands[BANDS - 1 - b];
        }
        return mirrored;
    }

    /** What it tells of the class which of two profiles a pixel was counted in; 0 if the images could as well be laid the other way. */
    private double told(List<long[][]> ones, List<long[][]> others) {
        double told = information(sum(ones, others, null), sum(others, ones, null));
        SplittableRandom random = new SplittableRandom(1);
        int asMuch = 0;
        for (int trial = 0; trial < TRIALS && told > 0; trial++) {
            boolean[] swapped = new boolean[ones.size()];
            for (int i = 0; i < swapped.length; i++) {
                swapped[i] = random.nextBoolean();
            }
            double chance = information(sum(ones, others, swapped), sum(others, ones, swapped));
            asMuch += chance >= told * (1 - 1e-9) ? 1 : 0;
        }
        return asMuch > BY_CHANCE ? 0 : told;
    }

    private long[][] sum(List<long[][]> ones, List<long[][]> others, boolean[] swapped) {
        long[][] sum = new long[BANDS][classes];
        for (int i = 0; i < ones.size(); i++) {
            long[][] image = (swapped != null && swapped[i] ? others : ones).get(i);
            for (int b = 0; b < BANDS; b++) {
                for (int k = 0; k < classes; k++) {
                    sum[b][k] += image[b][k];
                }
            }
        }
        return sum;
    }

    /** Mutual information of class and profile, given the band, over the entropy of the class. */
    private double information(long[][] ones, long[][] others) {
        double information = 0;
        double all = 0;
        double[] ofClass = new double[classes];
        for (int b = 0; b < BANDS; b++) {
            double one = total(ones[b]);
            double other = total(others[b]);
            for (int k = 0; k < classes; k++) {
                double both = ones[b][k] + others[b][k];
                information += part(ones[b][k], both, one, one + other) + part(others[b][k], both, other, one + other);
                ofClass[k] += both;
            }
            all += one + other;
        }
        double entropy = 0;
        for (double count : ofClass) {
            entropy += count == 0 ? 0 : count * Math.log(all / count);
        }
        return entropy == 0 ? 0 : information / entropy;
    }

    private static double part(long count, double ofClass, double ofProfile, double all) {
        return count == 0 ? 0 : count * Math.log(count * all / (ofClass * ofProfile));
    }

    private static double total(long[] counts) {
        double total = 0;
        for (long count : counts) {
            total += count;
        }
        return total;
    }
}
