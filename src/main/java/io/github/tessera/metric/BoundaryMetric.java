package io.github.tessera.metric;

import io.github.tessera.progress.Choice;

/**
 * How much of a class's outline is right to within a tolerance, from 0 (worst) to 1 (best). NaN where neither truth nor prediction has the
 * class; 0 where only one of them has.
 *
 * <p>Precision, recall and F1: Csurka et al., "What is a good evaluation measure for semantic segmentation?", BMVC 2013. A distance that equals
 * the tolerance is near, as in Nikolov et al.; Csurka et al. ask for less than the tolerance, which differs only where distances hit it. What a
 * boundary is, {@link BoundaryDistances} says.
 */
public enum BoundaryMetric implements Choice {
    /** The share of the predicted boundary that lies near the true one. */
    PRECISION("Boundary precision", "boundaryprecision") {
        @Override
        double defined(BoundaryCounts counts) {
            return ratio(counts.predictionNear(), counts.prediction());
        }
    },
    /** The share of the true boundary that lies near the predicted one. */
    RECALL("Boundary recall", "boundaryrecall") {
        @Override
        double defined(BoundaryCounts counts) {
            return ratio(counts.truthNear(), counts.truth());
        }
    },
    /** Boundary F1, or BF score: the harmonic mean of precision and recall. */
    F1("Boundary F1", "boundaryf1") {
        @Override
        double defined(BoundaryCounts counts) {
            double precision = PRECISION.defined(counts);
            double recall = RECALL.defined(counts);
            return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
        }
    },
    /**
     * Normalized surface Dice, or normalized surface distance: the share of both boundaries together that lies near the other one (Nikolov
     * et al. 2021). The length of a boundary is its number of pixels, as in MONAI and Metrics Reloaded.
     */
    SURFACE_DICE("NSD", "nsd") {
        @Override
        double defined(BoundaryCounts counts) {
            return ratio(counts.truthNear() + counts.predictionNear(), counts.truth() + counts.prediction());
        }
    };

    private final String label;
    private final String word;

    BoundaryMetric(String label, String word) {
        this.label = label;
        this.word = word;
    }

    /** The value, from 0 to 1; NaN where there is no boundary at all. */
    public double of(BoundaryCounts counts) {
        return counts.truth() + counts.prediction() == 0 ? Double.NaN : defined(counts);
    }

    /** The value where there is a boundary. */
    abstract double defined(BoundaryCounts counts);

    @Override
    public String label() {
        return label;
    }

    @Override
    public String word() {
        return word;
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
