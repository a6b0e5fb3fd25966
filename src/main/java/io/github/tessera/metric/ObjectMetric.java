package io.github.tessera.metric;

import io.github.tessera.progress.Choice;

/**
 * How well objects were found, from 0 (worst) to 1 (best). NaN where neither truth nor prediction has an object; 0 where only one of them
 * has.
 *
 * <p>With TP, FP and FN as in {@link ObjectCounts}, which depend on the IoU that a match needs: see {@link ObjectMatches}.
 */
public enum ObjectMetric implements Choice {
    /** TP / (TP + FP). */
    PRECISION("Object precision", "objectprecision") {
        @Override
        double defined(ObjectCounts counts) {
            return ratio(counts.truePositives(), counts.truePositives() + counts.falsePositives());
        }
    },
    /** TP / (TP + FN). */
    RECALL("Object recall", "objectrecall") {
        @Override
        double defined(ObjectCounts counts) {
            return ratio(counts.truePositives(), counts.truePositives() + counts.falseNegatives());
        }
    },
    /** 2 TP / (2 TP + FP + FN). */
    F1("Object F1", "objectf1") {
        @Override
        double defined(ObjectCounts counts) {
            long twice = 2 * counts.truePositives();
            return ratio(twice, twice + counts.falsePositives() + counts.falseNegatives());
        }
    },
    /**
     * Average precision as cell segmentation uses the word: TP / (TP + FP + FN), the Jaccard index of objects (Caicedo et al., "Nucleus
     * segmentation across imaging experiments: the 2018 Data Science Bowl", 2019; so in StarDist and Cellpose). It needs no scores and is
     * not COCO's average precision, the area under the precision-recall curve of ranked predictions.
     */
    AVERAGE_PRECISION("AP", "ap") {
        @Override
        double defined(ObjectCounts counts) {
            return ratio(
                    counts.truePositives(), counts.truePositives() + counts.falsePositives() + counts.falseNegatives());
        }
    },
    /** The mean IoU of the matched pairs; 0 where none is matched. With {@link ObjectMatches#panoptic()} the SQ of Kirillov et al. */
    SEGMENTATION_QUALITY("SQ", "sq") {
        @Override
        double defined(ObjectCounts counts) {
            return counts.truePositives() == 0 ? 0 : counts.iouSum() / counts.truePositives();
        }
    },
    /** {@link #F1} under the name that it has as a factor of {@link #PANOPTIC_QUALITY}. */
    RECOGNITION_QUALITY("RQ", "rq") {
        @Override
        double defined(ObjectCounts counts) {
            return F1.defined(counts);
        }
    },
    /** SQ x RQ = sum of IoU / (TP + FP/2 + FN/2) (Kirillov et al., "Panoptic segmentation", 2019), for {@link ObjectMatches#panoptic()}. */
    PANOPTIC_QUALITY("PQ", "pq") {
        @Override
        double defined(ObjectCounts counts) {
            return SEGMENTATION_QUALITY.defined(counts) * RECOGNITION_QUALITY.defined(counts);
        }
    };

    private final String label;
    private final String word;

    ObjectMetric(String label, String word) {
        this.label = label;
        this.word = word;
    }

    /** The value, from 0 to 1; NaN where there is no object at all. */
    public double of(ObjectCounts counts) {
        boolean none = counts.truePositives() + counts.falsePositives() + counts.falseNegatives() == 0;
        return none ? Double.NaN : defined(counts);
    }

    /** The value where there is at least one object. */
    abstract double defined(ObjectCounts counts);

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
