package io.github.tessera.train;

import io.github.tessera.image.AtomicFile;
import io.github.tessera.model.ModelPackage;
import io.github.tessera.model.SegmentationModel;
import io.github.tessera.torchscript.ArchiveWriter;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Keeps the model of the best epoch (highest IoU) as the package, and the last weights beside it. */
final class BestModel implements TrainingListener {
    /** The weights of the last step, in the model's folder. */
    static final String LAST = "last.pt";

    private final Path folder;
    private SegmentationModel best;
    private double bestIou = Double.NEGATIVE_INFINITY;

    BestModel(Path folder) {
        this.folder = folder;
    }

    /** The best model so far, or null before the first epoch. */
    SegmentationModel model() {
        return best;
    }

    @Override
    public void onEpoch(Epoch epoch, Supplier<SegmentationModel> model) {
        double iou = Double.isNaN(epoch.iou()) ? 0 : epoch.iou();
        if (iou > bestIou) {
            bestIou = iou;
            keep(model.get());
        }
    }

    @Override
    public void onEnd(Supplier<SegmentationModel> model) {
        SegmentationModel last = model.get();
        if (best == null) {
            keep(last);
        }
        ArchiveWriter archive = new ArchiveWriter(last.network().build(), last.weights(), false);
        AtomicFile.write(folder.resolve(LAST), archive::write);
    }

    private void keep(SegmentationModel model) {
        best = model;
        ModelPackage.write(model, folder);
    }
}
