package io.github.tessera.view;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.OvalRoi;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.tessera.image.LabelImage;
import io.github.tessera.postprocess.CleanUp;
import io.github.tessera.postprocess.DenseCrfSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** An image, labels or probabilities, and settings as chance has it: most of them sound, some odd, some senseless. */
final class RefineFuzzCase {
    private static final int[][] SIZES = {
        {1, 1}, {1, 17}, {23, 1}, {2, 2}, {3, 5}, {8, 8}, {31, 20}, {48, 33}, {64, 64}, {97, 40}, {130, 90}, {260, 190}
    };
    /** So many of the sizes, the last ones, are seldom taken. */
    private static final int LARGE = 4;

    private static final int[] CLASSES = {2, 2, 2, 3, 4, 6, 11, 21, 30};
    private static final double[] WEIGHTS = {0, 0, 0.3, 1, 3, 10, 1000, 1e30, -1, Double.NaN, Double.POSITIVE_INFINITY};
    private static final double[] WIDTHS = {0.1, 0.5, 1, 3, 10, 30, 500, 1e6, 1e-20, 0, -3, Double.NaN, 1.0 / 0};
    private static final int[] ITERATIONS = {0, 1, 2, 5, 10, 60, -1};
    private static final int[] TILES = {0, 0, 0, 1, 16, 64, 100_000, -5};
    private static final float[] ODD = {
        Float.NaN, 2, -1, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e-40f, 1e30f
    };

    private final Random random;
    private final int width;
    private final int height;
    private final int slices;
    private final int classes;
    private final StringBuilder story = new StringBuilder();
    private boolean clear = true;

