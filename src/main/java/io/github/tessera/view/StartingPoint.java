package io.github.tessera.view;

import ij.ImagePlus;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.image.Planes;
import io.github.tessera.postprocess.UnaryEnergy;
import io.github.tessera.predict.Decision;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tile.Tile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.numeric.real.FloatType;

/**
 * What is to be refined: labels, or probabilities.
 *
 * @param stack labels of one channel, or probabilities with a channel for each class, or one for the second of two
 * @param classes names
 * @param probable whether they are probabilities
 * @param foreground the value that means the second class: of a mask 255 or another, else 1
 */
record StartingPoint(PlaneStack stack, List<String> classes, boolean probable, int foreground) {
    private static final int WHITE = 255;
    private static final int WHOLE_BYTES = 8;

    /** Labels without names from that value on number objects. */
    private static final int MOST_VALUES = 32;

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
            boolean probable = stack.channels() > 1 || !wholeNumbers(stack, image.getTitle(), progress);
            return new StartingPoint(stack, named(known, classes), probable, 1);
        }
        if (stack.channels() != 1 || stack.bitDepth() != WHOLE_BYTES) {
            throw new TesseraException("The image " + image.getTitle()
                    + " holds neither labels nor probabilities: give a label image or a mask of 8 bits, or 32-bit probabilities"
                    + " with a channel for each class, as Tessera Segment... makes them.");
        }
        if (!known.isEmpty()) {
            return new StartingPoint(stack, named(known, Math.max(2, known.size())), false, 1);
        }
        return ofUnnamed(stack, image.getTitle(), progress);
    }

    /** A mask if one value alone is neither 0 nor not labelled; else class indices, some of which may not occur. */
    private static StartingPoint ofUnnamed(PlaneStack stack, String title, Progress progress) {
        boolean[] seen = new boolean[WHITE + 1];
        rows(stack, progress, row -> {
            for (float value : row) {
                seen[(int) value] = true;
            }
            return true;
        });
        int[] others =
                IntStream.range(1, LabelImage.IGNORED).filter(v -> seen[v]).toArray();
        if (others.length == 0) {
            return new StartingPoint(stack, named(List.of(), 2), false, seen[WHITE] ? WHITE : 1);
        }
        if (others.length == 1) {
            return new StartingPoint(stack, named(List.of(), 2), false, others[0]);
        }
        int largest = others[others.length - 1];
        if (largest >= MOST_VALUES) {
            throw new TesseraException("The image " + title + " has " + others.length + " values above 0, up to "
                    + largest + ", and no names of classes, so these seem to be numbered objects:"
                    + " make a mask or class labels (0, 1, 2 and so on, below " + MOST_VALUES + ") of them first.");
        }
        return new StartingPoint(stack, named(List.of(), largest + 1), false, 1);
    }

    /**
     * Whether 32-bit numbers are the labels 0 and 1, not probabilities.
     *
     * @throws TesseraException if they are labels of more classes
     */
    private static boolean wholeNumbers(PlaneStack stack, String title, Progress progress) {
        float[] largest = new float[1];
        boolean whole = rows(stack, progress, row -> {
            for (float value : row) {
                if (value < 0 || value != Math.rint(value) || Float.isInfinite(value)) {
                    return false;
                }
                largest[0] = Math.max(largest[0], value);
            }
            return true;
        });
        if (whole && largest[0] > 1) {
            throw new TesseraException("The image " + title
                    + " holds whole numbers of 32 bits, so these are labels, not probabilities:"
                    + " labels must have 8 bits (Image > Type > 8-bit; first untick Scale when converting in Edit > Options >"
                    + " Conversions...).");
        }
        return whole;
    }

    /** Goes through the rows of one channel until one is refused; true if none is. */
    private static boolean rows(PlaneStack stack, Progress progress, Predicate<float[]> accepted) {
        float[] row = new float[stack.width()];
        for (RandomAccessibleInterval<FloatType> plane : stack.planes()) {
            PrimitiveBlocks<FloatType> blocks = PrimitiveBlocks.of(plane, PrimitiveBlocks.OnFallback.ACCEPT);
            for (int y = 0; y < stack.height(); y++) {
                progress.check();
                blocks.copy(new int[] {0, y, 0}, row, new int[] {row.length, 1, 1});
                if (!accepted.test(row)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static List<String> named(List<String> known, int classes) {
        List<String> names = new ArrayList<>(known.subList(0, Math.min(known.size(), classes)));
        for (int k = names.size(); k < classes; k++) {
            names.add(k == 0 ? "background" : classes == 2 ? "foreground" : "class " + k);
        }
        return names;
    }

    /**
     * The class indices of a part of a plane, row by row; none of probabilities.
     *
     * @throws TesseraException if there is another
     */
    byte[] labels(int plane, Tile part) {
        float[] values = values(plane, part)[0];
        byte[] labels = new byte[values.length];
        for (int i = 0; i < labels.length; i++) {
            int label = values[i] == foreground ? 1 : (int) values[i];
            if (label >= classes.size() && label != LabelImage.IGNORED) {
                throw new TesseraException("The image " + stack.name() + " has pixels of value " + label
                        + ", but names of " + classes.size() + " classes: use values from 0 to "
                        + (classes.size() - 1) + ", and " + LabelImage.IGNORED + " for what is not labelled.");
            }
            labels[i] = (byte) label;
        }
        return labels;
    }

    /** The class indices of a part of a plane, the most probable ones of probabilities. */
    byte[] decided(int plane, Tile part) {
        if (!probable) {
            return labels(plane, part);
        }
        byte[] decided = new byte[part.width() * part.height()];
        for (int y = 0; y < part.height(); y++) {
            float[][] row = probabilities(plane, new Tile(part.x(), part.y() + y, part.width(), 1));
            Decision.USUAL.decide(row, part.width(), decided, y * part.width());
        }
        return decided;
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

    /**
     * (K, N) of a part of a plane of probabilities, some perhaps not numbers; K = 1 is the second of two classes.
     *
     * @throws TesseraException if there is something else
     */
    float[][] probabilities(int plane, Tile part) {
        float[][] probabilities = values(plane, part);
        for (float[] channel : probabilities) {
            for (float value : channel) {
                if (!UnaryEnergy.isProbable(value)) {
                    throw new TesseraException("The image " + stack.name() + " has a pixel of value " + value
                            + ", which is no probability: give numbers from 0 to 1, as Tessera Segment... does.");
                }
            }
        }
        return probabilities;
    }

    /** (K, N) as they are. */
    private float[][] values(int plane, Tile part) {
        return Planes.part(stack.planes().get(plane), part);
    }
}
