package io.github.tessera.loss;

import ai.djl.ndarray.NDArray;
import io.github.tessera.tensor.Constant;

/**
 * The counts that overlap losses are made of, on probabilities instead of decisions, pooled over the crops; each (K).
 *
 * @param both sum of p y: the soft true positives
 * @param predicted sum of p
 * @param truth sum of y
 */
record SoftCounts(NDArray both, NDArray predicted, NDArray truth) {
    private static final int[] BATCH_AND_PIXELS = {0, 2, 3};

    /** Keeps a class that is in neither image nor prediction from dividing by zero; small beside one pixel. */
    static final float SMOOTH = 1e-4f;

    /** Counts of a part of a batch. */
    static SoftCounts of(Prediction prediction, Targets targets) {
        return of(prediction.probabilities(), targets.oneHot(), targets);
    }

    private static SoftCounts of(NDArray probabilities, NDArray y, Targets targets) {
        NDArray p = targets.counted(probabilities);
        // The truth is 0 already where it is ignored.
        return new SoftCounts(p.mul(y).sum(BATCH_AND_PIXELS), p.sum(BATCH_AND_PIXELS), y.sum(BATCH_AND_PIXELS));
    }

    /**
     * 1 - (I + e) / (I + alpha (P - I) + beta (Y - I) + e), mean over classes, with I = sum p y. Halves make it Dice, ones Jaccard.
     *
     * @param alpha price of false positives
     * @param beta price of false negatives
     */
    NDArray tversky(double alpha, double beta) {
        NDArray wrong = predicted
                .sub(both)
                .mul(Constant.of(both, alpha))
                .add(truth.sub(both).mul(Constant.of(both, beta)));
        NDArray right = both.add(SMOOTH);
        return right.div(right.add(wrong)).mean().neg().add(1);
    }

    /**
     * 1 - 2 (sum w I + e) / (sum w (P + Y) + 2 e) over the classes, and over class and background where there is one output. The weights
     * 1 / Y^2 are given in units of the rarest class's, which cancel; a class that is not in the crops has none.
     */
    NDArray generalizedDice(Targets targets) {
        SoftCounts counts = targets.outputs() == 1 ? withBackground(targets) : this;
        NDArray weights = targets.rarity();
        NDArray right = counts.both.mul(weights).sum().add(SMOOTH);
        NDArray all = counts.predicted.add(counts.truth).mul(weights).sum().add(2 * SMOOTH);
        return right.mul(Constant.of(right, 2)).div(all).neg().add(1);
    }

    /** Background and class, from the class alone. */
    private SoftCounts withBackground(Targets targets) {
        float pixels = targets.validPixels();
        NDArray neither = predicted.add(truth).sub(both).neg().add(pixels);
        return new SoftCounts(
                neither.concat(both),
                predicted.neg().add(pixels).concat(predicted),
                truth.neg().add(pixels).concat(truth));
    }
}
