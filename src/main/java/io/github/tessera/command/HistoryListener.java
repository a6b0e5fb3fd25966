package io.github.tessera.command;

import io.github.tessera.image.AtomicFile;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.model.SegmentationModel;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.train.Epoch;
import io.github.tessera.train.Snapshot;
import io.github.tessera.train.TrainingConfig;
import io.github.tessera.train.TrainingListener;
import io.github.tessera.view.HistoryPlot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Keeps the plot of a training beside the model as {@code history.png}. */
final class HistoryListener implements TrainingListener {
    /** The picture's name in the model's folder. */
    static final String FILE = "history.png";

    private final List<Epoch> epochs = new ArrayList<>();
    private Path file;
    private HistoryPlot plot;

    HistoryListener(TrainingConfig config, Path folder, Progress progress) {
        file = folder.resolve(FILE);
        try {
            plot = new HistoryPlot("Training of " + config.name(), config.best());
        } catch (TesseraException e) {
            // A server without fonts can train all the same.
            progress.log(e.getMessage());
        }
    }

    /** The same for the next training, whose model is in another folder. */
    HistoryListener goingOn(Path folder) {
        file = folder.resolve(FILE);
        epochs.clear();
        return this;
    }

    @Override
    public List<String> files() {
        return List.of(FILE);
    }

    @Override
    public void onResume(List<Epoch> earlier) {
        epochs.addAll(earlier);
    }

    @Override
    public void onEpoch(Epoch epoch, Snapshot now) {
        epochs.add(epoch);
        if (plot == null) {
            return;
        }
        plot.update(epochs);
        ImageFiles.savePng(plot.image(), file);
    }

    /** A model of no epoch has no history, nor that of an earlier one in its folder. */
    @Override
    public void onEnd(Supplier<SegmentationModel> model) {
        if (epochs.isEmpty()) {
            AtomicFile.delete(file);
        }
    }
}
