package io.github.tessera.train;

import io.github.tessera.image.AtomicFile;
import io.github.tessera.model.ModelPackage;
import io.github.tessera.model.SegmentationModel;
import io.github.tessera.torchscript.ArchiveWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Keeps the model of the best epoch as the package, and the last weights beside it. */
final class BestModel implements TrainingListener {
    /** The weights of the last step, in the model's folder. */
    static final String LAST = "last.pt";

    private final Path folder;
    private boolean validated;
    private SegmentationModel best;

    BestModel(Path folder) {
        this.folder = folder;
    }

    /** The best model so far, or null before the first epoch. */
    SegmentationModel model() {
        if (best == null && validated) {
            best = ModelPackage.read(folder);
        }
        return best;
    }

    @Override
    public List<String> files() {
        List<String> names = new ArrayList<>(ModelPackage.FILES);
        names.add(LAST);
        return names;
    }

    @Override
    public void onResume(List<Epoch> earlier) {
        validated = !earlier.isEmpty();
    }

    @Override
    public void onEpoch(Epoch epoch, Snapshot now) {
        validated = true;
        if (now.best()) {
            keep(now.model());
        }
    }

    @Override
    public void onEnd(Supplier<SegmentationModel> model) {
        SegmentationModel last = model.get();
        if (!validated) {
            keep(last);
        } else if (Files.notExists(folder.resolve(ModelPackage.DESCRIPTION))) {
            keep(best == null ? last : best); // somebody has deleted it meanwhile
        }
        ArchiveWriter archive = new ArchiveWriter(last.network().build(), last.weights(), false);
        AtomicFile.write(folder.resolve(LAST), archive::write);
    }

    private void keep(SegmentationModel model) {
        best = model;
        ModelPackage.write(model, folder);
    }
}
