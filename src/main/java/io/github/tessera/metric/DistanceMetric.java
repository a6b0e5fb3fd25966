package io.github.tessera.metric;

import io.github.tessera.progress.Choice;
import java.util.Arrays;

/**
 * How far off a class's outline is, in the unit of the pixel size: 0 is best. NaN where truth or prediction lacks the class, for then there
 * is no distance. One image's value; over images the mean or median of the values is told.
 */
public enum DistanceMetric implements Choice {
    /** Hausdorff distance: the longest way from any pixel of one boundary to the other boundary. One stray pixel decides it. */
    HAUSDORFF("Hausdorff distance", "hausdorff") {
        @Override
        double defined(BoundaryDistances distances) {
            return Math.max(percentile(distances.truth(), 1), percentile(distances.prediction(), 1));
        }
    },
    /**
     * 95 % Hausdorff distance: the larger of both directions' 95th percentiles, as Metrics Reloaded (Maier-Hein et al. 2024), MONAI and
     * DeepMind's surface-distance have it. MedPy's hd95 is another thing, the percentile of both directions' distances together. Between two
     * distances the percentile is interpolated linearly, NumPy's default.
     */
    HAUSDORFF_95("95 % Hausdorff distance", "hd95") {
        @Override
        double defined(BoundaryDistances distances) {
            return Math.max(percentile(distances.truth(), 0.95), percentile(distances.prediction(), 0.95));
        }
    },
    /**
     * Average symmetric surface distance: the mean of the distances of all pixels of both boundaries, as Metrics Reloaded has it. The mean of
     * both directions' means, which MedPy calls assd, is another thing, MASD.
     */
    AVERAGE_SURFACE_DISTANCE("ASSD", "assd") {
        @Override
        double defined(BoundaryDistances distances) {
            double sum = Arrays.stream(distances.truth()).sum()
                    + Arrays.stream(distances.prediction()).sum();
            return sum / (distances.truth().length + (double) distances.prediction().length);
        }
    };

    private final String label;
    private final String word;

    DistanceMetric(String label, String word) {
        this.label = label;
        this.word = word;
    }

    /** The value, 0 or more; NaN where there is no distance. */
    public double of(BoundaryDistances distances) {
        return distances.defined() ? defined(distances) : Double.NaN;
    }

    /** The value where both boundaries are there. */
    abstract double defined(BoundaryDistances distances);

    @Override
    public String label() {
        return label;
    }

    @Override
    public String word() {
        return word;
    }

    /** Of rising values, that below which a share of them lies. */
    private static double percentile(double[] rising, double share) {
        double place = share * (rising.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, rising.length - 1);
        return rising[below] + (place - below) * (rising[above] - rising[below]);
    }
}
