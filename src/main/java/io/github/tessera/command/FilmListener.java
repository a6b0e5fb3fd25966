package io.github.tessera.command;

import io.github.tessera.data.ClassTable;
import io.github.tessera.image.AtomicFile;
import io.github.tessera.model.SegmentationModel;
import io.github.tessera.train.Epoch;
import io.github.tessera.train.Snapshot;
import io.github.tessera.train.TrainingListener;
import io.github.tessera.train.TrainingStart;
import io.github.tessera.view.Film;
import io.github.tessera.view.ValidationStrip;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Keeps the film of a training beside the model; where writing takes long, not after every epoch, but in the end. */
final class FilmListener implements TrainingListener {
    private static final int SHARE = 50; // of the time, a fiftieth at most

    private final Path file;
    private final Consumer<List<Film.Frame>> shown;
    private ClassTable classes;
    private Film film = new Film();
    private long saved = System.nanoTime();
    private long took;

    /**
     * The film of a training.
     *
     * @param folder of the model
     * @param shown takes the pictures whenever there is another one
     */
    FilmListener(Path folder, Consumer<List<Film.Frame>> shown) {
        file = folder.resolve(Film.FILE);
        this.shown = shown;
    }

    @Override
    public List<String> files() {
        return List.of(Film.FILE);
    }

    @Override
    public void onStart(TrainingStart start) {
        classes = start.set().classes();
    }

    @Override
    public void onResume(List<Epoch> epochs) {
        film = Film.read(file, epochs.size());
        shown.accept(film.frames());
    }

    @Override
    public void onEpoch(Epoch epoch, Snapshot now) {
        film.add(epoch, ValidationStrip.of(now.tiles(), classes));
        shown.accept(film.frames());
        if (System.nanoTime() - saved > SHARE * took) {
            save();
        }
    }

    private void save() {
        long start = System.nanoTime();
        film.save(file);
        saved = System.nanoTime();
        took = saved - start;
    }

    /** A model of no epoch has no film, nor that of an earlier one in its folder. */
    @Override
    public void onEnd(Supplier<SegmentationModel> model) {
        if (film.frames().isEmpty()) {
            AtomicFile.delete(file);
        } else {
            save();
        }
    }
}
