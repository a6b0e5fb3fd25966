package io.github.tessera.view;

import ij.ImagePlus;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.postprocess.UnaryEnergy;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tile.Tile;
import java.util.ArrayList;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.numeric.real.FloatType;

/**
 * What is to be refined: labels, or probabilities.
 *
 * @param stack labels of one channel, or probabilities with a channel for each class, or one for the second of two
 * @param classes names
 * @param probable whether they are probabilities
 * @param white whether the labels are a mask of 0 and 255
 */
record StartingPoint(PlaneStack stack, List<String> classes, boolean probable, boolean white) {
    private static final int WHITE = 255;
    private static final int WHOLE_BYTES = 8;

    /**
     * Reads an image's meaning.
     *
     * @throws TesseraException if it is neither; the message says what to give
     */
    static StartingPoint of(ImagePlus image, Progress progress) {
        PlaneStack stack = PlaneStack.of(image);
        List<String> known = image.getProp(LabelImage.CLASSES_PROPERTY) == null ? List.of() : LabelImage.classes(image);
        if (stack.bitDepth() == Float.SIZE) {
            int classes = Math.max(2, stack.channels());
            return new StartingPoint(stack, named(known, classes), true, false);
        }
        if (stack.channels() != 1 || stack.bitDepth() != WHOLE_BYTES) {
            throw new TesseraException("The image " + image.getTitle()
                    + " holds neither labels nor probabilities: give a label image or a mask of 8 bits, or 32-bit probabilities"
                    + " with a channel for each class, as Tessera Segment... makes them.");
        }
        if (!known.isEmpty()) {
            return new StartingPoint(stack, named(known, Math.max(2, known.size())), false, false);
        }
        boolean[] seen = values(stack, progress);
        int largest = 0;
        int others = 0;
        for (int value = 0; value < WHITE; value++) {
            largest = seen[value] ? value : largest;
            others += seen[value] && value > 0 ? 1 : 0;
        }
        boolean white = seen[WHITE] && others == 0;
        return new StartingPoint(stack, named(List.of(), white ? 2 : Math.max(2, largest + 1)), false, white);
    }

    private static boolean[] values(PlaneStack stack, Progress progress) {
        boolean[] seen = new boolean[WHITE + 1];
        float[] row = new float[stack.width()];
        for (RandomAccessibleInterval<FloatType> plane : stack.planes()) {
            PrimitiveBlocks<FloatType> blocks = PrimitiveBlocks.of(plane, PrimitiveBlocks.OnFallback.ACCEPT);
            for (int y = 0; y < stack.height(); y++) {
                progress.check();
                blocks.copy(new int[] {0, y, 0}, row, new int[] {row.length, 1, 1});
                for (float value : row) {
                    seen[(int) value] = true;
                }
            }
        }
        return seen;
    }

    private static List<String> named(List<String> known, int classes) {
        List<String> names = new ArrayList<>(known.subList(0, Math.min(known.size(), classes)));
        for (int k = names.size(); k < classes; k++) {
            names.add(k == 0 ? "background" : classes == 2 ? "foreground" : "class " + k);
        }
        return names;
    }

    /** The class indices of a part of a plane, row by row; none of probabilities. */
    byte[] labels(int plane, Tile part) {
        float[] values = values(plane, part);
        byte[] labels = new byte[values.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (white ? (values[i] > 0 ? 1 : 0) : (int) values[i]);
        }
        return labels;
    }

    /**
     * What is believed of a part of a plane.
     *
     * @param confidence that a label is right
     */
    UnaryEnergy unary(int plane, Tile part, double confidence) {
        if (!probable) {
            return UnaryEnergy.ofLabels(labels(plane, part), classes.size(), confidence);
        }
        return UnaryEnergy.ofProbabilities(probabilities(plane, part));
    }

    /** (K, N) of a part of a plane of probabilities; K = 1 is the second of two classes. */
    float[][] probabilities(int plane, Tile part) {
        return planes(values(plane, part), stack.channels());
    }

    /** (K, N) of K x N numbers. */
    static float[][] planes(float[] values, int channels) {
        int pixels = values.length / channels;
        float[][] planes = new float[channels][pixels];
        for (int c = 0; c < channels; c++) {
            System.arraycopy(values, c * pixels, planes[c], 0, pixels);
        }
        return planes;
    }

    private float[] values(int plane, Tile part) {
        float[] values = new float[part.width() * part.height() * stack.channels()];
        PrimitiveBlocks.of(stack.planes().get(plane), PrimitiveBlocks.OnFallback.ACCEPT)
                .copy(new int[] {part.x(), part.y(), 0}, values, new int[] {
                    part.width(), part.height(), stack.channels()
                });
        return values;
    }
}