    RefineFuzzCase(long seed) {
        random = new Random(seed * 7919);
        int[] size = SIZES[random.nextInt(SIZES.length - (random.nextInt(8) == 0 ? 0 : LARGE))];
        width = size[0];
        height = size[1];
        slices = random.nextInt(5) == 0 ? 2 : 1;
        classes = pick(CLASSES);
        story.append(seed + ": " + width + " x " + height + " x " + slices + ", " + classes + " classes");
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int classes() {
        return classes;
    }

    /** Whether each pixel of the start is most probably of one class, which nothing but its surroundings can change. */
    boolean clear() {
        return clear;
    }

    /** For a failure's message. */
    String story() {
        return story.toString();
    }

    private int pick(int[] from) {
        return from[random.nextInt(from.length)];
    }

    /** Of a list that begins with the sound ones; of the others only now and then. */
    private double pick(double[] from, int sound) {
        return from[random.nextInt(12) == 0 ? random.nextInt(from.length) : random.nextInt(sound)];
    }

    private boolean seldom() {
        return random.nextInt(10) == 0;
    }

    ImagePlus image() {
        int kind = random.nextInt(4);
        int channels = kind != 3 && random.nextInt(4) == 0 ? 2 + random.nextInt(3) : 1;
        int texture = random.nextInt(6);
        boolean odd = seldom();
        ImageStack stack = new ImageStack(width, height);
        for (int k = 0; k < channels * slices; k++) {
            ImageProcessor plane = plane(kind);
            fill(plane, kind, texture);
            if (odd && kind == 2) {
                plane.setf(random.nextInt(width * height), ODD[random.nextInt(ODD.length)]);
            }
            stack.addSlice(plane);
        }
        ImagePlus image = new ImagePlus("Cells", stack);
        image.setDimensions(channels, slices, 1);
        if (random.nextInt(4) == 0) {
            Roi box = new Roi(random.nextInt(width), random.nextInt(height), 1 + width / 2, 1 + height / 2);
            image.setRoi(random.nextBoolean() ? box : new OvalRoi(-2, -2, 3 + width / 2, 3 + height / 2));
        }
        story.append(
                ", image " + kind + "/" + texture + " of " + channels + (odd ? " odd" : "") + ", " + image.getRoi());
        return image;
    }

    private ImageProcessor plane(int kind) {
        return switch (kind) {
            case 0 -> new ByteProcessor(width, height);
            case 1 -> new ShortProcessor(width, height);
            case 2 -> new FloatProcessor(width, height);
            default -> new ColorProcessor(width, height);
        };
    }

    private void fill(ImageProcessor plane, int kind, int texture) {
        double most = new double[] {255, 65535, 1, 0xffffff}[kind];
        for (int i = 0; i < width * height; i++) {
            double share =
                    switch (texture) {
                        case 0 -> 0.5;
                        case 1 -> random.nextDouble();
                        case 2 -> i % width < width / 2 ? 0.2 : 0.8;
                        case 3 -> i == 3 ? 1 : 1e-4 * random.nextInt(4); // a hot pixel
                        case 4 -> 0.4 + 0.05 * random.nextGaussian() + (i % width + i / width < 40 ? 0.3 : 0);
                        default -> (double) (i % width) / width;
                    };
            double value = most * Math.max(0, Math.min(1, share));
            if (kind == 2) {
                plane.setf(i, (float) value);
            } else {
                plane.set(i, (int) value);
            }
        }
    }

    /** Labels or probabilities, of the image's size but now and then. */
    ImagePlus start() {
        int kind = random.nextInt(5);
        story.append(", start " + kind);
        return switch (kind) {
            case 0 -> named();
            case 1 -> unnamed();
            case 2 -> probabilities(1);
            default -> probabilities(classes);
        };
    }

    private byte[] labels(int most) {
        byte[] labels = new byte[width * height];
        boolean holes = random.nextInt(3) == 0;
        int block = 1 + random.nextInt(12);
        for (int i = 0; i < labels.length; i++) {
            int at = i % width / block + i / width / block * 31;
            int label = random.nextInt(8) == 0 ? random.nextInt(most) : at % most;
            labels[i] = (byte) (holes && random.nextInt(20) == 0 ? LabelImage.IGNORED : label);
        }
        return labels;
    }

    private ImagePlus named() {
        int most = seldom() ? classes + 3 : classes;
        List<byte[]> planes = new ArrayList<>();
        for (int s = 0; s < slices; s++) {
            planes.add(labels(most));
        }
        List<String> names = IntStream.range(0, classes).mapToObj(k -> "k" + k).toList();
        return LabelImage.of(planes, width, height, names, "labels", new Calibration());
    }

    private ImagePlus unnamed() {
        ImageStack stack = new ImageStack(width, height);
        for (int s = 0; s < slices; s++) {
            stack.addSlice(new ByteProcessor(width, height, labels(classes)));
        }
        return new ImagePlus("mask", stack);
    }

    private ImagePlus probabilities(int channels) {
        ImageStack stack = new ImageStack(width, height);
        int flaw = random.nextInt(8);
        for (int s = 0; s < slices; s++) {
            float[][] p = new float[channels][width * height];
            for (int i = 0; i < width * height; i++) {
                pixel(p, i, flaw);
            }
            for (float[] channel : p) {
                stack.addSlice(new FloatProcessor(width, height, channel));
            }
        }
        ImagePlus image = new ImagePlus("probabilities", stack);
        image.setDimensions(channels, slices, 1);
        story.append(" flaw " + flaw);
        clear = flaw == 0 || flaw == 6;
        return image;
    }

    private void pixel(float[][] p, int i, int flaw) {
        float sum = 0;
        for (float[] channel : p) {
            channel[i] = flaw == 7 && i % 3 == 0 ? 0 : random.nextFloat();
            sum += channel[i];
        }
        for (int k = 0; k < p.length; k++) {
            p[k][i] = p.length == 1 || flaw == 0 || sum == 0 ? p[k][i] : p[k][i] / sum;
        }
        if (flaw == 1 && random.nextInt(5) == 0) {
            p[random.nextInt(p.length)][i] = Float.NaN;
        } else if (flaw == 2 && random.nextInt(50) == 0) {
            p[random.nextInt(p.length)][i] = ODD[random.nextInt(ODD.length)];
        } else if (flaw == 3) {
            p[i % p.length][i] -= 0.009f;
        } else if (flaw == 4) {
            for (int k = 0; k < p.length; k++) {
                p[k][i] = i % p.length == k ? 1 : 0;
            }
        } else if (flaw == 5) {
            p[0][i] = Float.MIN_VALUE;
        }
    }

    /** Settings, which may refuse their own values. */
    RefineSettings settings() {
        RefineMethod[] methods = RefineMethod.values();
        RefineMethod method = random.nextInt(3) == 0 ? RefineMethod.CRF : methods[random.nextInt(methods.length)];
        double[] numbers = {
            pick(WEIGHTS, 6), pick(WIDTHS, 7), pick(WIDTHS, 7), pick(WEIGHTS, 6), pick(WIDTHS, 7), pick(WEIGHTS, 6)
        };
        int iterations = ITERATIONS[random.nextInt(40) == 0 ? 6 : random.nextInt(5)];
        double confidence = pick(new double[] {0.7, 0.9, 1, 0.5, 0, -1, 2, Double.NaN}, 4);
        int tile = pick(TILES);
        int[] cleaning = {pick(new int[] {0, 0, 3, 30}), pick(new int[] {0, 0, 1, 4, random.nextInt(40) == 0 ? 100 : 2})
        };
        boolean fill = seldom();
        boolean largest = seldom();
        story.append(", " + method);
        for (double number : numbers) {
            story.append(" " + number);
        }
        story.append(", " + iterations + " iterations, confidence " + confidence + ", tile " + tile + ", cleaning "
                + cleaning[0] + " " + cleaning[1] + " " + fill + " " + largest);
        DenseCrfSettings crf = DenseCrfSettings.DEFAULT
                .withAppearance(numbers[0], numbers[1], numbers[2])
                .withSmoothness(numbers[3], numbers[4])
                .withIterations(iterations);
        CleanUp cleanUp = new CleanUp(cleaning[0], fill, cleaning[1], largest);
        return new RefineSettings(method, crf, numbers[5], confidence, tile, cleanUp);
    }
}
