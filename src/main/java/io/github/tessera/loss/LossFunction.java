package io.github.tessera.loss;

import ai.djl.ndarray.NDArray;
import io.github.tessera.network.Activation;
import io.github.tessera.progress.Choice;
import java.util.List;
import java.util.stream.DoubleStream;

/** The one list of losses. Each gives one number for logits (N, K, H, W), 0 at its best. */
public enum LossFunction implements Choice {
    /** Binary cross-entropy of each output by itself, mean over pixels and outputs. */
    BCE(
            "bce",
            "Binary cross-entropy",
            true,
            "Pixel by pixel, each class by itself; the usual start, with jaccard beside it.") {
        @Override
        NDArray of(Prediction prediction, Targets targets, List<Double> parameters) {
            return new CrossEntropy(0, false).of(prediction.by(Activation.SIGMOID), targets);
        }
    },
    /** Cross-entropy of the classes against each other, mean over pixels. One output: as BCE. */
    CROSS_ENTROPY("crossentropy", "Cross-entropy", true, "Pixel by pixel, the classes against each other.") {
        @Override
        NDArray of(Prediction prediction, Targets targets, List<Double> parameters) {
            return new CrossEntropy(0, false).of(prediction.by(Activation.SOFTMAX), targets);
        }
    },
    /** 1 - 2 I / (P + Y), mean over classes: Milletari, Navab, Ahmadi, "V-Net", 3DV 2016, without the squares. */
    DICE("dice", "Soft Dice", false, "Overlap of result and mask; a small class counts as much as a large one.") {
        @Override
        NDArray of(Prediction prediction, Targets targets, List<Double> parameters) {
            return SoftCounts.of(prediction, targets).tversky(0.5, 0.5);
        }
    },
    /** One Dice over all classes, each weighted by 1 / Y^2: Sudre et al., "Generalised Dice overlap", DLMIA 2017. */
    GENERALIZED_DICE(
            "generalizeddice", "Generalized Dice", false, "One overlap of all classes, the rare ones weighted up.") {
        @Override
        NDArray of(Prediction prediction, Targets targets, List<Double> parameters) {
            return SoftCounts.of(prediction, targets).generalizedDice(targets);
        }
    },
    /** 1 - I / (P + Y - I), mean over classes: the soft intersection over union that seed 000 mixes with BCE. */
    JACCARD(
            "jaccard",
            "Soft Jaccard (IoU)",
            false,
            "Intersection over union: stricter than dice, and what is measured.") {
        @Override
        NDArray of(Prediction prediction, Targets targets, List<Double> parameters) {
            return SoftCounts.of(prediction, targets).tversky(1, 1);
        }
    },
    /** 1 - I / (I + alpha (P - I) + beta (Y - I)), mean over classes: Salehi, Erdogmus, Gholipour, "Tversky loss", MLMI 2017. */
    TVERSKY(
            "tversky",
            "Tversky",
            false,
            "Overlap with a price for pixels found wrongly and one for pixels missed; a higher second number misses less.",
            "two numbers of 0 or more, not both 0: the price of pixels found wrongly and that of pixels missed",
            0.3,
            0.7) {
        @Override
        NDArray of(Prediction prediction, Targets targets, List<Double> parameters) {
            return SoftCounts.of(prediction, targets).tversky(parameters.get(0), parameters.get(1));
        }

        @Override
        boolean takes(List<Double> numbers) {
            return super.takes(numbers) && numbers.get(0) + numbers.get(1) > 0;
        }
    },
    /**
     * Cross-entropy times (1 - p_t)^gamma, p_t being the probability of what is true: Lin et al., "Focal loss", ICCV 2017; class weights
     * are its alpha. Softmax or sigmoid as the outputs are.
     */
    FOCAL(
            "focal",
            "Focal",
            true,
            "Cross-entropy that looks at the pixels that are still wrong, the more the higher its number; for rare things.",
            "one number of 0 or more, how much less a pixel counts that is right already",
            2) {
        @Override
        NDArray of(Prediction prediction, Targets targets, List<Double> parameters) {
            return new CrossEntropy(parameters.get(0), false).of(prediction, targets);
        }
    },
    /** The Lovasz extension of 1 - Jaccard on probabilities, mean over the classes that are there: {@link LovaszExtension}. */
    LOVASZ(
            "lovasz",
            "Lovász",
            false,
            "Intersection over union as it is after the decision; beside bce or crossentropy.") {
        @Override
        NDArray of(Prediction prediction, Targets targets, List<Double> parameters) {
            return LovaszExtension.of(prediction.probabilities(), targets);
        }
    },
    /**
     * Cross-entropy, each pixel weighted by its class and by how narrow a gap between objects it lies in: equations 1 and 2 of Ronneberger,
     * Fischer, Brox, "U-Net", MICCAI 2015, divided by the sum of the weights. Softmax or sigmoid as the outputs are.
     */
    BOUNDARY(
            "boundary",
            "Boundary-weighted cross-entropy",
            true,
            "Cross-entropy that minds the gaps between objects that nearly touch (the U-Net paper): how much, and how wide in pixels.",
            "two numbers above 0: the weight of the gaps between objects and their width in pixels",
            10,
            5) {
        @Override
        NDArray of(Prediction prediction, Targets targets, List<Double> parameters) {
            return new CrossEntropy(0, true).of(prediction, targets);
        }

        @Override
        boolean takes(List<Double> numbers) {
            return super.takes(numbers) && numbers.get(0) > 0 && numbers.get(1) > 0;
        }
    };

    private static final double LARGEST = 1000;

    private final String word;
    private final String label;
    private final boolean perPixel;
    private final String meaning;
    private final String takes;
    private final List<Double> defaults;

    LossFunction(String word, String label, boolean perPixel, String meaning) {
        this(word, label, perPixel, meaning, "no numbers");
    }

    LossFunction(String word, String label, boolean perPixel, String meaning, String takes, double... defaults) {
        this.word = word;
        this.label = label;
        this.perPixel = perPixel;
        this.meaning = meaning;
        this.takes = takes;
        this.defaults = DoubleStream.of(defaults).boxed().toList();
    }

    /**
     * What a part of a batch adds to a per-pixel loss, or the loss of that part alone otherwise: a scalar with its gradient.
     *
     * @param parameters numbers that it {@link #takes}
     */
    abstract NDArray of(Prediction prediction, Targets targets, List<Double> parameters);

    /** Whether these can be its parameters. */
    boolean takes(List<Double> numbers) {
        return numbers.size() == defaults.size() && numbers.stream().allMatch(n -> n >= 0 && n <= LARGEST);
    }

    /** Which numbers stand in parentheses after its word, as the end of a sentence. */
    String taken() {
        return defaults.isEmpty() ? takes : takes + ", such as " + new WeightedLoss.Term(1, this);
    }

    /** The numbers in parentheses if none are given. */
    public List<Double> defaults() {
        return defaults;
    }

    /** Whether it is a weighted mean over pixels, on which class weights and label smoothing act; else it is made of whole classes. */
    public boolean perPixel() {
        return perPixel;
    }

    /** What it is good for, in a sentence. */
    public String meaning() {
        return meaning;
    }

    @Override
    public String word() {
        return word;
    }

    @Override
    public String label() {
        return label;
    }
}
