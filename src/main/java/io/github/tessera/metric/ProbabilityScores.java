package io.github.tessera.metric;

import io.github.tessera.image.LabelImage;
import java.util.ArrayList;
import java.util.List;

/**
 * What is measured on probabilities, before a class is decided: curves over thresholds and calibration, over any number of images, and the soft
 * overlap of what was added last. For one thread at a time.
 */
public final class ProbabilityScores {
    /** Fine enough that areas under curves are right to about four decimals. */
    public static final int LEVELS = 4095;

    private final ThresholdCounts thresholds;
    private final Calibration calibration = new Calibration();
    private final int classes;

    /**
     * Without a pixel yet.
     *
     * @param classes at least 2
     */
    public ProbabilityScores(int classes) {
        this.classes = classes;
        thresholds = new ThresholdCounts(classes, LEVELS);
    }

    /**
     * Counts pixels.
     *
     * @param truth class indices; {@value LabelImage#IGNORED} is not counted
     * @param start where in {@code truth} the pixels begin
     * @return the overlap of these pixels with each class
     */
    public List<SoftOverlap> add(byte[] truth, int start, Probabilities pixels) {
        if (pixels.classes() != classes) {
            throw new IllegalArgumentException(pixels.classes() + " probabilities for " + classes + " classes");
        }
        thresholds.add(truth, start, pixels);
        calibration.add(truth, start, pixels);
        List<SoftOverlap> overlaps = new ArrayList<>();
        for (int k = 0; k < classes; k++) {
            overlaps.add(overlap(truth, start, pixels, k));
        }
        return overlaps;
    }

    private static SoftOverlap overlap(byte[] truth, int start, Probabilities pixels, int index) {
        double hit = 0;
        long own = 0;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < pixels.count(); i++) {
            int label = truth[start + i] & 0xff;
            if (label != LabelImage.IGNORED) {
                double q = pixels.of(index, i);
                sum += q;
                squares += q * q;
                if (label == index) {
                    own++;
                    hit += q;
                }
            }
        }
        return new SoftOverlap(hit, own, sum, own, squares);
    }

    /** One for each class against all others. */
    public List<ThresholdCurve> curves() {
        return thresholds.curves();
    }

    /** Of the most probable classes. */
    public Calibration calibration() {
        return calibration;
    }
}
