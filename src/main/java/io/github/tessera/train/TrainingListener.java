package io.github.tessera.train;

import io.github.tessera.model.SegmentationModel;
import java.util.List;
import java.util.function.Supplier;

/** Hears how a training goes, on the training's own thread. Nothing in the loop saves, shows or logs; listeners do. */
public interface TrainingListener {
    /** One line about what is going to be learnt, before the first step; later, what had to be changed. */
    default void onDescription(String line) {}

    /**
     * The training goes on from a checkpoint.
     *
     * @param epochs those that had ended
     */
    default void onResume(List<Epoch> epochs) {}

    /**
     * A step is done.
     *
     * @param step from 1
     * @param total all steps
     * @param loss of its batch
     */
    default void onStep(long step, long total, double loss) {}

    /**
     * An epoch is done and validated.
     *
     * @param model makes the model as it is now; costs a copy of the weights
     */
    default void onEpoch(Epoch epoch, Supplier<SegmentationModel> model) {}

    /** The training is over, whether complete or stopped. */
    default void onEnd(Supplier<SegmentationModel> model) {}
}
