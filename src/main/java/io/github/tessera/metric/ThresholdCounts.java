package io.github.tessera.metric;

import io.github.tessera.image.LabelImage;
import java.util.ArrayList;
import java.util.List;

/** Adds up, class by class, which probabilities pixels of the class and other pixels have. For one thread at a time. */
public final class ThresholdCounts {
    private final long[][] positives;
    private final long[][] negatives;

    /**
     * Without a pixel yet.
     *
     * @param classes at least 1
     */
    public ThresholdCounts(int classes) {
        positives = new long[classes][ThresholdCurve.LEVELS + 1];
        negatives = new long[classes][ThresholdCurve.LEVELS + 1];
    }

    /**
     * Counts one image's or crop's pixels for all classes.
     *
     * @param truth class indices; {@value LabelImage#IGNORED} is not counted
     * @param probabilities (K, pixels), unsigned bytes: 0 is 0, {@value ThresholdCurve#LEVELS} is 1
     */
    public void add(byte[] truth, byte[] probabilities) {
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

    /** The curves as they stand now, one for each class. */
    public List<ThresholdCurve> curves() {
        List<ThresholdCurve> curves = new ArrayList<>();
        for (int k = 0; k < positives.length; k++) {
            curves.add(new ThresholdCurve(positives[k], negatives[k]));
        }
        return curves;
    }
}
