package io.github.tessera.command;

import io.github.tessera.image.AtomicFile;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.Palette;
import io.github.tessera.model.ModelPackage;
import io.github.tessera.model.SegmentationModel;
import io.github.tessera.train.Epoch;
import io.github.tessera.train.Snapshot;
import io.github.tessera.train.TrainingListener;
import io.github.tessera.train.TrainingStart;
import io.github.tessera.view.ModelCover;
import io.github.tessera.view.ModelPlaces;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** Keeps a picture of what the best model does beside it, and lets the list of models know that it is there. */
final class CoverListener implements TrainingListener {
    private final Path folder;
    private final Path listed;
    private boolean validated;
    private Palette palette;

    /** For a model in this folder. */
    CoverListener(Path folder) {
        this(folder, folder);
    }

    /** For one of several models, which are listed by the folder that holds them. */
    CoverListener(Path folder, Path listed) {
        this.folder = folder;
        this.listed = listed;
    }

    @Override
    public List<String> files() {
        return List.of(ModelPackage.COVER);
    }

    @Override
    public void onStart(TrainingStart start) {
        palette = start.set().classes().palette();
    }

    @Override
    public void onResume(List<Epoch> earlier) {
        validated = !earlier.isEmpty();
    }

    @Override
    public void onEpoch(Epoch epoch, Snapshot now) {
        validated = true;
        if (now.best() && !now.tiles().isEmpty()) {
            ImageFiles.savePng(ModelCover.of(now.tiles().get(0), palette), folder.resolve(ModelPackage.COVER));
        }
    }

    /** A model of no epoch has no cover, nor that of an earlier one in its folder. */
    @Override
    public void onEnd(Supplier<SegmentationModel> model) {
        if (!validated) {
            AtomicFile.delete(folder.resolve(ModelPackage.COVER));
        }
        ModelPlaces.addTrained(listed);
    }
}
