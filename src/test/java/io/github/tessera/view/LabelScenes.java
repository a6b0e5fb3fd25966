package io.github.tessera.view;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.ShortProcessor;
import io.github.tessera.image.LabelImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Label images with all that makes outlines difficult: holes, parts that touch by corners, single pixels, classes side by side, the image's edges. */
public final class LabelScenes {
    /** Pixels of a row. */
    public static final int WIDTH = 61;

    /** Rows. */
    public static final int HEIGHT = 47;

    /** The classes of {@link #classes}. */
    public static final List<String> CLASSES = List.of("background", "nucleus", "debris", "mitosis");

    private LabelScenes() {}

    /** A class image of Tessera with slices within frames; each holds ignored pixels, too. */
    public static ImagePlus classes(int slices, int frames) {
        List<byte[]> planes = new ArrayList<>();
        for (int plane = 0; plane < slices * frames; plane++) {
            Random random = new Random(plane);
            byte[] labels = new byte[WIDTH * HEIGHT];
            for (int n = 0; n < 90; n++) {
                int value = random.nextInt(8);
                block(random, labels, (byte) (value < 4 ? value : value == 4 ? LabelImage.IGNORED : 0));
            }
            for (int n = 0; n < 40; n++) {
                labels[random.nextInt(labels.length)] = (byte) random.nextInt(4);
            }
            planes.add(labels);
        }
        return shaped(LabelImage.of(planes, WIDTH, HEIGHT, CLASSES, "cells_labels", new Calibration()), slices, frames);
    }

    private static void block(Random random, byte[] labels, byte value) {
        int x = random.nextInt(WIDTH);
        int y = random.nextInt(HEIGHT);
        int right = Math.min(WIDTH, x + 1 + random.nextInt(12));
        int bottom = Math.min(HEIGHT, y + 1 + random.nextInt(12));
        for (int row = y; row < bottom; row++) {
            java.util.Arrays.fill(labels, row * WIDTH + x, row * WIDTH + right, value);
        }
    }

    /** Numbered objects of 16 bits, as other tools leave them: some in several parts, the numbers not all in a row. */
    public static ImagePlus numbered(int slices) {
        ImageStack stack = new ImageStack(WIDTH, HEIGHT);
        for (int slice = 0; slice < slices; slice++) {
            Random random = new Random(99 + slice);
            byte[] blocks = new byte[WIDTH * HEIGHT];
            for (int n = 1; n <= 60; n++) {
                block(random, blocks, (byte) n);
            }
            short[] numbers = new short[blocks.length];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (short) (700 * blocks[i]);
            }
            stack.addSlice(new ShortProcessor(WIDTH, HEIGHT, numbers, null));
        }
        return new ImagePlus("cells_cp_masks.tif", stack);
    }

    /** An image as a stack of slices within frames. */
    static ImagePlus shaped(ImagePlus image, int slices, int frames) {
        image.setDimensions(1, slices, frames);
        image.setOpenAsHyperStack(slices > 1 && frames > 1);
        return image;
    }

    /** The values of all planes, one after the other. */
    public static float[] values(ImagePlus image) {
        float[] values = new float[image.getStackSize() * image.getWidth() * image.getHeight()];
        int at = 0;
        for (int slice = 1; slice <= image.getStackSize(); slice++) {
            var processor = image.getStack().getProcessor(slice);
            for (int i = 0; i < processor.getPixelCount(); i++) {
                values[at++] = processor.getf(i);
            }
        }
        return values;
    }
}
