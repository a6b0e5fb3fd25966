package io.github.tessera.predict;

import io.github.tessera.data.LabelledImage;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.progress.Progress;

/** Predictions that were saved as images: label images, masks coded as the truth is, or probabilities. */
public final class SavedPrediction {
    private final LabelledSet predictions;
    private final PredictionCoding coding;

    /**
     * Finds out what they are, as {@link Evaluation#of(LabelledSet, EvaluationSettings, Progress)} does.
     *
     * @param predictions the images of the set, whose masks are the truth
     * @param decision how probabilities become classes
     */
    public SavedPrediction(LabelledSet predictions, Decision decision, Progress progress) {
        this.predictions = predictions;
        coding = PredictionCoding.of(predictions, decision, progress);
    }

    /** One image's, with probabilities where it holds them. */
    public SegmentedPlane plane(int index, Progress progress) {
        LabelledImage image = predictions.images().get(index);
        boolean probable = coding.kind() == PredictionCoding.Kind.PROBABILITIES;
        PlaneRows rows =
                new PlaneRows(image.width(), image.height(), probable ? image.channels() : 0, coding.decision());
        byte[] labels = coding.read(image, rows, progress).labels();
        return new SegmentedPlane(
                image.width(), image.height(), labels, rows.result().probabilities());
    }
}
