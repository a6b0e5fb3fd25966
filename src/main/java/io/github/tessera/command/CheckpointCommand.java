package io.github.tessera.command;

import io.github.tessera.data.ClassTable;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.train.CheckpointSettings;
import io.github.tessera.train.TensorBoard;
import io.github.tessera.train.TrainingListener;
import io.github.tessera.view.ValidationStrip;
import java.nio.file.Path;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;

/** A command that leaves what it has learnt: asks when checkpoints are written, and whether to go on from one. */
abstract class CheckpointCommand extends LearnCommand {
    @Parameter(
            label = "Go on with a training that was stopped",
            attrs = @Attr(name = MORE),
            persist = false,
            description =
                    "If the model's folder holds a checkpoint, the training goes on from there, with the same settings, as if it had never been"
                            + " stopped; else it begins.")
    private boolean resume;

    @Parameter(
            label = "Checkpoint every (steps, 0 = 5 minutes)",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "1000000000",
            description =
                    "How often all that is needed to go on is written into the model's folder, beside after each validation.")
    private int checkpoint;

    @Parameter(
            label = "Files for TensorBoard",
            attrs = @Attr(name = MORE),
            description =
                    "Writes curves, pictures, weights, precision and recall into the folder tensorboard in the model's folder; the program TensorBoard"
                            + " shows them in a browser while the training runs.")
    private boolean tensorboard;

    /** What was entered. */
    final CheckpointSettings checkpoints() {
        return new CheckpointSettings(resume, checkpoint);
    }

    /** Writes for TensorBoard, if that was entered; else does nothing. */
    final TrainingListener tensorBoard(Path folder, ClassTable classes) {
        return tensorboard
                ? new TensorBoard(folder, tiles -> ImageFiles.png(ValidationStrip.of(tiles, classes)))
                : new TrainingListener() {};
    }
}
