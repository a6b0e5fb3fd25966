package io.github.tessera.metric;

import io.github.tessera.progress.Choice;
import java.util.function.ToDoubleFunction;

/**
 * How alike two ways are to cut an image into segments, as in electron microscopy, where one wrong membrane pixel can merge two cells. What
 * number a segment has does not matter.
 *
 * <p>Background, number 0, is a segment like any other. Those metrics that are called foreground-restricted leave out the pixels that are
 * background in the truth, while predicted background stays one segment: so does scikit-image's {@code adapted_rand_error}. The script of
 * the ISBI 2012 challenge thins borders first and takes each predicted background pixel for a segment of its own; its values
 * differ. For the others {@link ContingencyTable#foreground()} does the same.
 *
 * <p>NaN where no pixel, or no pair of pixels, is there to be judged.
 */
public enum PartitionMetric implements Choice {
    /** The share of all pairs of pixels that both join, or both part (Rand 1971): from 0 to 1, and near 1 wherever segments are many. */
    RAND_INDEX("Rand index", "rand", true, table -> PairAgreement.of(table).randIndex()),
    /** The Rand index, corrected for chance (Hubert and Arabie 1985): 1 for equal partitions, about 0 for random ones, or below. */
    ADJUSTED_RAND(
            "Adjusted Rand index", "ari", true, table -> PairAgreement.of(table).adjustedRandIndex()),
    /**
     * Foreground-restricted: of the pairs of pixels that are one in the truth, the share that is one in the prediction, from 0 to 1; low where
     * objects are split (Arganda-Carreras et al., "Crowdsourcing the creation of image segmentation algorithms for connectomics", 2015). Pairs
     * are of different pixels, as in scikit-image, which calls it the precision; the paper also pairs each pixel with itself.
     */
    RAND_SPLIT("Rand split score", "randsplit", true, table -> PairAgreement.of(table.foreground())
            .split()),
    /** The same for pairs that are one in the prediction: low where objects are merged; scikit-image calls it the recall. */
    RAND_MERGE("Rand merge score", "randmerge", true, table -> PairAgreement.of(table.foreground())
            .merge()),
    /** Foreground-restricted Rand F-score, V Rand in that paper: the harmonic mean of split and merge score. */
    RAND_F("Rand F-score", "randf", true, table -> PairAgreement.of(table.foreground())
            .fScore()),
    /** 1 - {@link #RAND_F}: from 0 (best) to 1. */
    ADAPTED_RAND_ERROR("Adapted Rand error", "are", false, table -> 1 - RAND_F.of(table)),
    /** H(S|T) in bits, 0 or more: how much truth leaves open about the prediction; high where objects are split. */
    VI_SPLIT("VI split (bits)", "visplit", false, table -> Information.of(table).split()),
    /** H(T|S) in bits, 0 or more: how much the prediction leaves open about the truth; high where objects are merged. */
    VI_MERGE("VI merge (bits)", "vimerge", false, table -> Information.of(table).merge()),
    /**
     * Variation of information H(S|T) + H(T|S) in bits (Meila, "Comparing clusterings: an information based distance", 2007): 0 for equal
     * partitions, a metric in the mathematical sense.
     */
    VARIATION_OF_INFORMATION(
            "Variation of information (bits)", "vi", false, table -> VI_SPLIT.of(table) + VI_MERGE.of(table)),
    /**
     * Foreground-restricted information theoretic F-score, V Info of Arganda-Carreras et al. 2015: 2 I(S;T) / (H(S) + H(T)), from 0 to 1. 1
     * where both have one segment only.
     */
    INFORMATION_F("Information F-score", "informationf", true, table -> Information.of(table.foreground())
            .fScore());

    private final String label;
    private final String word;
    private final boolean higherIsBetter;
    private final ToDoubleFunction<ContingencyTable> value;

    PartitionMetric(String label, String word, boolean higherIsBetter, ToDoubleFunction<ContingencyTable> value) {
        this.label = label;
        this.word = word;
        this.higherIsBetter = higherIsBetter;
        this.value = value;
    }

    /** The value of one image; NaN where it is undefined. */
    public double of(ContingencyTable table) {
        return value.applyAsDouble(table);
    }

    /** False for errors and distances, which are best at 0; true for scores, which are best at 1. */
    public boolean higherIsBetter() {
        return higherIsBetter;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String word() {
        return word;
    }
}
