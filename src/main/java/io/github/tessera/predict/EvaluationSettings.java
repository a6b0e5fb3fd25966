package io.github.tessera.predict;

import io.github.tessera.image.PixelSize;
import io.github.tessera.metric.BoundaryDistances;
import io.github.tessera.postprocess.ObjectSplit;
import java.util.Optional;

/**
 * What is measured besides pixels, and kept.
 *
 * @param decision how probabilities become classes
 * @param objects how those that touch are told apart, where single objects are to be compared; empty where not
 * @param boundaries whether boundaries are
 * @param tolerance how far apart boundaries may be and still agree, in micrometres where the pixels' size is known, else in pixels; 0 for
 *     0.75 % of the image's diagonal
 * @param labels whether labels of each image are kept to be shown; of many images they take up to 128 MB
 */
public record EvaluationSettings(
        Decision decision, Optional<ObjectSplit> objects, boolean boundaries, double tolerance, boolean labels) {
    /** Pixels alone. */
    public static final EvaluationSettings PIXELS = new EvaluationSettings(Decision.USUAL, Optional.empty(), false, 0);

    /** With labels to be shown. */
    public EvaluationSettings(Decision decision, Optional<ObjectSplit> objects, boolean boundaries, double tolerance) {
        this(decision, objects, boundaries, tolerance, true);
    }

    /** The same for measures alone: no labels are kept. */
    public EvaluationSettings withoutLabels() {
        return new EvaluationSettings(decision, objects, boundaries, tolerance, false);
    }

    /** The tolerance for a plane. */
    double tolerance(int width, int height, Optional<PixelSize> size) {
        return tolerance > 0
                ? tolerance
                : BoundaryDistances.tolerance(
                        width,
                        height,
                        size.map(PixelSize::width).orElse(1.0),
                        size.map(PixelSize::height).orElse(1.0));
    }
}
