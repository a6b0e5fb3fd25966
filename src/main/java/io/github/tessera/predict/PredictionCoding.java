package io.github.tessera.predict;

import io.github.tessera.data.LabelledImage;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.MaskCoding;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.numeric.real.FloatType;

/**
 * What predictions that were saved as images mean. It is decided over all images of a set, so that the same value never means two classes.
 *
 * @param kind of their values
 * @param coding of the true masks
 * @param decision how probabilities become classes
 */
record PredictionCoding(Kind kind, MaskCoding coding, Decision decision) {
    /** Kinds of values. */
    enum Kind {
        /** 32 bits from 0 to 1, a channel for each class, or one channel for the second of two. */
        PROBABILITIES,
        /** The numbers of classes. */
        INDICES,
        /** Values as in the true masks. */
        MASKS
    }

    /** What the values of one channel may be. */
    private static final class Seen {
        private boolean indices = true;
        private boolean shares = true;
        private boolean between;

        void add(float[] values, int classes) {
            for (float value : values) {
                indices &= value >= 0 && value < classes && value == (int) value;
                shares &= value >= 0 && value <= 1;
                between |= value != (int) value;
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
        if (!single) {
            if (!deep || predictions.channels() != classes) {
                throw new TesseraException("The prediction "
                        + predictions.images().get(0).name() + " has "
                        + predictions.channels() + " channels: give label images or masks of one channel, or 32-bit"
                        + " probabilities with a channel for each of the " + classes + " classes.");
            }
            return new PredictionCoding(Kind.PROBABILITIES, predictions.coding(), decision);
        }
        Seen seen = new Seen();
        for (LabelledImage image : predictions.images()) {
            PrimitiveBlocks<FloatType> blocks = blocks(image);
            float[] row = new float[image.width()];
            for (int y = 0; y < image.height(); y++) {
                progress.check();
                copy(blocks, y, row, image);
                seen.add(row, classes);
            }
        }
        boolean probabilities = deep && classes == 2 && seen.shares && seen.between;
        Kind kind = probabilities ? Kind.PROBABILITIES : seen.indices ? Kind.INDICES : Kind.MASKS;
        return new PredictionCoding(kind, predictions.coding(), decision);
    }

    /**
     * Reads one image's classes.
     *
     * @param rows gets its probabilities, where they are that
     * @return class indices, row by row
     * @throws TesseraException naming image and value if there is one that means nothing
     */
    byte[] read(LabelledImage image, ScoredRows rows, Progress progress) {
        int width = image.width();
        int channels = image.channels();
        byte[] labels = new byte[width * image.height()];
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
            } else {
                for (int x = 0; x < width; x++) {
                    labels[y * width + x] = kind == Kind.INDICES ? (byte) values[x] : coded(image.name(), values[x]);
                }
            }
        }
        return labels;
    }

    private byte coded(String name, float value) {
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
