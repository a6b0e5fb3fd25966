package io.github.tessera.loss;

import ai.djl.ndarray.NDArray;
import io.github.tessera.network.Activation;
import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A weighted sum of losses, such as {@code bce+jaccard} or {@code 0.5*crossentropy+2*dice}.
 *
 * @param terms at least one
 */
public record WeightedLoss(List<Term> terms) {
    /**
     * One summand.
     *
     * @param weight above 0
     */
    public record Term(double weight, LossFunction loss) {}

    public WeightedLoss {
        terms = List.copyOf(terms);
        if (terms.isEmpty() || terms.stream().anyMatch(t -> !(t.weight() > 0 && t.weight() < 1e9))) {
            throw new IllegalArgumentException("A loss needs at least one term, and weights above 0.");
        }
    }

    /**
     * Reads a sum of losses.
     *
     * @throws TesseraException if a loss is not known or a weight is no number above 0; the message names it and the choices
     */
    public static WeightedLoss parse(String text) {
        List<Term> terms = new ArrayList<>();
        for (String part : text.toLowerCase(Locale.ROOT).split("\\+", -1)) {
            String[] factors = part.trim().split("\\*", -1);
            if (factors.length > 2) {
                throw new TesseraException(
                        "In the loss \"" + text + "\" the part \"" + part.trim() + "\" has more than one weight.");
            }
            double weight = factors.length == 2 ? weight(factors[0].trim(), text) : 1;
            terms.add(new Term(weight, loss(factors[factors.length - 1].trim(), text)));
        }
        return new WeightedLoss(terms);
    }

    private static double weight(String number, String text) {
        try {
            double weight = Double.parseDouble(number);
            if (weight > 0 && weight < 1e9) {
                return weight;
            }
        } catch (NumberFormatException e) {
            // the same sentence as for a number that is too small
        }
        throw new TesseraException("In the loss \"" + text + "\" the weight \"" + number
                + "\" is no number above 0; write for example 0.5*bce+dice.");
    }

    private static LossFunction loss(String word, String text) {
        return Arrays.stream(LossFunction.values())
                .filter(l -> l.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new TesseraException(
                        "In the loss \"" + text + "\" the word \"" + word + "\" is not known; the losses are "
                                + Arrays.stream(LossFunction.values())
                                        .map(LossFunction::word)
                                        .collect(Collectors.joining(", "))
                                + ", joined by +, with weights such as 0.5*bce+dice."));
    }

    /** What turns these logits into probabilities: softmax for several outputs, unless binary cross-entropy treats each by itself. */
    public Activation activation(int outputs) {
        boolean each = outputs == 1 || terms.stream().anyMatch(t -> t.loss() == LossFunction.BCE);
        return each ? Activation.SIGMOID : Activation.SOFTMAX;
    }

    /** The loss of a batch: logits (N, K, H, W), a scalar with its gradient. */
    public NDArray of(NDArray logits, Targets targets) {
        Activation activation = activation((int) logits.getShape().get(1));
        NDArray sum = null;
        for (Term term : terms) {
            NDArray weighted = term.loss().of(logits, targets, activation).mul((float) term.weight());
            sum = sum == null ? weighted : sum.add(weighted);
        }
        return sum;
    }

    /** The text that {@link #parse} reads. */
    @Override
    public String toString() {
        return terms.stream()
                .map(t -> t.weight() == 1
                        ? t.loss().word()
                        : t.weight() + "*" + t.loss().word())
                .collect(Collectors.joining("+"));
    }
}
