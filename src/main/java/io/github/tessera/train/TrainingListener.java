package io.github.tessera.train;

import io.github.tessera.model.SegmentationModel;
import java.util.List;
import java.util.function.Supplier;

/** Hears how a training goes, on the training's own thread. Nothing in the loop saves, shows or logs; listeners do. */
public interface TrainingListener {
    /** Files, and folders, that it writes into the model's folder, by name: a training that is discarded takes them back. */
    default List<String> files() {
        return List.of();
    }

    /** One line about what is going to be learnt, before the first step; later, what had to be changed. */
    default void onDescription(String line) {}

    /** The training begins, or goes on; all lines that describe it have been told. */
    default void onStart(TrainingStart start) {}

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
     * The user had it wait.
     *
     * @param nanos how long, in nanoseconds
     */
    default void onPause(long nanos) {}

    /**
     * An epoch is done and validated.
     *
     * @param now what the network is and makes of the validation
     */
    default void onEpoch(Epoch epoch, Snapshot now) {}

    /** The training is over, whether complete or stopped; not told where it is discarded. */
    default void onEnd(Supplier<SegmentationModel> model) {}
}
