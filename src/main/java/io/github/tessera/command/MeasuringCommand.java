package io.github.tessera.command;

import io.github.tessera.data.LabelKind;
import io.github.tessera.data.MaskSettings;
import io.github.tessera.postprocess.ObjectSplit;
import io.github.tessera.predict.EvaluationSettings;
import java.util.Optional;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;

/** A command that measures how far something is from the truth: in pixels, in single objects, in boundaries. */
abstract class MeasuringCommand extends TruthCommand {
    @Parameter(
            label = "Single objects",
            description =
                    "Also finds and matches objects: precision, recall, F1 and AP by IoU, panoptic quality, aggregated Jaccard, Rand index,"
                            + " variation of information. Numbered objects are taken as they are, others as they are connected.")
    private boolean objects;

    @Parameter(
            label = "Split predicted objects",
            attrs = @Attr(name = MORE),
            description =
                    "How predicted objects that touch are told apart: not at all, by distance, or by the borders that a model has learnt.")
    private ObjectSplit split = ObjectSplit.NONE;

    @Parameter(
            label = "Boundaries",
            description =
                    "Also measures boundary F1, Hausdorff and surface distances of each class, in micrometres if the predictions (or the"
                            + " model's images) tell their pixels' size, else in pixels.")
    private boolean boundaries;

    @Parameter(
            label = "Tolerance of boundaries (0 = automatic)",
            attrs = @Attr(name = MORE),
            min = "0",
            description =
                    "How far boundaries may be apart and still agree, in the same unit; automatic is 0.75 % of the image's diagonal.")
    private double tolerance;

    @Parameter(
            label = "Beta of F-beta",
            attrs = @Attr(name = MORE),
            min = "0.1",
            max = "10",
            description = "How many times as much recall counts as precision.")
    private double beta = 2;

    /** As it was entered. */
    final double beta() {
        return beta;
    }

    /** What is to be measured. */
    final EvaluationSettings settings() {
        boolean learntBorders = super.maskSettings().kind() == LabelKind.BORDERS;
        return new EvaluationSettings(
                decision(),
                objects ? Optional.of(learntBorders ? ObjectSplit.BORDERS : split) : Optional.empty(),
                boundaries,
                tolerance);
    }

    @Override
    final MaskSettings maskSettings() {
        MaskSettings settings = super.maskSettings();
        return objects ? settings.withNumbers() : settings;
    }
}
