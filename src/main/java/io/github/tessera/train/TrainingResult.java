package io.github.tessera.train;

import io.github.tessera.model.SegmentationModel;
import java.nio.file.Path;

/**
 * What a training leaves behind.
 *
 * @param model the best epoch's
 * @param folder where its package is
 * @param history all epochs
 * @param rule what the best epoch was chosen by
 * @param stopped whether the user ended it early
 */
public record TrainingResult(SegmentationModel model, Path folder, History history, BestRule rule, boolean stopped) {
    /** The epoch that {@link #model} is from; null if it was stopped before the first ended. */
    public Epoch best() {
        return rule.best(history.epochs());
    }
}
