package io.github.tessera.metric;

import io.github.tessera.image.LabelImage;
import java.util.ArrayList;
import java.util.List;

/** Adds up, class by class, which probabilities pixels of the class and other pixels have. For one thread at a time. */
public final class ThresholdCounts {
    /** As fine as unsigned bytes are. */
    public static final int BYTE_LEVELS = 255;

    private final int levels;
    private final long[][] positives;
    private final long[][] negatives;

    /** Without a pixel yet, as fine as unsigned bytes are. */
    public ThresholdCounts(int classes) {
        this(classes, BYTE_LEVELS);
    }

    /**
     * Without a pixel yet.
     *
     * @param classes at least 1
     * @param levels probabilities are rounded to multiples of 1 / levels
     */
    public ThresholdCounts(int classes, int levels) {
        this.levels = levels;
        positives = new long[classes][levels + 1];
        negatives = new long[classes][levels + 1];
    }

    /**
     * Counts one image's or crop's pixels for all classes.
     *
     * @param truth class indices; {@value LabelImage#IGNORED} is not counted
     * @param probabilities (K, pixels), unsigned bytes: 0 is 0, {@value #BYTE_LEVELS} is 1
     */
    public void add(byte[] truth, byte[] probabilities) {
        if (levels != BYTE_LEVELS) {
            throw new IllegalStateException("bytes for " + levels + " levels");
        }
        for (int k = 0; k < positives.length; k++) {
            int start = k * truth.length;
            for (int i = 0; i < truth.length; i++) {
                int label = truth[i] & 0xff;
                if (label != LabelImage.IGNORED) {
                    (label == k ? positives : negatives)[k][probabilities[start + i] & 0xff]++;
                }
            }
        }
    }

    /**
     * Counts pixels, as {@link Probabilities} has their probabilities.
     *
     * @param truth class indices; {@value LabelImage#IGNORED} is not counted
     * @param start where in {@code truth} the pixels begin
     */
    public void add(byte[] truth, int start, Probabilities pixels) {
        for (int k = 0; k < positives.length; k++) {
            for (int i = 0; i < pixels.count(); i++) {
                int label = truth[start + i] & 0xff;
                if (label != LabelImage.IGNORED) {
                    (label == k ? positives : negatives)[k][Math.round(levels * pixels.of(k, i))]++;
                }
            }
        }
    }

    /** The curves as they stand now, one for each class. */
    public List<ThresholdCurve> curves() {
        List<ThresholdCurve> curves = new ArrayList<>();
        for (int k = 0; k < positives.length; k++) {
            curves.add(new ThresholdCurve(positives[k], negatives[k]));
        }
        return curves;
    }
}
