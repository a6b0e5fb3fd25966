package io.github.tessera.view;

import io.github.tessera.predict.HeldOut;
import io.github.tessera.train.Epoch;
import io.github.tessera.train.TrainingResult;
import io.github.tessera.train.TrainingStart;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a training when it is over.
 *
 * @param start how it began
 * @param choices what was chosen for the user, each with its reason
 * @param lines what was told on the way
 * @param sources where images and labels came from, by name
 * @param result what it left
 * @param validation the best model on the images that chose it
 * @param test the best model on those that nobody had looked at, if there were any
 */
public record TrainingSummary(
        TrainingStart start,
        List<String> choices,
        List<String> lines,
        List<String> sources,
        TrainingResult result,
        HeldOut validation,
        Optional<HeldOut> test) {
    /** What is counted on: the test if there was one. */
    HeldOut judged() {
        return test.orElse(validation);
    }

    /** Whether the images tried were learnt from as well. */
    boolean nothingKeptOut() {
        return start.split().train().equals(start.split().validation());
    }

    /** Seconds learnt and validated, without pauses. */
    double seconds() {
        return result.history().epochs().stream().mapToDouble(Epoch::seconds).sum();
    }
}
