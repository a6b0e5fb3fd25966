package io.github.tessera.data;

import io.github.tessera.progress.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.imglib2.img.array.ArrayImgs;

/**
 * A sound set of 32 x 24 pixels, to be spoilt: noise with a brighter, rougher rectangle of another place and size in each image,
 * which its mask marks. The last image is kept out.
 */
final class CheckedSet {
    static final int WIDTH = 32;
    static final int HEIGHT = 24;
    static final int CROP = 24;

    final List<LabelledImage> images = new ArrayList<>();
    final List<String> unpaired = new ArrayList<>();
    final List<LeftOut> leftOut = new ArrayList<>();
    int classes = 2;
    int crop = CROP;

    CheckedSet(int count) {
        for (int i = 0; i < count; i++) {
            images.add(sample(i));
        }
    }

    private static LabelledImage sample(int number) {
        SplittableRandom random = new SplittableRandom(number + 1L);
        float[] pixels = new float[WIDTH * HEIGHT];
        byte[] labels = new byte[WIDTH * HEIGHT];
        int left = 3 + number % 5 * 3;
        int top = 2 + number % 7;
        int side = 7 + number % 4;
        for (int i = 0; i < pixels.length; i++) {
            int x = i % WIDTH - left;
            int y = i / WIDTH - top;
            boolean inside = x >= 0 && x < side && y >= 0 && y < side + number % 3;
            labels[i] = (byte) (inside ? 1 : 0);
            pixels[i] = inside ? random.nextInt(80, 240) : random.nextInt(20, 60);
        }
        return image(number, pixels, 8, labels);
    }

    private static LabelledImage image(int number, float[] pixels, int bitDepth, byte[] labels) {
        return new LabelledImage(
                "image " + number,
                ArrayImgs.floats(pixels, WIDTH, HEIGHT, 1),
                bitDepth,
                ArrayImgs.unsignedBytes(labels, WIDTH, HEIGHT));
    }

    int last() {
        return images.size() - 1;
    }

    /** A copy of an image's pixels, row by row. */
    float[] pixels(int i) {
        float[] copy = new float[WIDTH * HEIGHT];
        IntStream.range(0, copy.length)
                .forEach(p -> copy[p] =
                        images.get(i).pixels().getAt(p % WIDTH, p / WIDTH, 0).get());
        return copy;
    }

    /** A copy of an image's labels, row by row. */
    byte[] labels(int i) {
        byte[] copy = new byte[WIDTH * HEIGHT];
        IntStream.range(0, copy.length)
                .forEach(p -> copy[p] = (byte)
                        images.get(i).labels().getAt(p % WIDTH, p / WIDTH).get());
        return copy;
    }

    void setPixels(int i, float[] pixels) {
        images.set(i, image(i, pixels, images.get(i).bitDepth(), labels(i)));
    }

    void setLabels(int i, byte[] labels) {
        images.set(i, image(i, pixels(i), images.get(i).bitDepth(), labels));
    }

    void setLabels(int i, int label) {
        byte[] labels = new byte[WIDTH * HEIGHT];
        Arrays.fill(labels, (byte) label);
        setLabels(i, labels);
    }

    void setBitDepth(int i, int bitDepth) {
        images.set(i, image(i, pixels(i), bitDepth, labels(i)));
    }

    void invert(int i) {
        byte[] labels = labels(i);
        for (int p = 0; p < labels.length; p++) {
            labels[p] = (byte) (1 - labels[p]);
        }
        setLabels(i, labels);
    }

    /** Gives pixels of the last row to a class of their own. */
    void addThirdClass(int i, int pixels) {
        classes = 3;
        byte[] labels = labels(i);
        Arrays.fill(labels, labels.length - pixels, labels.length, (byte) 2);
        setLabels(i, labels);
    }

    DataCheck check() {
        List<String> names = List.of("background", "cell", "dirt").subList(0, classes);
        Split split = images.size() == 1
                ? new Split(List.of(0), List.of(0), List.of(), List.of())
                : new Split(IntStream.range(0, last()).boxed().toList(), List.of(last()), List.of(), List.of());
        return DataCheck.of(names, images, unpaired, leftOut, split, crop, Progress.NONE);
    }
}
