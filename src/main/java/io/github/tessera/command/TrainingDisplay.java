package io.github.tessera.command;

import ij.IJ;
import ij.Macro;
import ij.macro.Interpreter;
import io.github.tessera.model.Ensemble;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TaskControl;
import io.github.tessera.train.CrossValidation;
import io.github.tessera.train.CrossValidationResult;
import io.github.tessera.train.Training;
import io.github.tessera.train.TrainingConfig;
import io.github.tessera.train.TrainingResult;
import io.github.tessera.view.Film;
import io.github.tessera.view.TrainingWindow;
import java.awt.GraphicsEnvironment;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What people see of a training: a window where somebody sits before it, and everywhere the log, and in the model's folder the history's
 * plot, the film and the cover.
 */
final class TrainingDisplay {
    private static final String DONE = "Done";
    private static final String KEPT = "Stopped and kept";

    private final TrainingConfig config;
    private final TaskControl control;
    private final TrainingWindow window;

    /**
     * Opens the window, but not for a macro or without a display.
     *
     * @param config of what is going to be trained, with its name
     */
    TrainingDisplay(TrainingConfig config, Progress progress) {
        this.config = config;
        control = new TaskControl(progress);
        window = watched() ? new TrainingWindow(config.name(), control) : null;
    }

    /** Whether somebody sits before ImageJ's windows: no macro runs, and there is a display. */
    static boolean watched() {
        boolean macro = Interpreter.isBatchMode() || IJ.macroRunning() || Macro.getOptions() != null;
        return IJ.getInstance() != null && !GraphicsEnvironment.isHeadless() && !macro;
    }

    /**
     * Trains.
     *
     * @param folder of the model
     * @throws CancelledException as {@link Training#run} does
     */
    TrainingResult run(Training training, Path folder) {
        training.with(new HistoryListener(config, folder, control))
                .with(new FilmListener(folder, this::show))
                .with(new CoverListener(folder));
        if (window != null) {
            training.with(window.begin("", folder));
        }
        return toTheEnd(() -> training.run(control), result -> result.stopped() ? KEPT : DONE);
    }

    /**
     * Trains the folds.
     *
     * @param folder of the models
     * @param folds how many there are
     * @throws CancelledException as {@link CrossValidation#run} does
     */
    CrossValidationResult run(CrossValidation validation, Path folder, int folds) {
        HistoryListener history = new HistoryListener(config, folder, control);
        validation
                .with(fold -> history.goingOn(Ensemble.fold(folder, fold)))
                .with(fold -> new FilmListener(Ensemble.fold(folder, fold), this::show))
                .with(fold -> new CoverListener(Ensemble.fold(folder, fold), folder));
        if (window != null) {
            validation.with(fold -> window.begin("fold " + fold + " of " + folds, Ensemble.fold(folder, fold)));
        }
        return toTheEnd(() -> validation.run(control), this::ending);
    }

    private void show(List<Film.Frame> frames) {
        if (window != null) {
            window.setFrames(frames);
        }
    }

    /** Folds that were finished stay when a later one is discarded. */
    private String ending(CrossValidationResult result) {
        if (!result.stopped()) {
            return DONE;
        }
        if (!control.discarded()) {
            return KEPT;
        }
        control.log("The fold in hand is discarded: nothing of it is kept; the folds before it stay.");
        return "Discarded, but for the folds before";
    }

    private <R> R toTheEnd(Supplier<R> task, Function<R, String> ending) {
        String end = "Ended by a fault";
        try {
            R result = task.get();
            end = ending.apply(result);
            return result;
        } catch (CancelledException e) {
            end = control.discarded() ? discarded() : "Stopped before there was anything to keep";
            throw e;
        } finally {
            if (window != null) {
                window.end(end);
            }
        }
    }

    private String discarded() {
        control.log("The training is discarded: nothing of it is kept.");
        return "Discarded";
    }
}
