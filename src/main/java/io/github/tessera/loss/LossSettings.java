package io.github.tessera.loss;

import ai.djl.ndarray.NDArray;
import io.github.tessera.network.Activation;
import io.github.tessera.postprocess.BorderWeights;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.Constant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a training makes small.
 *
 * @param sum the losses
 * @param classWeights how much a pixel of each class counts in the per-pixel losses
 * @param smoothing of labels in the per-pixel losses, from 0 to below 1: so much of the truth is spread evenly over all that a pixel may be
 */
public record LossSettings(WeightedLoss sum, ClassWeights classWeights, double smoothing) {
    private static final Pattern NOTE =
            Pattern.compile("(?<sum>.*?)(, class weights (?<weights>.*?))?(, label smoothing (?<smoothing>[0-9.]+))?");

    public LossSettings {
        if (!(smoothing >= 0 && smoothing < 1)) {
            throw new TesseraException("A label smoothing of " + smoothing
                    + " cannot be used: it must be from 0 to below 1, such as 0.1.");
        }
        boolean perPixel = sum.terms().stream().anyMatch(t -> t.loss().perPixel());
        if (!perPixel && (smoothing > 0 || !classWeights.none())) {
            throw new TesseraException(
                    "Class weights and label smoothing act on bce, crossentropy, focal and boundary, but the" + " loss "
                            + sum + " has none of them: add one, such as crossentropy+" + sum
                            + ", or leave them away.");
        }
    }

    /** A sum of losses alone. */
    public static LossSettings of(WeightedLoss sum) {
        return new LossSettings(sum, ClassWeights.NONE, 0);
    }

    /** A sum of losses alone, as {@link WeightedLoss#parse} reads it. */
    public static LossSettings parse(String sum) {
        return of(WeightedLoss.parse(sum));
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws TesseraException if it is something else
     */
    public static LossSettings ofNote(String note) {
        Matcher parts = NOTE.matcher(note);
        if (!parts.matches()) {
            throw new TesseraException("\"" + note + "\" is no loss.");
        }
        String weights = parts.group("weights");
        String smoothing = parts.group("smoothing");
        return parse(parts.group("sum"))
                .withClassWeights(weights == null ? ClassWeights.NONE : ClassWeights.parse(weights))
                .withSmoothing(smoothing == null ? 0 : Double.parseDouble(smoothing));
    }

    public LossSettings withClassWeights(ClassWeights other) {
        return new LossSettings(sum, other, smoothing);
    }

    public LossSettings withSmoothing(double other) {
        return new LossSettings(sum, classWeights, other);
    }

    /** What turns so many logits into probabilities. */
    public Activation activation(int outputs) {
        return sum.activation(outputs);
    }

    /** The probabilities that logits (N, K, H, W) stand for, of the same shape, in [0, 1]. */
    public NDArray probabilities(NDArray logits) {
        return new Prediction(logits, activation((int) logits.getShape().get(1))).probabilities();
    }

    /** The border weights that it needs beside the labels; null if it needs none. */
    public BorderWeights borderWeights() {
        return sum.terms().stream()
                .filter(t -> t.loss() == LossFunction.BOUNDARY)
                .findFirst()
                .map(t ->
                        new BorderWeights(t.parameters().get(0), t.parameters().get(1)))
                .orElse(null);
    }

    /**
     * Whether the losses of a batch's parts add up to that of the batch exactly. Where one is made of whole classes, parts are a mean of
     * their own losses, by their share of the crops.
     */
    public boolean summedPerPixel() {
        return sum.terms().stream().allMatch(t -> t.loss().perPixel());
    }

    /**
     * Settings for classes of so many pixels, class weights from frequency turned into numbers.
     *
     * @param pixelsPerClass at least two
     * @throws TesseraException if class weights are given, but not one for each class
     */
    public LossSettings resolved(long[] pixelsPerClass) {
        return withClassWeights(classWeights.resolved(pixelsPerClass));
    }

    /** What a part adds to the loss of its batch: logits (N, K, H, W) of its crops, a scalar with its gradient. */
    public NDArray of(NDArray logits, Targets targets) {
        Prediction prediction = new Prediction(logits, activation(targets.outputs()));
        NDArray all = null;
        for (WeightedLoss.Term term : sum.terms()) {
            double weight = term.weight() * (term.loss().perPixel() ? 1 : targets.share());
            NDArray own = term.loss().of(prediction, targets, term.parameters());
            NDArray weighted = own.mul(Constant.of(own, weight));
            all = all == null ? weighted : all.add(weighted);
        }
        return all;
    }

    /** For notes and log. */
    @Override
    public String toString() {
        return sum
                + (classWeights.none() ? "" : ", class weights " + classWeights)
                + (smoothing == 0 ? "" : ", label smoothing " + WeightedLoss.text(smoothing));
    }
}
