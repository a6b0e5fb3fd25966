package io.github.tessera.train;

import io.github.tessera.metric.ThresholdCurve;
import io.github.tessera.model.SegmentationModel;
import java.util.List;
import java.util.function.Supplier;

/** What may be looked at when an epoch has ended. For the training's thread. */
public final class Snapshot {
    private final boolean best;
    private final Supplier<SegmentationModel> source;
    private final List<ValidationTile> tiles;
    private final List<ThresholdCurve> curves;
    private SegmentationModel model;

    /**
     * After an epoch.
     *
     * @param best whether it is the best so far
     * @param source makes the model as it is now
     */
    Snapshot(
            boolean best, Supplier<SegmentationModel> source, List<ValidationTile> tiles, List<ThresholdCurve> curves) {
        this.best = best;
        this.source = source;
        this.tiles = List.copyOf(tiles);
        this.curves = List.copyOf(curves);
    }

    /** Whether the epoch is the best so far, so that its model is kept. */
    public boolean best() {
        return best;
    }

    /** The model as it is now; the first call costs a copy of the weights, and has to come before the listener returns. */
    public SegmentationModel model() {
        if (model == null) {
            model = source.get();
        }
        return model;
    }

    /** A few crops of the images kept out, the same ones every time. */
    public List<ValidationTile> tiles() {
        return tiles;
    }

    /** One for each class, over all crops of the validation. */
    public List<ThresholdCurve> curves() {
        return curves;
    }
}
