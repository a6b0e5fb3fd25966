package io.github.tessera.train;

import io.github.tessera.metric.ThresholdCurve;
import io.github.tessera.model.SegmentationModel;
import java.util.List;
import java.util.function.Supplier;

/**
 * What may be looked at when an epoch has ended.
 *
 * @param source makes the model as it is now; only until the listener returns
 * @param tiles a few crops of the images kept out, the same ones every time
 * @param curves one for each class, over all crops of the validation
 */
public record Snapshot(Supplier<SegmentationModel> source, List<ValidationTile> tiles, List<ThresholdCurve> curves) {
    /** The model as it is now; costs a copy of the weights. */
    public SegmentationModel model() {
        return source.get();
    }
}
