package io.github.tessera.loss;

import io.github.tessera.network.Activation;
import io.github.tessera.progress.TesseraException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A weighted sum of losses, such as {@code bce+jaccard} or {@code 0.5*crossentropy+2*tversky(0.3,0.7)}.
 *
 * @param terms at least one, and at most one that weights borders
 */
public record WeightedLoss(List<Term> terms) {
    private static final Pattern FACTOR = Pattern.compile("([^()]*)(?:\\(([^()]*)\\))?");

    /**
     * One summand.
     *
     * @param weight above 0
     * @param parameters what the loss takes in parentheses
     */
    public record Term(double weight, LossFunction loss, List<Double> parameters) {
        public Term {
            parameters = List.copyOf(parameters);
            if (!(weight > 0 && weight < 1e9) || !loss.takes(parameters)) {
                throw new IllegalArgumentException(weight + " " + loss + " " + parameters);
            }
        }

        /** With the loss's own parameters. */
        public Term(double weight, LossFunction loss) {
            this(weight, loss, loss.defaults());
        }

        /** The text that {@link WeightedLoss#parse} reads. */
        @Override
        public String toString() {
            String numbers = parameters.stream().map(WeightedLoss::text).collect(Collectors.joining(","));
            return (weight == 1 ? "" : text(weight) + "*")
                    + loss.word()
                    + (parameters.isEmpty() ? "" : "(" + numbers + ")");
        }
    }

    public WeightedLoss {
        terms = List.copyOf(terms);
        if (terms.isEmpty()) {
            throw new IllegalArgumentException("A loss needs at least one term.");
        }
        if (terms.stream().filter(t -> t.loss() == LossFunction.BOUNDARY).count() > 1) {
            throw new TesseraException(
                    "A loss can have boundary only once: the weights at the borders are made once a crop.");
        }
    }

    /**
     * Reads a sum of losses.
     *
     * @throws TesseraException if a loss is not known, a weight is no number above 0, or numbers in parentheses do not suit the loss; the
     *     message names it and the choices
     */
    public static WeightedLoss parse(String text) {
        List<Term> terms = new ArrayList<>();
        for (String part : text.toLowerCase(Locale.ROOT).split("\\+", -1)) {
            String[] factors = part.trim().split("\\*", -1);
            if (factors.length > 2) {
                throw wrong(text, "the part \"" + part.trim() + "\" has more than one weight");
            }
            double weight = factors.length == 2 ? weight(factors[0].trim(), text) : 1;
            terms.add(term(weight, factors[factors.length - 1].trim(), text));
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
        throw wrong(text, "the weight \"" + number + "\" is no number above 0; write for example 0.5*bce+dice");
    }

    private static Term term(double weight, String factor, String text) {
        Matcher matcher = FACTOR.matcher(factor);
        if (!matcher.matches()) {
            throw wrong(text, "the parentheses of \"" + factor + "\" do not match; write for example focal(2)");
        }
        LossFunction loss = loss(matcher.group(1).trim(), text);
        if (matcher.group(2) == null) {
            return new Term(weight, loss);
        }
        try {
            List<Double> numbers = Arrays.stream(matcher.group(2).split(",", -1))
                    .map(number -> Double.valueOf(number.trim()))
                    .toList();
            if (loss.takes(numbers)) {
                return new Term(weight, loss, numbers);
            }
        } catch (NumberFormatException e) {
            // the same sentence as for numbers that do not suit
        }
        throw wrong(text, loss.word() + " takes " + loss.taken());
    }

    private static LossFunction loss(String word, String text) {
        return Arrays.stream(LossFunction.values())
                .filter(l -> l.word().equals(word))
                .findFirst()
                .orElseThrow(() -> wrong(
                        text,
                        "the word \"" + word + "\" is not known; the losses are "
                                + Arrays.stream(LossFunction.values())
                                        .map(LossFunction::word)
                                        .collect(Collectors.joining(", "))
                                + ", joined by +, with weights such as 0.5*bce+dice"));
    }

    private static TesseraException wrong(String text, String why) {
        return new TesseraException("In the loss \"" + text + "\" " + why + ".");
    }

    /** A number as a user writes it. */
    static String text(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /** What turns these logits into probabilities: softmax for several outputs, unless binary cross-entropy treats each by itself. */
    public Activation activation(int outputs) {
        boolean each = outputs == 1 || terms.stream().anyMatch(t -> t.loss() == LossFunction.BCE);
        return each ? Activation.SIGMOID : Activation.SOFTMAX;
    }

    /** The text that {@link #parse} reads. */
    @Override
    public String toString() {
        return terms.stream().map(Term::toString).collect(Collectors.joining("+"));
    }
}
