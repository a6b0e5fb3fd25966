package io.github.tessera.train;

import io.github.tessera.model.SegmentationModel;
import java.nio.file.Path;

/**
 * What a training leaves behind.
 *
 * @param model the best epoch's
 * @param folder where its package is
 * @param history all epochs
 * @param stopped whether the user ended it early
 */
public record TrainingResult(SegmentationModel model, Path folder, History history, boolean stopped) {
    /** The epoch that {@link #model} is from; null if it was stopped before the first ended. */
    public Epoch best() {
        Epoch best = null;
        for (Epoch epoch : history.epochs()) {
            if (best == null || epoch.iou() > best.iou()) {
                best = epoch;
            }
        }
        return best;
    }
}
