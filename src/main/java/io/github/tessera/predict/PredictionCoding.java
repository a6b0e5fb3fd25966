package io.github.tessera.predict;

import io.github.tessera.data.LabelledImage;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.MaskCoding;
import io.github.tessera.image.LabelImage;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.TileStitcher.RowSink;
import java.util.Optional;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.numeric.real.FloatType;

/**
 * What predictions that were saved as images mean. It is decided over all images of a set, so that the same value never means two classes.
 *
 * @param kind of their values
 * @param coding of the true masks
 * @param decision how probabilities become classes
 * @param ignoring whether pixels of value 255 are left out
 */
record PredictionCoding(Kind kind, MaskCoding coding, Decision decision, boolean ignoring) {
    /** What rounding and resampling may add to probabilities. */
    private static final float TOLERANCE = 1e-2f;

    /** Kinds of values. */
    enum Kind {
        /** 32 bits from 0 to 1, a channel for each class, or one channel for the second of two. */
        PROBABILITIES,
        /** The numbers of classes. */
        INDICES,
        /** Values as in the true masks. */
        MASKS,
        /** The numbers of single objects, as in the true masks. */
        NUMBERS,
        /** One value besides 0, where the true masks number objects. */
        FOREGROUND
    }

    /**
     * What an image says.
     *
     * @param labels class indices, row by row
     * @param numbers of its objects, where it has such
     */
    record Read(byte[] labels, Optional<int[]> numbers) {}

    /** What the values may be. */
    private static final class Seen {
        private boolean indices = true;
        private boolean ignoring;
        private boolean shares = true;
        private boolean between;
        private boolean whole = true;
        private boolean others;
        private float some;

        void add(float[] values, int classes) {
            for (float value : values) {
                boolean index = value >= 0 && value < classes && value == (int) value;
                ignoring |= value == LabelImage.IGNORED && !index;
                indices &= index || value == LabelImage.IGNORED;
                shares &= value >= -TOLERANCE && value <= 1 + TOLERANCE;
                between |= value != (int) value;
                whole &= value >= 0 && value == (int) value;
                others |= value != 0 && some != 0 && value != some;
                some = some == 0 ? value : some;
            }
        }
    }

    /**
     * Looks at all predictions.
     *
     * @throws TesseraException if they have more channels than labels have, and are no probabilities
     */
    static PredictionCoding of(LabelledSet predictions, Decision decision, Progress progress) {
        int classes = predictions.classes().size();
        boolean single = predictions.channels() == 1;
        boolean deep = predictions.images().stream().allMatch(image -> image.bitDepth() == Float.SIZE);
        if (!single && (!deep || predictions.channels() != classes)) {
            throw new TesseraException(
                    "The prediction " + predictions.images().get(0).name() + " has "
                            + predictions.channels() + " channels: give label images or masks of one channel, or 32-bit"
                            + " probabilities with a channel for each of the " + classes + " classes.");
        }
        Seen seen = seen(predictions, progress);
        Kind kind = single ? kind(predictions, seen, deep) : Kind.PROBABILITIES;
        if (kind == Kind.PROBABILITIES && !seen.shares) {
            throw new TesseraException(
                    "The predictions have a channel for each class, but hold values below 0 or above 1,"
                            + " which are no probabilities: give numbers from 0 to 1, as Tessera Segment... makes them, or labels.");
        }
        if (kind != Kind.PROBABILITIES && !decision.equals(Decision.USUAL)) {
            throw new TesseraException(
                    "A threshold was entered, but the predictions are decided already: leave it 0, or give"
                            + " probabilities.");
        }
        boolean ignoring = seen.ignoring && (kind == Kind.INDICES || seen.others);
        return new PredictionCoding(kind, predictions.coding(), decision, ignoring);
    }

