package io.github.tessera.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/** The one list of losses. Each takes raw logits (N, K, H, W) and gives one number, 0 at its best. */
public enum LossFunction {
    /**
     * Binary cross-entropy of each output by itself, mean over pixels and outputs: softplus(x) - x y, which is
     * -(y log p + (1 - y) log(1 - p)) with p = sigmoid(x), without its overflow.
     */
    BCE("bce", "Binary cross-entropy") {
        @Override
        NDArray of(NDArray logits, Targets targets, io.github.tessera.network.Activation activation) {
            NDArray perPixel = Activation.softPlus(logits).sub(logits.mul(targets.oneHot()));
            return targets.mean(perPixel).div(logits.getShape().get(1));
        }
    },
    /** Cross-entropy of the classes against each other: -log softmax(x) at the true class, mean over pixels. One output: as BCE. */
    CROSS_ENTROPY("crossentropy", "Cross-entropy") {
        @Override
        NDArray of(NDArray logits, Targets targets, io.github.tessera.network.Activation activation) {
            return logits.getShape().get(1) == 1
                    ? BCE.of(logits, targets, activation)
                    : targets.mean(logits.logSoftmax(1).mul(targets.oneHot())).neg();
        }
    },
    /** 1 - (2 I + e) / (P + Y + e), mean over classes, with I = sum p y: Milletari, Navab, Ahmadi, "V-Net", 3DV 2016, without the squares. */
    DICE("dice", "Soft Dice") {
        @Override
        NDArray of(NDArray logits, Targets targets, io.github.tessera.network.Activation activation) {
            SoftCounts c = SoftCounts.of(probabilities(logits, activation), targets);
            NDArray dice =
                    c.both().mul(2).add(SMOOTH).div(c.predicted().add(c.truth()).add(SMOOTH));
            return dice.mean().neg().add(1);
        }
    },
    /** 1 - (I + e) / (P + Y - I + e), mean over classes: the soft intersection over union that seed 000 mixes with BCE. */
    JACCARD("jaccard", "Soft Jaccard (IoU)") {
        @Override
        NDArray of(NDArray logits, Targets targets, io.github.tessera.network.Activation activation) {
            SoftCounts c = SoftCounts.of(probabilities(logits, activation), targets);
            NDArray union = c.predicted().add(c.truth()).sub(c.both());
            return c.both().add(SMOOTH).div(union.add(SMOOTH)).mean().neg().add(1);
        }
    };

    /** Keeps a class that is in neither image nor prediction from dividing by zero; small beside one pixel. */
    static final float SMOOTH = 1e-4f;

    private final String word;
    private final String label;

    LossFunction(String word, String label) {
        this.word = word;
        this.label = label;
    }

    /** The loss of a batch, a scalar with its gradient. */
    abstract NDArray of(NDArray logits, Targets targets, io.github.tessera.network.Activation activation);

    /** The word in macros. */
    public String word() {
        return word;
    }

    /** The name in menus. */
    public String label() {
        return label;
    }

    private static NDArray probabilities(NDArray logits, io.github.tessera.network.Activation activation) {
        return activation == io.github.tessera.network.Activation.SIGMOID
                ? Activation.sigmoid(logits)
                : logits.softmax(1);
    }
}