    private static Kind kind(LabelledSet predictions, Seen seen, boolean deep) {
        boolean binary = predictions.classes().size() == 2;
        if (deep && binary && seen.shares && seen.between) {
            return Kind.PROBABILITIES;
        }
        // 0 and 255 alone are a mask; among other numbers 255 is what was left out.
        if (seen.indices && (!seen.ignoring || seen.others)) {
            return Kind.INDICES;
        }
        boolean numbered = predictions.images().get(0).numbers().isPresent() && binary;
        return numbered && seen.whole ? (seen.others ? Kind.NUMBERS : Kind.FOREGROUND) : Kind.MASKS;
    }

    private static Seen seen(LabelledSet predictions, Progress progress) {
        Seen seen = new Seen();
        for (LabelledImage image : predictions.images()) {
            PrimitiveBlocks<FloatType> blocks = blocks(image);
            float[] row = new float[image.width() * image.channels()];
            for (int y = 0; y < image.height(); y++) {
                progress.check();
                copy(blocks, y, row, image);
                seen.add(row, predictions.classes().size());
            }
        }
        return seen;
    }

    /** A sentence for the log. */
    String describe() {
        return switch (kind) {
            case PROBABILITIES -> "The predictions are probabilities.";
            case INDICES -> "The predictions are class numbers" + (ignoring ? ", 255 is left out." : ".");
            case MASKS -> "The predictions are masks coded as the truth is" + (ignoring ? ", 255 is left out." : ".");
            case NUMBERS -> "The predictions number single objects.";
            case FOREGROUND -> "The predictions are masks of one value; what is connected in them is an object.";
        };
    }

    /**
     * Reads one image's classes.
     *
     * @param rows gets its probabilities, where they are that
     * @throws TesseraException naming image and value if there is one that means nothing
     */
    Read read(LabelledImage image, RowSink rows, Progress progress) {
        int width = image.width();
        int channels = image.channels();
        byte[] labels = new byte[width * image.height()];
        int[] numbers = kind == Kind.NUMBERS ? new int[labels.length] : null;
        float[] values = new float[width * channels];
        float[][] parts = new float[channels][width];
        PrimitiveBlocks<FloatType> blocks = blocks(image);
        for (int y = 0; y < image.height(); y++) {
            progress.check();
            copy(blocks, y, values, image);
            if (kind == Kind.PROBABILITIES) {
                for (int k = 0; k < channels; k++) {
                    System.arraycopy(values, k * width, parts[k], 0, width);
                }
                decision.decide(parts, width, labels, y * width);
                rows.row(y, parts);
                continue;
            }
            for (int x = 0; x < width; x++) {
                labels[y * width + x] = label(image.name(), values[x]);
                if (numbers != null) {
                    numbers[y * width + x] = (int) values[x];
                }
            }
        }
        return new Read(labels, Optional.ofNullable(numbers));
    }

    private byte label(String name, float value) {
        return switch (kind) {
            case INDICES -> (byte) value;
            case NUMBERS, FOREGROUND -> (byte) (value > 0 ? 1 : 0);
            case MASKS -> coded(name, value);
            case PROBABILITIES -> throw new IllegalStateException("not decided");
        };
    }

    private byte coded(String name, float value) {
        if (ignoring && value == LabelImage.IGNORED) {
            return (byte) LabelImage.IGNORED;
        }
        if (value != (int) value || !coding.values().contains((int) value)) {
            throw new TesseraException("The prediction " + name + " holds the value " + value
                    + ", which is neither a class number nor a value of the true masks (" + coding.values()
                    + "): give label images of Tessera, or masks coded as the truth.");
        }
        return coding.code((int) value);
    }

    private static PrimitiveBlocks<FloatType> blocks(LabelledImage image) {
        return PrimitiveBlocks.of(image.pixels(), PrimitiveBlocks.OnFallback.ACCEPT);
    }

    private static void copy(PrimitiveBlocks<FloatType> blocks, int y, float[] into, LabelledImage image) {
        blocks.copy(new int[] {0, y, 0}, into, new int[] {image.width(), 1, image.channels()});
    }
}
